"""Tells *pack* the verb from the packet: "3 kilo pack kar do", "pack 10 samosas"; not "maggi ke 2 pack do"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import AND, OF, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word

PACKING = LEXICON.spelt("packing")
DOING = LEXICON.sounds("doing")
ALONG = LEXICON.spelt("along")


def is_packing(words: Sequence[Word], at: int) -> bool:
    """Whether something is done to what is packed, rather than packs counted."""
    if words[at].plain not in PACKING or at + 1 == len(words):
        return False
    if words[at + 1].key in DOING:
        return True
    counted = at > 0 and (words[at - 1].is_number or words[at - 1].plain in OF)
    return words[at + 1].plain in ALONG and not counted


def packs(words: Sequence[Word], at: int) -> bool:
    """Whether it opens what is said, and what to pack follows."""
    begins = at == 0 or is_filler(words[at - 1])
    if not begins or words[at].plain not in PACKING or at + 1 == len(words):
        return False
    return words[at + 1].plain in AND or read_number(words, at + 1) is not None
