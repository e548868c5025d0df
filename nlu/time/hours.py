"""Reads an hour: 6, 6 baje, 5:30, 5.30 pm, saade paanch, half past five, noon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.orders.counting.giving import is_giving
from nlu.time.small_words import small_words
from nlu.time.words import is_a, sense
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

COUNTED, PARTS_OF_HOUR, BESIDE_HOUR = (
    small_words("hours")[name] for name in ("counted", "parts_of_hour", "beside_hour")
)
NOON, DAY = 12 * 60, 24 * 60  # minutes


class Hour(NamedTuple):
    """An hour as written, the word after it, and how sure it is: 24 means it needs no half of the day."""

    minutes: int
    end: int
    half: str | None  # am, pm, 24
    marked: bool


def read_hour(words: Sequence[Word], at: int) -> Hour | None:
    if at >= len(words):
        return None
    named = sense(words, at, "noon_hour")
    if named:
        return Hour(int(named.value) * 60, named.end, "24", True)
    return _spoken(words, at) or _written(words, at) or _counted(words, at)


def _spoken(words: Sequence[Word], at: int) -> Hour | None:
    """ "half past five", "quarter to six"."""
    if words[at].plain not in PARTS_OF_HOUR or at + 2 >= len(words):
        return None
    number = read_number(words, at + 2)
    if number is None or not 1 <= number.value <= 12 or words[at + 1].plain not in BESIDE_HOUR:
        return None
    if words[at].plain == "half" and words[at + 1].plain != "past":
        return None  # "chilli paneer half to 9 vishnupuri"
    minutes = int(number.value) * 60 + (30 if words[at].plain == "half" else 15) * (
        1 if words[at + 1].plain == "past" else -1
    )
    return _marked(words, minutes, number.end, sure=True)


def _written(words: Sequence[Word], at: int) -> Hour | None:
    """5:30, 5.30 pm, 10 30 am."""
    word = words[at]
    if not word.is_number:
        return None
    if "." in word.plain:
        hours, minutes = word.plain.split(".")
        end, sure = at + 1, False
        if len(minutes) != 2:
            return None
    elif (
        at + 2 < len(words)
        and words[at + 1].plain in (":", "：")
        and words[at + 2].is_number
        and words[at + 2].start == words[at].end + 1
        and not _goes_on(words, at)
    ):
        hours, minutes, end, sure = word.plain, words[at + 2].plain, at + 3, True
    elif (
        at + 2 < len(words)
        and len(words[at + 1].plain) == 2
        and words[at + 1].plain.isdecimal()
        and is_a(words, at + 2, "am", "pm", "baje")
    ):
        hours, minutes, end, sure = word.plain, words[at + 1].plain, at + 2, True
    else:
        return None
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        return None
    if int(hours) > 24 or int(minutes) > 59:
        return None
    found = _marked(words, int(hours) * 60 + int(minutes), end, sure=sure)
    if found.half is None and sure and (hours.startswith("0") or int(hours) > 12):
        return found._replace(half="24")
    return found if found.marked or not is_measure(words, end) else None


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether figures with colons are three: the grade of a fertiliser, "19:19:19"."""
    behind = [word.plain for word in words[at + 3 : at + 5]]
    before = [word.plain for word in words[max(at - 2, 0) : at]]
    follows = len(behind) == 2 and behind[0] == ":" and behind[1].isdecimal()
    return follows or (len(before) == 2 and before[1] == ":" and before[0].isdecimal())


def _counted(words: Sequence[Word], at: int) -> Hour | None:
    """ "6", "6 baje", "sadhe paanch", "dedh"."""
    if words[at].is_number and not (words[at].plain.isdecimal() and len(words[at].plain) <= 2):
        return None
    if at > 1 and words[at - 1].plain in ("-", "/", "#") and _is_prefix(words, at - 2):
        return None  # VIS-8
    number = None if is_giving(words, at) else read_number(words, at)  # "bhej do shaam tak"
    if number is None or not 1 <= number.value <= 24 or number.value * 4 != int(number.value * 4):
        return None
    if number.value % 1 and number.end == at + 1 and words[at].is_number:
        return None  # 2.5, not 2 1/2
    found = _marked(words, int(number.value * 60), number.end, sure=False)
    return found if found.marked or number.value <= 12 or words[at].is_number else None


def _is_prefix(words: Sequence[Word], at: int) -> bool:
    return bool(words[at].key) and not words[at].is_number and not is_a(words, at, "am", "pm", "baje")


def _marked(words: Sequence[Word], minutes: int, end: int, *, sure: bool) -> Hour:
    half = "24" if minutes >= 13 * 60 else None
    mark = sense(words, end, "am", "pm", "baje")
    while mark:
        half = mark.kind if mark.kind != "baje" and minutes < 13 * 60 else half
        sure, end = True, mark.end
        mark = sense(words, end, "am", "pm", "baje")
    return Hour(minutes % DAY, end, half, sure)


def is_measure(words: Sequence[Word], at: int) -> bool:
    """Whether a thing or a unit follows, which the number counts."""
    if at >= len(words):
        return False
    word = words[at]
    return (
        is_unit(word.key)
        or word.is_number
        or is_a(words, at, "unit", "ordinal", "tarikh", "month", "month_beside")
        or word.plain in COUNTED
    )
