"""The figures that only stand in for an hour: the 8 of "8 nahi 9 baje" and of "9 pm not 8" counts no goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.words.found import Found
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.repair import NO, NOT, Span, repair

LAST_HOUR = 24
NEAR = 4  # words between the figure and the hour


def hours_put_right(words: Sequence[Word], found: Sequence[Found]) -> frozenset[int]:
    """The words of figures that are taken back for an hour, or for which an hour is."""
    return frozenset(at for each in found if each.entity == "time" for at in _taken_back(words, each))


def _taken_back(words: Sequence[Word], hour: Found) -> Iterator[int]:
    inside = hour.inside(words)
    if not inside:
        return
    span = (min(inside), max(inside) + 1)
    denied = next((at for at in inside[1:] if words[at].plain in NOT | NO), span[1])
    yield from range(denied, span[1])  # "8 pm not 6" is one hour
    for at in range(max(span[0] - NEAR, 0), span[0]):
        figure = _figure(words, at)
        repaired = repair(words, figure, span) if figure and figure[1] < span[0] else None
        if figure and repaired and repaired.holds == span:
            yield from range(*figure)
    for at in range(span[1] + 1, min(span[1] + NEAR, len(words))):
        figure = _figure(words, at)
        ends = figure is not None and (figure[1] == len(words) or not words[figure[1]].key)
        repaired = repair(words, span, figure) if figure and ends else None
        if figure and repaired and repaired.taken_back == figure:
            yield from range(*figure)


def _figure(words: Sequence[Word], at: int) -> Span | None:
    """A number that may be an hour and begins at a word."""
    found = read_number(words, at)
    if found is None or not (1 <= found.value <= LAST_HOUR and found.value == int(found.value)):
        return None
    return at, found.end
