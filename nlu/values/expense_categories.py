"""What money was spent on: travel, fuel, food, lodging, phone, supplies, medical or other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

_lists = lexicon("expenses")
NAMED, VAGUE = _lists.phrases_by("named"), _lists.phrases_by("vague")
TAKING_OUT = _lists.phrases_by("taking_out")
PLACES = _lists.phrases("places")


def names_category(words: Sequence[Word], at: int) -> bool:
    """Whether what money is spent on begins at a word."""
    return _category(words, at, NAMED)[1] > at or _category(words, at, VAGUE)[1] > at


def expense_categories(words: Sequence[Word]) -> list[Found]:
    """The categories of a message in order, each once; one of a place or a vague one only where none is named."""
    return _categories(words, NAMED, skipped=PLACES) or _categories(words, NAMED) or _categories(words, VAGUE)


def _categories(
    words: Sequence[Word], lists: Mapping[str, Phrases], skipped: Phrases | None = None
) -> list[Found]:
    found: dict[str, Found] = {}
    at = 0
    while at < len(words):
        category, end = _category(words, at, lists)
        if skipped and (place := skipped.match(words, at, lambda i: i)) > at:
            category, end = None, place
        if category and category not in found:
            found[category] = Found("expense_category", category, words[at].start, words[end - 1].end)
        at = max(end, at + 1)
    return list(found.values())


def _category(words: Sequence[Word], at: int, lists: Mapping[str, Phrases]) -> tuple[str | None, int]:
    """The category of the longest phrase that begins at a word, and where it ends."""
    best, end = None, at
    if at < len(words) and words[at].key:
        for category, phrases in lists.items():
            after = phrases.match(words, at, lambda i: i)
            if after > end:
                best, end = category, after
    return best, end
