"""Knows goods by their names: what shops, kitchens, chemists and workshops sell, in either script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import NAMES, STAPLES, THINGS
from nlu.words.languages import ALL_ENGLISH
from nlu.words.reading import CACHED_WORDS, Word
from spelling import key

SHORT = 3  # letters of a sound that many words have

QUALITIES = LEXICON.role("quality")
PORTIONS = LEXICON.spelt("portions")
_SOUNDS = LEXICON.sounds("goods")
NAMES_OF_GOODS = LEXICON.words("goods") | LEXICON.spelt("goods_as_spelt") | STAPLES | THINGS


def is_quality(word: Word) -> bool:
    """Whether a word says which kind of a thing is meant: a colour, a size, a portion."""
    return QUALITIES.has(word) or word.plain in PORTIONS


def is_goods(word: Word) -> bool:
    """Whether a word is of the name of goods; a short one, or one of English, only as it is spelt."""
    return (
        bool(word.key) and not word.is_number and not QUALITIES.has(word) and _is_known(word.plain, word.key)
    )


@lru_cache(maxsize=CACHED_WORDS)
def _is_known(plain: str, sound: str) -> bool:
    singulars = set(_singulars(plain))
    if not NAMES_OF_GOODS.isdisjoint(singulars):
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
