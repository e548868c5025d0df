"""What money was spent on: travel, fuel, food, lodging, phone, supplies, medical or other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from nlu.found import Found
from nlu.phrases import Phrases
from nlu.reading import Word

_lists: dict[str, str] = YAML(typ="safe").load(
    Path(__file__).with_name("expense_words.yml").read_text(encoding="utf-8")
)
CATEGORIES = {category: Phrases(phrases) for category, phrases in _lists.items()}
OTHER = "other"


def names_category(words: Sequence[Word], at: int) -> bool:
    """Whether what money is spent on begins at a word."""
    return _category(words, at)[1] > at


def expense_categories(words: Sequence[Word]) -> list[Found]:
    """The categories of a message in order, each once; "other" only where nothing else is named."""
    found: dict[str, Found] = {}
    at = 0
    while at < len(words):
        category, end = _category(words, at)
        if end > at:
            found.setdefault(
                category, Found("expense_category", category, words[at].start, words[end - 1].end)
            )
        at = max(end, at + 1)
    named = [each for each in found.values() if each.value != OTHER]
    return named or list(found.values())


def _category(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The category of the longest phrase that begins at a word, and where it ends."""
    best, end = OTHER, at
    if at < len(words) and words[at].key:
        for category, phrases in CATEGORIES.items():
            after = phrases.match(words, at, lambda i: i)
            if after > end:
                best, end = category, after
    return best, end
