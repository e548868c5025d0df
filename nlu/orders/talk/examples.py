"""The messages that the tagger learns from: the order lines, then the ways to say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from nlu.named_entities.examples import example

LANGUAGES = ("hi", "en", "hinglish")


class Example(NamedTuple):
    """A message with its intent and the order lines that it holds, each as the contract has them."""

    text: str
    intent: str
    lines: list[Mapping[str, Any]]


def examples(file: Path) -> Iterator[Example]:
    """Those of a file that has the form of the held-out corpora, with the intent beside each value.

    Addresses stand in brackets, for the reader of them (`nlu/named_entities`).
    """
    for block in YAML(typ="safe").load(file.read_text(encoding="utf-8"))["says"]:
        value = (block.get("value") or {}).get("order_line") or []
        lines = value if isinstance(value, list) else [value]
        for language in LANGUAGES:
            said = (example(str(written)).text for written in block.get(language) or ())
            yield from (Example(text, block["intent"], lines) for text in said)
