"""Small words that stand around days and hours and tell how to take them."""

from collections.abc import Container, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from nlu.words.reading import Word
from spelling.script import clean

_lists: dict[str, dict[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("small_words.yml").read_text(encoding="utf-8")
)


def small_words(module: str) -> dict[str, frozenset[str]]:
    """The lists of a module by their names; a word is clean, in lower case."""
    return {name: frozenset(map(clean, words.split())) for name, words in _lists[module].items()}


def after_small(words: Sequence[Word], at: int, small: Container[str], most: int = 1) -> int:
    """The place after the small words that stand at a place, of which at most so many are skipped."""
    end = at
    while end < len(words) and end - at < most and words[end].plain in small:
        end += 1
    return end
