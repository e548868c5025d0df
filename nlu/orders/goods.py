"""Knows goods by their names: what shops, kitchens, chemists and workshops sell, in either script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import NAMES, STAPLES, THINGS
from nlu.words.languages import ALL_ENGLISH, HINDI_WORDS
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.slips import is_slip_of
from spelling import key

SHORT = 3  # letters of a sound that many words have
SLIPPED = 6  # letters of a word that is known in spite of a slip

QUALITIES = LEXICON.role("quality")
_SOUNDS = LEXICON.sounds("goods")
_NAMES = LEXICON.words("goods") | LEXICON.spelt("goods_as_spelt") | STAPLES | THINGS


def is_goods(word: Word) -> bool:
    """Whether a word is of the name of goods; a short one, or one of English, only as it is spelt."""
    return (
        bool(word.key) and not word.is_number and not QUALITIES.has(word) and _is_known(word.plain, word.key)
    )


@lru_cache(maxsize=CACHED_WORDS)
def _is_known(plain: str, sound: str) -> bool:
    singulars = set(_singulars(plain))
    if not _NAMES.isdisjoint(singulars):
        return True
    if plain in ALL_ENGLISH or (plain.isascii() and len(sound) <= SHORT):
        return False
    return not _SOUNDS.isdisjoint({*map(key, singulars), *_singulars(sound)})


def _singulars(said: str) -> Iterator[str]:
    """A word and what it may be the plural of: onions, chillies, samose, kachoriyan."""
    yield said
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("e", "a"), ("iyan", "i"), ("ian", "i")):
        if said.endswith(ending):
            yield said[: -len(ending)] + instead


def names_goods(words: Sequence[Word]) -> bool:
    """Whether goods are known by a word of these."""
    return any(map(is_goods, words)) or NAMES.occur_in(words)


def may_name_goods(words: Sequence[Word]) -> bool:
    """Whether goods are known by a word of these, or would be but for a slip of the finger."""
    return names_goods(words) or any(map(_is_slipped, words))


def _is_slipped(word: Word) -> bool:
    said = word.plain in ALL_ENGLISH or word.key in HINDI_WORDS
    return len(word.plain) >= SLIPPED and not said and is_slip_of(word.plain, _NAMES)
