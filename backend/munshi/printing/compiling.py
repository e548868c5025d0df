"""How a template is set: what comes from people is data, never a part of the template."""

import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

ROOT = Path(__file__).resolve().parents[1]  # templates import each other by paths from here
FONTS = Path(__file__).with_name("fonts")
PIXELS_PER_INCH = 144.0

PICTURES = re.compile(r"[\u2600-\u27BF\u2B00-\u2BFF\uFE0F\U0001F000-\U0001FAFF\U000E0000-\U000E007F]")

Format = Literal["pdf", "png", "svg"]

_of_this_thread = threading.local()


def compiled(
    template: Path, data: Mapping[str, Any], fmt: Format = "pdf", made_at: datetime | None = None
) -> bytes:
    """The document that the template makes of the data; as a picture its first page.

    With `made_at`, which a PDF says of itself, the same data make the same bytes.
    The template reads the data with `#let it = json(bytes(sys.inputs.data))`, and says nothing beyond the folder of the
    backend. Raises `typst.TypstError` where the template is wrong.
    """
    return pages(template, data, fmt, made_at)[0]


def pages(
    template: Path, data: Mapping[str, Any], fmt: Format = "png", made_at: datetime | None = None
) -> list[bytes]:
    """Every page as a picture of its own; a PDF is one file of all."""
    made = _compiler().compile(
        input=template,
        format=fmt,
        ppi=PIXELS_PER_INCH if fmt == "png" else None,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
        timestamp=int(made_at.timestamp()) if made_at else None,
    )
    if made is None:
        raise RuntimeError(f"{template.name} made nothing")
    return made if isinstance(made, list) else [made]


def _compiler() -> typst.Compiler:
    """One for each thread: two threads in one of them fail."""
    if not hasattr(_of_this_thread, "compiler"):
        _of_this_thread.compiler = typst.Compiler(root=ROOT, font_paths=_fonts(), ignore_system_fonts=True)
    compiler: typst.Compiler = _of_this_thread.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _printable(value: Any) -> Any:
    """Without emoji, which the fonts do not have and would print as boxes."""
    if isinstance(value, str):
        return PICTURES.sub("", value).strip()
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
