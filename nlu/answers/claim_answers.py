"""What a few words say of a claim that is being made: "20" is the last 20th, "khana hata do" takes a bill out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nlu.values.expense_categories import TAKING_OUT
from nlu.words.found import Found
from nlu.words.reading import Word

WHICH_DAY = "claim_date"
LONGEST_MONTH = 31
TAKEN_OUT = "taken_out"
OF_A_BILL = frozenset({"expense_category", "money"})


def claim_answers(found: list[Found], words: Sequence[Word], today: date, asking: str) -> list[Found]:
    """The values of an answer; a single figure is the day of the bill where it may be one, not an amount."""
    if asking != WHICH_DAY or len(words) != 1 or not words[0].plain.isdecimal():
        return found
    on = _last(int(words[0].plain), today)
    if on is None:
        return found
    value = {"from": on.isoformat(), "to": on.isoformat(), "half": None, "ambiguous": False}
    return [Found("period", value, words[0].start, words[0].end)]


def is_taken_out(value: Found, found: Sequence[Found], words: Sequence[Word]) -> bool:
    """Whether a bill of this kind or sum is no longer to be claimed: "khana hata do, petrol rehne do"."""
    if value.entity not in OF_A_BILL:
        return False
    ends = next((each.start for each in found if each.entity in OF_A_BILL and each.start >= value.end), None)
    after = [word for word in words if word.start >= value.end and (ends is None or word.start < ends)]
    before = [word for word in words if word.end <= value.start][-2:]
    return TAKING_OUT["after"].occur_in(after) or TAKING_OUT["before"].occur_in(before)


def _last(number: int, today: date) -> date | None:
    """The last day of a month with that number, today included: nobody claims what is to come."""
    past = (today - timedelta(days=ago) for ago in range(2 * LONGEST_MONTH))
    return next((day for day in past if day.day == number), None)
