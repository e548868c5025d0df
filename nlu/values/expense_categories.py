"""What money was spent on: travel, fuel, food, lodging, phone, supplies, medical or other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from nlu.words.found import Found
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

_lists: dict[str, dict[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("expense_words.yml").read_text(encoding="utf-8")
)
NAMED, VAGUE = (
    {category: Phrases(phrases) for category, phrases in _lists[kind].items()} for kind in ("named", "vague")
)

TAKING_OUT = {place: Phrases(phrases) for place, phrases in _lists["taking_out"].items()}


def names_category(words: Sequence[Word], at: int) -> bool:
    """Whether what money is spent on begins at a word."""
    return _category(words, at, NAMED)[1] > at or _category(words, at, VAGUE)[1] > at


def expense_categories(words: Sequence[Word]) -> list[Found]:
    """The categories of a message in order, each once; a vague one only where none is named."""
    return _categories(words, NAMED) or _categories(words, VAGUE)


def _categories(words: Sequence[Word], lists: Mapping[str, Phrases]) -> list[Found]:
    found: dict[str, Found] = {}
    at = 0
    while at < len(words):
        category, end = _category(words, at, lists)
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
