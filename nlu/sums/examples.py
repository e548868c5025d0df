"""The messages that the reader of sums learns from: each sum in brackets, and behind it what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

MARKED = re.compile(r"\[([^\]]+)\]\((\w+)\)")
SAYS = "says"


class Example(NamedTuple):
    """A message, and what the sums in it are, by where they begin."""

    text: str
    roles: Mapping[int, str]


def examples(file: Path) -> Iterator[Example]:
    """Those of a file."""
    for written in YAML(typ="safe").load(file.read_text(encoding="utf-8"))[SAYS]:
        yield example(str(written))


def example(written: str) -> Example:
    """A message as it is written with its marks."""
    text, roles, at = "", {}, 0
    for mark in MARKED.finditer(written):
        text += written[at : mark.start()]
        roles[len(text)] = mark[2]
        text += mark[1]
        at = mark.end()
    return Example(text + written[at:], roles)
