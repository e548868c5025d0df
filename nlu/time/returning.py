"""Whether somebody is back on a day: "5 december se aa jaunga", "parso aaunga", "will join on monday"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from nlu.time.small_words import after_small, small_words
from nlu.time.tense_words import ABSENT, BACK, NOT
from nlu.words.reading import Word

NEAR = 4  # words
WORDS = small_words("returning")
BEFORE, SMALL = WORDS["before"], WORDS["small"]


def comes_back(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a day, of the words from start to end, is one on which somebody is there again."""
    before = {word.plain for word in words[max(0, start - 2) : start]}
    return is_back(words, after_small(words, end, SMALL)) or not BEFORE.isdisjoint(before)


def is_back(words: Sequence[Word], at: int) -> bool:
    """Whether the words from here to a sign say that somebody is back then."""
    following = list(takewhile(lambda word: word.key, words[at : at + NEAR]))
    back = any(ABSENT.match(word.plain) or word.key in BACK for word in following)
    return back and not any(word.key in NOT for word in following)
