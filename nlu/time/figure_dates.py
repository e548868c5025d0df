"""Reads days written in figures: 25/11, 25-11-2026, 25.11.26, 2026-11-25; the day comes first."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.time import days
from nlu.time.days import Days
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import small_words
from nlu.time.words import is_a
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

SIGNS = ("/", "-", ".")
PAIR = 3  # words of a day in figures without its year
FRACTIONS = {(1, 2), (1, 4), (3, 4), (1, 3), (2, 3)}
ALWAYS_OPEN = (24, 7)
NEAR = 4  # words
NEAR_YEARS = 3
ABOUT_DAYS = ("things_past", "papers", "plans", "past")
BESTS = (5, 10)  # "4/5" is more often a rating
WORDS = small_words("figure_dates")
NUMBERED, RATED, TO, UNTIL = (WORDS[name] for name in ("numbered", "rated", "to", "until"))


def figures(setting: Setting, at: int) -> Dated | None:
    """25/11, 25-11-2026, 25.11.26, 2026-11-25; the signs stand close to the digits."""
    words = setting.words
    if at and words[at - 1].end == words[at].start and words[at - 1].plain in (*SIGNS, "#", ":"):
        return None
    end = at + 1
    while end < len(words) and end - at < 6 and words[end].start == words[end - 1].end:
        if not (words[end].is_number or words[end].plain in SIGNS):
            break
        end += 1
    while end > at + 1 and not words[end - 1].is_number:
        end -= 1
    if end < len(words) and words[end].start == words[end - 1].end and words[end].plain in ("/", ":"):
        return None
    text = "".join(word.plain for word in words[at:end])
    for sign in SIGNS:
        parts = text.split(sign)
        if 2 <= len(parts) <= 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
            return _by_figures(setting, at, end, sign, [int(part) for part in parts], len(parts[0]))
    return None


def _by_figures(
    setting: Setting, at: int, end: int, sign: str, figures: list[int], digits: int
) -> Dated | None:
    words = setting.words
    after = words[end] if end < len(words) else None
    if len(figures) == 3:
        year, month, number = figures if digits == 4 else figures[::-1]
        if sign == "-" and _may_be_a_house(setting, at, end, year):
            return None
        on = days.day(year + 2000 if year < 100 else year, month, number)
        return Dated(at, end, Days(on, on)) if on and 2000 <= on.year < 2100 else None
    number, month = figures
    if at and words[at - 1].plain in NUMBERED:
        return None
    dated = after is not None and (after.plain in TO or is_a(words, end, "until", "to"))
    limited = bool(after and after.plain in TO | UNTIL) or (dated and setting.tense.about_leave)
    if digits > 2 or (sign == "." and not limited):
        return None
    said = number >= month and dated and _is_about_days(setting, at, end)  # "5-12 ko" are a week
    if sign == "-" and not (number > 12 >= month or said or _is_paired(words, at, end)):
        return None
    if ((number, month) in FRACTIONS or (number, month) == ALWAYS_OPEN) and not dated:
        return None
    if after and (is_unit(after.key) or after.plain in RATED or is_a(words, end, "unit", "baje", "am", "pm")):
        return None
    if month in BESTS and number <= month and not dated and not _is_about_days(setting, at, end):
        return None
    if at and (words[at - 1].plain in RATED or words[at - 1].plain == "."):
        return None
    on = (
        setting.on_its_side(
            setting.past(at, end), lambda over: days.of_year(setting.today, month, number, past=over)
        )
        if _exists(month, number)
        else None
    )
    return Dated(at, end, Days(on, on)) if on else None


def _may_be_a_house(setting: Setting, at: int, end: int, year: int) -> bool:
    """Whether three figures among other words are of no year near, and no days are spoken of: "11-3-21 shaikpet"."""
    if at and setting.words[at - 1].plain in NUMBERED:
        return True  # "house no 7-2-15"
    near = year >= 100 or abs(2000 + year - setting.today.year) <= NEAR_YEARS
    alone = not any(word.key for word in (*setting.words[:at], *setting.words[end:]))
    return not (near or alone or setting.past(at, end) or _is_about_days(setting, at, end))


def _is_paired(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether it is one end of a range of such days: "5-12 to 8-12"."""
    return _are_paired(words, at, end) or (at > PAIR and _are_paired(words, at - PAIR - 1, at - 1))


def _are_paired(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether two days in figures of one month or of two in a row stand around *to*."""
    both = [word.plain for word in (*words[at : at + PAIR], *words[at + PAIR + 1 : at + PAIR + 4])]
    if end != at + PAIR or len(both) != 2 * PAIR or both[1] != "-" or both[4] != "-":
        return False
    if not is_a(words, end, "to", "and") or not all(
        part.isdecimal() for part in (both[0], both[2], both[3], both[5])
    ):
        return False
    return int(both[5]) - int(both[2]) in (0, 1)


def _is_about_days(setting: Setting, start: int, end: int) -> bool:
    around = (max(0, start - NEAR), end + NEAR)
    return setting.tense.about_leave or any(setting.tense.has(kind, *around) for kind in ABOUT_DAYS)


def _exists(month: int, number: int) -> bool:
    return days.day(2028, month, number) is not None
