"""Tells what joins two amounts from what is of a name: "ek kilo a do kilo", "2 kg plus a box"; not "clinic plus 2"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.counting.amounts import one_pack
from nlu.orders.lexicon import LEXICON
from nlu.orders.words import AND_BEFORE_NUMBERS, ARTICLES, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

PLUS = LEXICON.spelt("plus")


def joins_amounts(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands for *and* because of the amounts around it."""
    if at + 1 == len(words):
        return False
    if words[at].plain in PLUS:
        return words[at + 1].plain in ARTICLES
    if words[at].plain not in AND_BEFORE_NUMBERS or one_pack(words, at):
        return False
    behind_amount = at > 0 and is_unit(words[at - 1].key) and words[at].plain not in ARTICLES
    goes_on = behind_amount and words[at + 1].key and not is_filler(words[at + 1])
    return bool(goes_on or read_number(words, at + 1))
