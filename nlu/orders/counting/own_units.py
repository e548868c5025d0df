"""Units that are goods too, "paint 2 bucket", "2 bucket aur 1 mug": they count only beside what they count."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import AND, BREAK_SIGNS, NAMES, is_filler
from nlu.words.reading import Word
from nlu.words.unit_words import GOODS_TOO, Unit


def own_unit(words: Sequence[Word], start: int, at: int) -> Unit | None:
    """The unit that stands behind the number from `start` to `at`, where a thing stands beside them."""
    if _is_short_number(words, start, at):
        return Unit("pc")
    if at >= len(words) or (unit := GOODS_TOO.get(words[at].plain)) is None:
        return None
    start -= start > 1 and words[start - 1].is_number  # "pan 40 10 tablet"
    beside = (*words[max(start - 1, 0) : start], *words[at + 1 : at + 2])
    return unit if any(map(_names, beside)) and not NAMES.begin_at(words, at) else None  # kit kat


def _is_short_number(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether *no* is for numbers: "elbow 4 no, tee 6 no"; not "samosa 4 no, 6"."""
    if at >= len(words) or words[at].plain != "no" or start == 0 or not _names(words[start - 1]):
        return False
    behind = words[at + 1 : at + 3]
    return not behind or (behind[0].plain in BREAK_SIGNS and not any(word.is_number for word in behind))


def _names(word: Word) -> bool:
    counts = word.is_number or word.plain in AND
    return bool(word.key) and not counts and (word.plain == "of" or not is_filler(word))
