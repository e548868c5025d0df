"""Portions beside their counts: "2 half 1 full" are two halves and one full of a dish, and half of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.orders.goods import PORTIONS
from nlu.orders.lines import HALF
from nlu.orders.parts import GOODS, Kind, Part
from nlu.words.reading import Word


def with_portions(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts, in which half and full are names where both are said beside a count."""
    halves = [part for part in parts if _is_portion(words, part) and part.amount == HALF]
    inside = {at for part in halves for at in range(part.start, part.end)}
    fulls = [at for at, word in enumerate(words) if word.plain in PORTIONS and at not in inside]
    counted = any(part.says_how_much and part not in halves for part in parts)
    if not (halves and counted and (fulls or _is_counted_apart(parts, halves))):
        return list(parts)
    named = _together([_as_name(part) if _is_portion(words, part) else part for part in parts])
    return [each for part in named for each in _of_each_portion(words, part)]


def _of_each_portion(words: Sequence[Word], part: Part) -> Iterator[Part]:
    """A name in which a second portion begins another dish: "full paneer masala half dal makhani"."""
    inside = [at for at in range(part.start, part.end) if words[at].plain in PORTIONS]
    if part.kind is not Kind.NAME or len(inside) < 2 or inside[0] != part.start or inside[1] + 1 == part.end:
        yield part
        return
    yield Part(Kind.NAME, part.start, inside[1])
    yield from _of_each_portion(words, Part(Kind.NAME, inside[1], part.end))


def _is_counted_apart(parts: Sequence[Part], halves: Sequence[Part]) -> bool:
    """Whether a count of half stands before that of another thing: "half 1 with 4 roti"."""
    goods = [part for part in parts if part.kind in GOODS]
    return any(
        half in halves and count.says_how_much and other.says_how_much and count.end < other.start
        for half, count, other in zip(goods, goods[1:], goods[2:], strict=False)
    )


def _is_portion(words: Sequence[Word], part: Part) -> bool:
    return part.end == part.start + 1 and words[part.start].plain in PORTIONS


def _as_name(part: Part) -> Part:
    return Part(Kind.NAME, part.start, part.end)


def _together(parts: Sequence[Part]) -> Iterator[Part]:
    """Names that stand right beside each other are one: "egg biryani" and "half"."""
    last: Part | None = None
    for part in parts:
        if last and last.kind is part.kind is Kind.NAME and last.end == part.start:
            last = Part(Kind.NAME, last.start, part.end)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
