"""The messages that the reader of addresses and names learns from: each stands in brackets, a name with whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

ADDRESS, NAME, OTHER = "address", "name", "other"  # a name is of whom the message is for, or of somebody else
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
MARKED = re.compile(rf"\[([^\]]+)\](?:\(({ADDRESS}|{NAME}|{OTHER})\))?")
SAYS = "says"
ALONE = {"addresses": ADDRESS, "names": NAME}  # lists of a file that stand in no message
LANGUAGES = ("hi", "en", "hinglish")
STEP = 37  # from an example to that whose address or name it gets
SHORT, EVERY = 12, 3  # words of a message beside which an address may stand; one in so many gets one
A_PLACE = "x"  # of what is exchanged
LAYOUTS = (
    "{said} [{address}]",
    "{said}. [{name}](name), [{address}]",
    "[{name}](name), [{address}], {said}",
    "{said} [{address}] [{name}](name)",
    "{said}, [{address}]",
    "[{name}](name) [{address}] {said}",
    "{said} [{address}]. [{name}](name)",
)


class Span(NamedTuple):
    """From where to where something stands, and what it is."""

    start: int
    end: int
    kind: str


class Example(NamedTuple):
    """A message, and what stands in it."""

    text: str
    spans: tuple[Span, ...]


Pools = Mapping[
    tuple[str, bool], Sequence[str]
]  # what is exchanged for each other: of a kind, in Latin script or not


def examples(file: Path) -> Iterator[Example]:
    """Those of a file: messages one by one, or in blocks by language; and addresses and names alone."""
    written = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    for said in written[SAYS]:
        block = said if isinstance(said, dict) else {}
        texts = [each for language in LANGUAGES for each in block.get(language) or ()] if block else [said]
        yield from (example(str(each)) for each in texts)
    for key, kind in ALONE.items():
        yield from (example(f"[{each}]({kind})") for each in written.get(key, ()))


def example(written: str) -> Example:
    """A message as it is written with its marks."""
    text, spans, at = "", [], 0
    for mark in MARKED.finditer(written):
        text += written[at : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark[1]), mark[2] or ADDRESS))
        text += mark[1]
        at = mark.end()
    return Example(text + written[at:], tuple(spans))


def exchanged(found: Sequence[Example], times: int) -> Iterator[Example]:
    """The examples, also so many times with the addresses and names of others in the place of theirs, and short ones
    with a name and an address in any order beside them.

    What stands around an address or a name says nothing of which it is.
    """
    yield from found
    pools = _pools(found)
    around = [each for each in found if each.spans and not _is_alone(each)]
    without = [each.text for each in found if not each.spans and len(each.text.split()) <= SHORT]
    around += [_placed_beside(text, at) for at, text in enumerate(without[::EVERY])]
    for at, said in enumerate(around):
        yield from (_with_others(said, pools, at * times + step) for step in range(times))


def _pools(found: Sequence[Example]) -> Pools:
    pools = defaultdict[tuple[str, bool], list[str]](list)
    for said in found:
        for span in said.spans:
            text = said.text[span.start : span.end]
            pools[_pool(span.kind, text)].append(text)
    return pools


def _pool(kind: str, text: str) -> tuple[str, bool]:
    return ADDRESS if kind == ADDRESS else NAME, DEVANAGARI.search(text) is None


def _is_alone(said: Example) -> bool:
    return (said.spans[0].start, said.spans[0].end) == (0, len(said.text))


def _placed_beside(said: str, at: int) -> Example:
    """A message with places for an address, and for a name, beside it."""
    return example(LAYOUTS[at % len(LAYOUTS)].format(said=said, address=A_PLACE, name=A_PLACE))


def _with_others(said: Example, pools: Pools, step: int) -> Example:
    """A message with others of their kind in the place of what stands in it; every second name is nobody's."""
    text, spans, at = "", [], 0
    for span in said.spans:
        pool = pools.get(_pool(span.kind, said.text)) or [said.text[span.start : span.end]]
        other = pool[(step * STEP + span.start) % len(pool)]
        if span.kind != ADDRESS and step % 2:
            other = _nobodys(other, pool[(step * STEP * 2 + span.start) % len(pool)])
        text += said.text[at : span.start]
        spans.append(Span(len(text), len(text) + len(other), span.kind))
        text += other
        at = span.end
    return Example(text + said.text[at:], tuple(spans))


def _nobodys(one: str, other: str) -> str:
    """A name that nobody has, of the beginnings of one and the ends of another, so that what is around it must tell."""
    ends = other.split()
    return " ".join(
        word[: (len(word) + 1) // 2] + ends[at % len(ends)][len(ends[at % len(ends)]) // 2 :]
        for at, word in enumerate(one.split())
    )
