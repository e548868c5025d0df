"""Tells the ton that weighs sand or fodder from the ton of a cooling machine: "2 ton sand", "1.5 ton AC"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import OF
from nlu.words.reading import Word
from spelling import key

TONS, TONNE = LEXICON.spelt("tons"), "tonne"
WEIGHED = LEXICON.sounds("weighed")
FEW = 3  # words between the weight and the thing


def in_tonnes(words: Sequence[Word]) -> Sequence[Word]:
    """The words, with the tons of what is weighed by them as tonnes."""
    if not any(word.plain in TONS for word in words):
        return words
    return tuple(
        word.read_as(TONNE, key(TONNE)) if word.plain in TONS and _weighs(words, at) else word
        for at, word in enumerate(words)
    )


def _weighs(words: Sequence[Word], at: int) -> bool:
    behind = [word for word in words[at + 1 : at + 1 + FEW] if word.plain not in OF and word.plain != "of"]
    before = words[max(at - FEW, 0) : at]
    return any(word.key in WEIGHED for word in (*behind[:1], *before))
