"""What the days in a wish for leave are: those off, those told beside them, and those of which some hours are meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlu.answers.leave_answers import change_of, is_added, open_end
from nlu.time.returning import comes_back
from nlu.values.leave_types import HOURS
from nlu.words.found import Found
from nlu.words.reading import Word

ALSO = "also"  # days that come to those that were said
BESIDE = "beside"  # the day worked for a comp-off, the wedding within the days off, the day of the return
COMP_OFF = "comp_off"


def role_of(value: Found, found: Sequence[Found], words: Sequence[Word], today: date) -> str | None:
    """What a value is to the leave; None of days off, and of a leave's length."""
    if value.entity == "duration":
        return change_of(value, words)
    if value.entity != "period":
        return None
    side = side_of(value, found, words, today)
    return side or (ALSO if value.value["from"] and is_added(value, words) else None)


def side_of(period: Found, found: Sequence[Found], words: Sequence[Word], today: date) -> str | None:
    """`beside`, `start` or `end` of a leave of which no more is said, or `late` or `early`; None of whole days off."""
    first, last = period.value["from"], period.value["to"]
    others = [each.value for each in found if each.entity == "period" and each.value != period.value]
    if first and any(_is_within(period.value, each) for each in others):
        return BESIDE
    if first and last < today.isoformat() and any(each.value == COMP_OFF for each in found):
        return BESIDE
    elsewhere = others or any(each.entity == "duration" for each in found)
    if first and first == last and elsewhere and _comes_back(period, words):
        return BESIDE
    if end := open_end(words, period, today):
        return end
    if first and first == last and period.value["half"] is None and not others:
        return _hours(words)
    return None


def _comes_back(period: Found, words: Sequence[Word]) -> bool:
    """Whether a day is the one on which somebody is back."""
    inside = period.inside(words)
    return comes_back(words, inside[0], inside[-1] + 1)


def _is_within(days: dict[str, str], others: dict[str, str]) -> bool:
    return bool(others["from"]) and others["from"] <= days["from"] and days["to"] <= others["to"]


def _hours(words: Sequence[Word]) -> str | None:
    """Whether somebody only comes late or goes early."""
    return next((side for side, phrases in HOURS.items() if phrases.occur_in(words)), None)
