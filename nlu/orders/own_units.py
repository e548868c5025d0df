"""Units that are goods too, "paint 2 bucket", "2 bucket aur 1 mug": they count only beside what they count."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import AND, NAMES, is_filler
from nlu.words.reading import Word
from nlu.words.unit_words import GOODS_TOO, TECHNICAL, Unit


def own_unit(words: Sequence[Word], start: int, at: int) -> Unit | None:
    """The unit that stands behind the number from `start` to `at`, where a thing stands beside them."""
    if at >= len(words) or (unit := GOODS_TOO.get(words[at].plain)) is None:
        return None
    if NAMES.match(words, at, lambda i: i) > at:
        return None  # kit kat
    start -= start > 1 and words[start - 1].is_number  # "pan 40 10 tablet"
    before, after = words[max(start - 1, 0) : start], words[at + 1 : at + 2]
    measures = at + 2 < len(words) and words[at + 2].plain in TECHNICAL  # "3 length 4 inch pipe"
    return unit if measures or any(map(_names, before)) or any(map(_names, after)) else None


def own_vessel(words: Sequence[Word], at: int) -> Unit | None:
    """The unit that something measured comes in: "a 10 litre bucket of paint"."""
    of = at + 1 < len(words) and words[at + 1].plain == "of"
    return GOODS_TOO.get(words[at].plain) if of else None


def _names(word: Word) -> bool:
    counts = word.is_number or word.plain in AND
    return bool(word.key) and not counts and (word.plain == "of" or not is_filler(word))
