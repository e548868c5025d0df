"""The keys of words and texts; see `phonetic` for the rules and `shortened` for what chats leave out."""

from functools import lru_cache

from spelling.phonetic import sound_of
from spelling.script import clean, split
from spelling.shortened import bones_of, restored

CACHED_WORDS = 1 << 16


def words(text: str) -> list[str]:
    """The words of a text, cleaned, in the order written."""
    return split(clean(text))


def key(text: str) -> str:
    """The phonetic keys of the words of a text, separated by spaces; idempotent."""
    return " ".join(filter(None, map(word_key, words(text))))


def skeleton(text: str) -> str:
    """The keys of a text without their vowels and breaths, for words written with letters left out."""
    return " ".join(filter(None, map(_bones, map(word_key, words(text)))))


@lru_cache(maxsize=CACHED_WORDS)
def word_key(word: str) -> str:
    """The key of one cleaned word; digits are their own."""
    return word if word[0].isdigit() else restored(sound_of(word))


_bones = lru_cache(maxsize=CACHED_WORDS)(bones_of)
