"""What a figure says of a claim only because its day was just asked for: "20" is the last 20th."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nlu.found import Found
from nlu.reading import Word

WHICH_DAY = "claim_date"
LONGEST_MONTH = 31


def claim_answers(found: list[Found], words: Sequence[Word], today: date, asking: str) -> list[Found]:
    """The values of an answer; a single figure is the day of the bill where it may be one, not an amount."""
    if asking != WHICH_DAY or len(words) != 1 or not words[0].plain.isdecimal():
        return found
    on = _last(int(words[0].plain), today)
    if on is None:
        return found
    value = {"from": on.isoformat(), "to": on.isoformat(), "half": None, "ambiguous": False}
    return [Found("period", value, words[0].start, words[0].end)]


def _last(number: int, today: date) -> date | None:
    """The last day of a month with that number, today included: nobody claims what is to come."""
    past = (today - timedelta(days=ago) for ago in range(2 * LONGEST_MONTH))
    return next((day for day in past if day.day == number), None)
