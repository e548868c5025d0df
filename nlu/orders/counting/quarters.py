"""Tells *paav* that weighs a thing from the bread: "adrak paav", not "vada pav" or "ek packet pav"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import EATEN_WITH_PAV, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import MEASURES, is_unit


def weighs_a_quarter(words: Sequence[Word], at: int) -> bool:
    """Whether a *paav* without a number stands behind a thing, where others are weighed."""
    before = words[at - 1] if at else None
    if before is None or not before.key or before.plain in EATEN_WITH_PAV:
        return False
    if is_filler(before) or is_unit(before.key):
        return False
    counted = read_number(words, at + 1) is not None or read_number(words, at - 1) is not None
    return not counted and any(word.key in MEASURES for word in words if word is not words[at])
