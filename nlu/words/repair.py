"""Self-repair: what somebody takes back of what they have just written, and what holds instead.

Whoever reads values asks of two of a kind that follow each other: `repair(words, first, second)` says which is taken
back and which holds, or None where both do. A span is the place of its first word and the one after its last. An
order's amounts are asked about as days and sums are.

The later holds: "25 ko, sorry 26 ko", "500 nahi nahi 600", "kal ki jagah parso", "not on monday, on tuesday". The
earlier holds: "25th not 26th", "500 instead of 600".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from nlu.words.lexicon import lexicon
from nlu.words.matching import Rules
from nlu.words.reading import Word

_lists = lexicon("repair")
RULES = Rules(_lists, tags=("small", "not"))
EDITING_TERM, IN_ITS_PLACE, RATHER_THAN, DENIAL = "editing_term", "in_its_place", "rather_than", "denial"
NO, NOT, SMALL, ADDITIVE, APOLOGIES = (
    _lists.spelt(name) for name in ("no", "not", "small", "additive", "apologies")
)
NEAR = 8  # words between the repair and what is meant, with its editing terms
AFTER = 2  # words behind the later value that may say that it comes to the first

Span = tuple[int, int]


def is_small(word: Word) -> bool:
    """Whether a word may stand between a repair and what is meant, of whatever kind it is."""
    return word.plain in SMALL or word.plain in NO


def _is_added(words: Sequence[Word], end: int) -> bool:
    return any(word.plain in ADDITIVE for word in words[end : end + AFTER])


class Manner(NamedTuple):
    """How one speaks of a kind of value."""

    is_small: Callable[[Word], bool] = (
        is_small  # whether a word may stand between the repair and what is meant
    )
    is_added: Callable[[Sequence[Word], int], bool] = (
        _is_added  # whether what ends there comes to the first value
    )


ANY = Manner()


class Repair(NamedTuple):
    """What is taken back, and what holds in its place."""

    taken_back: Span
    holds: Span


def repair(words: Sequence[Word], first: Span, second: Span, manner: Manner = ANY) -> Repair | None:
    """Which of two values is taken back for the other; None where both hold."""
    if first[1] < second[0] and _is_denied(words, second[0]):
        return Repair(taken_back=second, holds=first)
    if _stands_before(words, first[1], second[0], RATHER_THAN, manner):
        return Repair(taken_back=second, holds=first)
    if (
        _is_edited(words, first[1], second[0], second[1], manner)
        or _stands_behind(words, first[1], second[0], IN_ITS_PLACE, manner)
        or _is_contrasted(words, first, second, manner)
    ):
        return Repair(taken_back=first, holds=second)
    return None


def repairs(words: Sequence[Word], end: int) -> Iterator[int]:
    """The words behind editing terms that follow close on what ends there: a value's number alone may be repaired."""
    stop = min(end + NEAR, len(words))
    for at in _edited(words, end, stop, end, ANY):
        while at < stop and (not words[at].key or is_small(words[at])):
            at += 1
        if at < stop:
            yield at


def is_denied(words: Sequence[Word], span: Span) -> bool:
    """Whether a value is all of a clause but a no behind it: "500 bheje, 600 nahi"."""
    start, end = span
    ends = end + 1 >= len(words) or not words[end + 1].key
    return start > 0 and not words[start - 1].key and end < len(words) and words[end].plain in NO and ends


def _is_edited(words: Sequence[Word], start: int, end: int, after: int, manner: Manner) -> bool:
    """Whether the words between two values say that the later one is meant; behind it begins the word at `after`."""
    if manner.is_added(words, after):
        return False
    edited = _edited(words, max(start, end - NEAR), end, start, manner)
    return any(_is_small(words, at, end, manner) for at in edited)


def _is_denied(words: Sequence[Word], start: int) -> bool:
    """ "25th not 26th", "500 and not on 600": whether the English no stands before what begins there."""
    denials = RULES.ends(words, DENIAL)
    return any(at < start <= max(ends) for at, ends in denials.items())


def _is_contrasted(words: Sequence[Word], first: Span, second: Span, manner: Manner) -> bool:
    """ "not on 25th, on 26th": the earlier is denied, and nothing but small words parts them."""
    return _is_denied(words, first[0]) and _is_small(words, first[1], second[0], manner)


def _edited(words: Sequence[Word], at: int, end: int, start: int, manner: Manner) -> Iterator[int]:
    """Where the editing terms end with which what ends at `start` is repaired."""
    while at < end:
        after = _phrase_end(words, at, end)
        if after > at and _is_apology(words, start, at, after):
            after = at
        if after == at and _is_no(words, start, at, manner):
            after = at + 1
        if after > at:
            yield after
        at = max(at + 1, after)


def _is_apology(words: Sequence[Word], start: int, at: int, after: int) -> bool:
    """Whether somebody is sorry for what they said last: "kal nahi aaya sorry, aaj aaunga"."""
    parted = after < len(words) and not words[after].key
    return words[at].plain in APOLOGIES and at > start and bool(words[at - 1].key) and parted


def _is_no(words: Sequence[Word], start: int, at: int, manner: Manner) -> bool:
    """Whether a *no* is said of the value before it: "25 ko nahi 26 ko", but not "25 ko nahi aaunga"."""
    if words[at].plain not in NO:
        return False
    return not words[at - 1].key or _is_small(words, start, at, manner)


def _is_small(words: Sequence[Word], start: int, end: int, manner: Manner) -> bool:
    """Whether nothing stands here but small words, signs, and more editing terms."""
    at = start
    while at < end:
        after = _phrase_end(words, at, end)
        if after == at and words[at].key and not manner.is_small(words[at]):
            return False
        at = max(at + 1, after)
    return True


def _phrase_end(words: Sequence[Word], at: int, end: int) -> int:
    """Where an editing term ends; `at` itself when none begins there."""
    after = max(RULES.ends(words, EDITING_TERM).get(at, (at,)))
    return after if after <= end else at


def _stands_behind(words: Sequence[Word], start: int, end: int, rule: str, manner: Manner) -> bool:
    """Whether a rule holds right behind the value that ends at `start`, with nothing but small words to the next."""
    at = min((at for at in RULES.ends(words, rule) if start <= at < end), default=end)
    return at < end and _is_small(words, start, at, manner) and _stands_before(words, at, end, rule, manner)


def _stands_before(words: Sequence[Word], start: int, end: int, rule: str, manner: Manner) -> bool:
    """Whether a rule holds right before the value that begins at `end`, with nothing but small words between."""
    found = RULES.ends(words, rule)
    near = (max(found[at]) for at in range(max(start, end - NEAR), end) if at in found)
    return any(after <= end and _is_small(words, after, end, manner) for after in near)
