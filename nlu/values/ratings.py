"""Ratings from 1 to 5: "4 star", "5/5", ⭐⭐⭐⭐, "rating 3", "paanch mein se chaar"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.numbers import Number, read_number
from nlu.words.reading import Word

BEST, TEN = Decimal(5), Decimal(10)
HALF = Decimal("0.5")
SIGNS = "⭐★🌟"
STARS = re.compile(
    rf"(?P<digit>[1-5१-५])?\s{{0,2}}(?P<signs>(?:[{SIGNS}]\ufe0f?\s{{0,2}}){{1,5}})(?![{SIGNS}])"
)
MOST_BETWEEN = 5

_lists = lexicon("ratings")
STAR, RATING, AMONG = _lists.keys("star"), _lists.keys("rating"), _lists.keys("among")
BETWEEN = _lists.keys("between") | {""}
OF_MACHINES, COUNTED = _lists.keys("of_machines"), _lists.keys("counted")
OF = _lists.keys("of")


def ratings(text: str, words: Sequence[Word]) -> list[Found]:
    """The rating of a message, at most one; praise without a number carries none."""
    rating = _of_signs(text) or _out_of(words) or _stars(words) or _named(words)
    return [rating] if rating else []


def _of_signs(text: str) -> Found | None:
    """⭐⭐⭐⭐ or 4⭐; more than five are joy, not a rating."""
    match = STARS.search(text)
    if not match or text[match.start("signs") - 1 : match.start("signs")] in tuple(SIGNS):
        return None
    stars = sum(sign in SIGNS for sign in match["signs"])
    counted = match["digit"] if stars == 1 else None
    start = match.start("digit") if counted else match.start("signs")
    return Found("rating", int(counted or stars), start, match.start("signs") + len(match["signs"].rstrip()))


def _out_of(words: Sequence[Word]) -> Found | None:
    """4/5, 4 out of 5, rating 4 of 5, 8/10, paanch mein se chaar."""
    for at in range(len(words)):
        first = _number(words, at)
        if first is None:
            continue
        if (scale_at := _scale_at(words, at, first.end)) is not None:
            scale = _number(words, scale_at)
            if scale and scale.value in (BEST, TEN) and not _is_of_more(words, at, scale.end):
                return _scaled(words, first.value, scale.value, at, scale.end)
        if first.value in (BEST, TEN) and all(word.key in AMONG for word in _next(words, first.end, 2)):
            given = next(filter(None, (_number(words, i) for i in range(first.end + 2, first.end + 5))), None)
            if given and given.value <= first.value:
                return _scaled(words, given.value, first.value, at, given.end)
    return None


def _next(words: Sequence[Word], at: int, count: int) -> Sequence[Word]:
    """The next words, or one that is in no list where there are fewer."""
    following = words[at : at + count]
    return following if len(following) == count else [Word.of("", 0, 0, "", "-")]


def _scale_at(words: Sequence[Word], start: int, end: int) -> int | None:
    """Where the number that a rating is out of begins."""
    following = [word.plain for word in words[end : end + 2]]
    if following[:1] == ["/"]:
        return end + 1
    if following == ["out", "of"]:
        return end + 2
    rated = any(word.key in RATING for word in words[max(start - 3, 0) : start])
    return end + 1 if rated and following[:1] == ["of"] else None


def _is_of_more(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether it is part of a date, a fraction of a kilo or another longer thing."""
    before = words[start - 1].plain if start else ""
    after = words[end] if end < len(words) else None
    return before in ("/", "-") or bool(after and (after.plain in ("/", "-") or after.key in COUNTED))


def _scaled(words: Sequence[Word], value: Decimal, scale: Decimal, start: int, end: int) -> Found | None:
    return _found(words, value * BEST / scale, start, end)


def _found(words: Sequence[Word], value: Decimal, start: int, end: int) -> Found | None:
    """A rating in whole numbers; halves are rounded up."""
    if not 1 <= value <= BEST:
        return None
    return Found("rating", int(value + HALF), words[start].start, words[end - 1].end)


def _number(words: Sequence[Word], at: int) -> Number | None:
    """A number up to ten; 4/5 is two of them here."""
    if at >= len(words):
        return None
    plain = words[at].plain
    if words[at].is_number:
        is_short = plain.isascii() and len(plain) <= 3 and "," not in plain
        return Number(Decimal(plain), at + 1) if is_short and Decimal(plain) <= TEN else None
    number = read_number(words, at)
    return number if number and number.value <= TEN else None


def _stars(words: Sequence[Word]) -> Found | None:
    """4 star, char star, five-stars."""
    for at in range(len(words)):
        number = _number(words, at)
        if number is None:
            continue
        end = number.end + (number.end < len(words) and words[number.end].plain == "-")
        if end < len(words) and words[end].key in STAR:
            of_machine = end + 1 < len(words) and words[end + 1].key in OF_MACHINES
            return None if of_machine else _found(words, number.value, at, end + 1)
    return None


def _named(words: Sequence[Word]) -> Found | None:
    """rating 3, meri taraf se rating hai 4, 4 ki rating."""
    for i, word in enumerate(words):
        if word.key not in RATING:
            continue
        at = i + 1
        while at < len(words) and at - i <= MOST_BETWEEN and words[at].key in BETWEEN:
            at += 1
        after = _number(words, at)
        if after and not (after.end < len(words) and words[after.end].key in COUNTED):
            return _found(words, after.value, at, after.end)
        first = i - 2 if i and words[i - 1].key in OF else i - 1
        before = _number(words, first) if first >= 0 else None
        if before and before.end <= i:
            return _found(words, before.value, first, before.end)
    return None
