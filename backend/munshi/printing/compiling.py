"""How a template is set: what comes from people is data, never a part of the template."""

import json
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

ROOT = Path(__file__).resolve().parents[1]  # templates import each other by paths from here
FONTS = Path(__file__).with_name("fonts")
PIXELS_PER_INCH = 144.0

Format = Literal["pdf", "png", "svg"]

_of_this_thread = threading.local()


def compiled(template: Path, data: Mapping[str, Any], fmt: Format = "pdf") -> bytes:
    """The document that the template makes of the data; as a picture its first page.

    The template reads the data with `#let it = json(bytes(sys.inputs.data))`, and says nothing beyond the folder of the
    backend. Raises `typst.TypstError` where the template is wrong.
    """
    return pages(template, data, fmt)[0]


def pages(template: Path, data: Mapping[str, Any], fmt: Format = "png") -> list[bytes]:
    """Every page as a picture of its own; a PDF is one file of all."""
    made = _compiler().compile(
        input=template,
        format=fmt,
        ppi=PIXELS_PER_INCH if fmt == "png" else None,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
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
        return "".join(sign for sign in value if not _is_picture(sign)).strip()
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def _is_picture(sign: str) -> bool:
    return (unicodedata.category(sign) in ("So", "Sk", "Cs", "Co") and ord(sign) > 0x2190) or sign == "\ufe0f"
