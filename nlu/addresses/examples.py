"""The messages that the reader of addresses learns from: each address stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

MARKED = re.compile(r"\[([^\]]+)\]")
SAYS, ALONE = "says", "addresses"
LANGUAGES = ("hi", "en", "hinglish")
STEP = 37  # from an example to that whose address it gets
SHORT, EVERY = 12, 3  # words of a message behind which an address may stand; one in so many gets one


class Example(NamedTuple):
    """A message, and from where to where its addresses stand."""

    text: str
    spans: tuple[tuple[int, int], ...]


def examples(file: Path) -> Iterator[Example]:
    """Those of a file: messages one by one, or in blocks by language; and addresses alone."""
    written = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    for said in written[SAYS]:
        block = said if isinstance(said, dict) else {}
        texts = [each for language in LANGUAGES for each in block.get(language) or ()] if block else [said]
        yield from (example(str(each)) for each in texts)
    yield from (example(f"[{address}]") for address in written.get(ALONE, ()))


def exchanged(found: Sequence[Example], times: int) -> Iterator[Example]:
    """The examples, also with so many addresses of others in the place of theirs, and short ones with one behind them.

    What stands around an address says nothing of which it is.
    """
    yield from found
    single = [each for each in found if len(each.spans) == 1]
    addresses = [each.text[slice(*each.spans[0])] for each in single]
    around = [(each.text[:start], each.text[end:]) for each in single for start, end in each.spans]
    without = [each.text for each in found if not each.spans and len(each.text.split()) <= SHORT]
    around += [(f"{text} ", "") for text in without[::EVERY]]
    for at, (before, behind) in enumerate(around if addresses else ()):
        for step in range(1, times + 1):
            if before or behind:
                yield _with(before, addresses[(at * times + step * STEP) % len(addresses)], behind)


def _with(before: str, address: str, behind: str) -> Example:
    return Example(before + address + behind, ((len(before), len(before) + len(address)),))


def example(written: str) -> Example:
    """A message as it is written with its marks."""
    text, spans, at = "", [], 0
    for mark in MARKED.finditer(written):
        text += written[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return Example(text + written[at:], tuple(spans))
