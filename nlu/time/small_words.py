"""Small words that stand around days and hours and tell how to take them."""

from collections.abc import Container, Sequence

from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

_lists = lexicon("around_times")


def small_words(module: str) -> dict[str, frozenset[str]]:
    """The lists of a module by their names; a word is clean, in lower case."""
    return _lists.spelt_by(module)


def after_small(words: Sequence[Word], at: int, small: Container[str], most: int = 1) -> int:
    """The place after the small words that stand at a place, of which at most so many are skipped."""
    end = at
    while end < len(words) and end - at < most and words[end].plain in small:
        end += 1
    return end
