"""The clauses that the reader learns from: what they tell, then the ways to say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

LANGUAGES = ("hi", "en", "hinglish")


class Example(NamedTuple):
    """A clause with all that it tells."""

    text: str
    tells: frozenset[str]


def examples(file: Path) -> Iterator[Example]:
    """Those of a file of blocks, each with what its clauses `tells` and the clauses by language."""
    for block in YAML(typ="safe").load(file.read_text(encoding="utf-8"))["says"]:
        told = frozenset(map(str, block["tells"]))
        for language in LANGUAGES:
            yield from (Example(str(text), told) for text in block.get(language) or ())
