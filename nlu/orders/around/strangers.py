"""Leaves out of an order the names without an amount that are no goods: "bhai sun, ek dosa", "2 idli\ntakeaway"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.orders.around.telling import APART, ENGLISH_ORDERING, QUALITIES, may_be_verb, orders
from nlu.orders.goods import may_name_goods, names_goods
from nlu.orders.lines import Line
from nlu.orders.words import AND, JOINTS, TOO
from nlu.words.reading import Word

COMMA = frozenset({",", "/"})
INTRODUCING = frozenset(["name", "naam", "नाम", "attn", "attention", "from", "regards", "regds", "contact"])


class _Counted(NamedTuple):
    """A line with a name and an amount, and how its words sound."""

    line: Line
    sounds: set[str]


def without_strangers(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines; beside what is counted a bare name stays where it is known as goods, or stands among them."""
    if len(lines) < 2 or not any(line.is_bare for line in lines):
        return lines
    counted = [_Counted(line, _sounds(words, line)) for line in lines if _is_counted(line)]
    if not counted and not any(names_goods(words[line.start : line.end]) for line in lines):
        return lines
    kept: list[Line] = []  # from the last to the first
    for at in range(len(lines) - 1, -1, -1):
        follows = kept[-1] if kept else None
        stays = not lines[at].is_bare or (not counted and _is_beside(words, lines, at))
        if stays or _is_item(words, lines, counted, at, follows):
            kept.append(lines[at])
    return kept[::-1]


def _is_counted(line: Line) -> bool:
    return line.name is not None and not line.is_bare


def _sounds(words: Sequence[Word], line: Line) -> set[str]:
    named = frozenset((line.name or "").split())
    return {word.key for word in words[line.start : line.end] if word.key and word.text in named}


def _is_item(
    words: Sequence[Word], lines: Sequence[Line], counted: Sequence[_Counted], at: int, follows: Line | None
) -> bool:
    line = lines[at]
    if words[line.end - 1].plain in APART or _is_introduced(words, line) or _speaks_of(words, line, counted):
        return False
    return may_name_goods(words[line.start : line.end]) or _is_listed(words, lines, at, follows)


def _is_beside(words: Sequence[Word], lines: Sequence[Line], at: int) -> bool:
    """Whether nothing but a comma or *and* stands between a name and another."""
    line = lines[at]
    near = [words[lines[at - 1].end : line.start]] if at else []
    near += [words[line.end : lines[at + 1].start]] if at + 1 < len(lines) else []
    return any(all(map(_joins, between)) for between in near)


def _joins(word: Word) -> bool:
    return word.plain in COMMA or word.plain in AND or "\n" in word.text


def _is_ordered(words: Sequence[Word], line: Line) -> bool:
    """Whether one asks for it by itself: "quixo bhej dena", not "dekh ke dena"."""
    return orders(words, line.end) and not any(map(may_be_verb, words[line.start : line.end]))


def _is_introduced(words: Sequence[Word], line: Line) -> bool:
    """Whether somebody's name is told: "name Imran", "attn: Priya"."""
    first = line.start
    while first and not words[first - 1].key and words[first - 1].plain in ":-":
        first -= 1
    return words[line.start].plain in INTRODUCING or (first > 0 and words[first - 1].plain in INTRODUCING)


def _speaks_of(words: Sequence[Word], line: Line, counted: Sequence[_Counted]) -> bool:
    """Whether a line only tells of what is counted: "namak khatam, tata namak 1 packet", "bhindi chhoti dena"."""
    own = [word for word in words[line.start : line.end] if word.key and word.plain not in JOINTS]
    meant = {word.key for word in own if not QUALITIES.has(word)}
    named = [other for other in counted if meant <= other.sounds] if meant else []
    if named and len(meant) < len(own):
        return True
    spoken = {word.key for word in own}
    return any(spoken == other.sounds or _leads_up(words, line.end, other.line.start) for other in named)


def _leads_up(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether something is said between a name and what is counted behind it."""
    return any(word.key and word.plain not in AND for word in words[start:end])


def _is_listed(words: Sequence[Word], lines: Sequence[Line], at: int, follows: Line | None) -> bool:
    """Whether an unknown name stands as an item does: behind *and*, or with goods of the list on both sides."""
    line = lines[at]
    before = words[line.start - 1] if line.start else None
    after = words[line.end] if line.end < len(words) else None
    if after is not None and (after.plain in TOO or _is_ordered(words, line)):
        return True
    if before is not None and before.plain in ENGLISH_ORDERING:
        return True
    if before is None or at == 0:
        return after is not None and after.plain in AND
    if before.plain in AND:
        return True
    if after is None or follows is None or after.end > words[follows.start].start:
        return False
    goes_on = all(map(_joins, words[line.end : follows.start]))
    return goes_on and (before.plain in COMMA or "\n" in before.text)
