"""What figures beside goods on a khata say: a sum of their own, or something that nobody has read. Pure."""

import re
from collections.abc import Iterable, Sequence

from munshi.asking.reading import Reading, SumRole, Value
from munshi.asking.sums import touches
from munshi.billing.accounts.drafts import Placed
from munshi.billing.accounts.khata_words import sounds
from spelling import key

_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:\.\d+)?(?![\d/])")
Span = tuple[int, int]
LONG = 4  # so many figures end somebody's phone


def sums_beside(reading: Reading) -> list[Placed[int]]:
    """What goods are said to be worth, where no sum was read as money: *khate me 340 likho 2 kilo chini, 1 ghee*."""
    goods = _lines(reading)
    if not goods or not all(start < end for start, end in goods):
        return []
    worth = [each for each in reading.sums_of(SumRole.WORTH) if not touches((each.start, each.end), goods)]
    return [Placed(each.paise, each.start) for each in worth]


def unread(reading: Reading, sums: Sequence[Placed[int]]) -> list[str]:
    """What figures count beside goods, and is neither goods nor a sum, a day or a number: *2 lux aur 1 balti*."""
    goods, text = _lines(reading), reading.text or ""
    if not goods:
        return []
    known = [*goods, *_spans(each for each in reading.values if each.entity != "language")]
    known += [(each.start, each.start + 1) for each in sums]
    loose = [each for each in _FIGURE.finditer(text) if not touches(each.span(), known)]
    loose = [each for each in loose if len(each.group()) < LONG]
    found = [_with_next(text, each.span()) for each in loose if not _is_of_a_name(text, each.end())]
    return found if len(found) > unplaced(reading) else []


def unplaced(reading: Reading) -> int:
    """How many goods have no place in the words, so that their figures stand beside them."""
    return sum(1 for start, end in _lines(reading) if start >= end)


def _lines(reading: Reading) -> list[Span]:
    return _spans(reading.all("order_line"))


def _spans(values: Iterable[Value]) -> list[Span]:
    return [(each.start, each.end) for each in values]


def _with_next(text: str, place: Span) -> str:
    return " ".join([text[slice(*place)], *text[place[1] :].split()[:1]]).strip(",.;:!?।")


def _is_of_a_name(text: str, end: int) -> bool:
    """Whether a figure only tells who is meant: the 12 of *12 wali Sunita*."""
    return any(key(word) in sounds("of_a_name") for word in text[end:].split()[:1])
