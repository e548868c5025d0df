"""Whether somebody takes back what they have just written: "25 ko, sorry 26 ko", "500 diye nahi nahi 600 diye"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

_lists = lexicon("repair")
PHRASES = _lists.phrases("phrases")
NO, SMALL, BESIDES, APOLOGIES = (_lists.spelt(name) for name in ("no", "small", "besides", "apologies"))
NEAR = 8  # words between the correction and what is meant, with those that correct
AFTER = 2  # words behind the later value that may say that it comes to the first


def takes_back(words: Sequence[Word], start: int, end: int, after: int) -> bool:
    """Whether the words from start to end, between two values, say that the later one is meant.

    `after` is the word behind the later value.
    """
    if any(word.plain in BESIDES for word in words[after : after + AFTER]):
        return False
    return any(
        _is_small(words, corrected, end)
        for corrected in _corrections(words, max(start, end - NEAR), end, start)
    )


def what_is_meant(words: Sequence[Word], start: int) -> Iterator[int]:
    """The words before which something close behind a value corrects it."""
    end = min(start + NEAR, len(words))
    for at in _corrections(words, start, end, start):
        while at < end and (not words[at].key or _is_said_of_it(words, at)):
            at += 1
        if at < end:
            yield at


def _corrections(words: Sequence[Word], at: int, end: int, start: int) -> Iterator[int]:
    """Where the words that correct what ends at `start` end themselves."""
    while at < end:
        after = _phrase_end(words, at, end)
        if after > at and _is_apology(words, start, at, after):
            after = at
        if after == at and _is_no(words, start, at):
            after = at + 1
        if after > at:
            yield after
        at = max(at + 1, after)


def _is_apology(words: Sequence[Word], start: int, at: int, after: int) -> bool:
    """Whether somebody is sorry for what they said last: "kal nahi aaya sorry, aaj aaunga"."""
    parted = after < len(words) and not words[after].key
    return words[at].plain in APOLOGIES and at > start and bool(words[at - 1].key) and parted


def _is_said_of_it(words: Sequence[Word], at: int) -> bool:
    return words[at].plain in SMALL or words[at].plain in NO


def _is_no(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether a *no* is said of the value before it: "25 ko nahi 26 ko", but not "25 ko nahi aaunga"."""
    if words[at].plain not in NO:
        return False
    return not words[at - 1].key or _is_small(words, start, at)


def _is_small(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether nothing stands here but small words, signs, and more that corrects."""
    at = start
    while at < end:
        after = _phrase_end(words, at, end)
        if after == at and words[at].key and not _is_said_of_it(words, at):
            return False
        at = max(at + 1, after)
    return True


def _phrase_end(words: Sequence[Word], at: int, end: int) -> int:
    """Where a phrase that corrects ends; `at` itself when none begins there."""
    after = PHRASES.match(words, at, lambda place: place)
    return after if after <= end else at
