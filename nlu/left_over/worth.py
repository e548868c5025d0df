"""For how much money something is wanted, where that says how much of it: "50 ka besan", "100 rupees of tomatoes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlu.orders.words import OF
from nlu.words.found import Found
from nlu.words.numbers import read_number
from nlu.words.reading import Word

LEAST = 5  # rupees, where no currency is named: "2 ka pack" is none
LONGEST = 6  # words of an amount


Sum = tuple[int, int, int]
"""The first word of a sum, the word behind it, and how many paise it is."""


class Worth(NamedTuple):
    """The words of a sum, in paise, and the place of the line of which it says how much."""

    start: int
    end: int
    paise: int
    line: int


def worths(words: Sequence[Word], lines: Sequence[Found], found: Sequence[Found]) -> Iterator[Worth]:
    """The sums right beside lines that say no amount themselves, in words from `start` to before `end`."""
    sums = [
        (inside[0], inside[-1] + 1, int(each.value["paise"]))
        for each in found
        if each.entity == "money" and (inside := sorted(each.inside(words)))
    ]
    for place, line in enumerate(lines):
        if line.value.get("quantity") is not None or not line.value.get("name"):
            continue
        inside = sorted(line.inside(words))
        named = _first_of_name(words, inside, line.value["name"])
        told = _before(words, named, sums) or _behind(words, inside[-1] + 1, sums)
        if told:
            yield Worth(*told, place)


def _first_of_name(words: Sequence[Word], inside: Sequence[int], name: str) -> int:
    return next((at for at in inside if name.startswith(words[at].text)), inside[0])


def _before(words: Sequence[Word], name: int, sums: Sequence[Sum]) -> Sum | None:
    """*150 rupaye ki*, *₹100*, and *50 ka* without a currency: right before the name."""
    is_of = name > 0 and words[name - 1].plain in OF
    end = name - 1 if is_of else name
    for first, last, paise in sums:
        if last == end:
            return first, name, paise
    for start in range(max(0, end - LONGEST), end) if is_of else ():
        number = read_number(words, start)
        if number is not None and number.end == end and number.value >= LEAST:
            return start, name, int(number.value * 100)
    return None


def _behind(words: Sequence[Word], at: int, sums: Sequence[Sum]) -> Sum | None:
    """*besan 20 rupaye ka*: right behind it, with its currency and *ka*."""
    for first, last, paise in sums:
        if first == at and last < len(words) and words[last].plain in OF:
            return first, last + 1, paise
    return None
