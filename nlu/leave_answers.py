"""What a few words say of a leave only because it was just asked for: "26 se", "teen", "pehla"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from munshi_spelling.script import clean
from ruamel.yaml import YAML

from nlu.found import Found
from nlu.numbers import Number, read_number
from nlu.phrases import Phrases
from nlu.reading import Word

HOW_MANY, WHICH_HALF = "leave_days", "leave_half"
DAY_ALONE = frozenset({"leave_dates", "leave_day"})  # to these a figure is a day of the month
LONGEST_MONTH = 31

_lists: dict[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("leave_answer_words.yml").read_text(encoding="utf-8")
)
HALVES = {half: Phrases(phrases) for half, phrases in _lists["half"].items()}
AFTER_A_DAY, BEFORE_A_DAY = (
    frozenset(clean(word) for word in _lists[place].split()) for place in ("after_a_day", "before_a_day")
)


def leave_answers(words: Sequence[Word], moment: datetime, asking: str) -> list[Found]:
    """The half, the number of days or the day that the words answer with; none where they are something else."""
    if asking == WHICH_HALF:
        return _half(words)
    numbers = [(at, number) for at in range(len(words)) if (number := read_number(words, at))]
    if asking == HOW_MANY:
        return _days(words, *numbers[0]) if numbers else []
    days = [(at, number) for at, number in numbers if _is_day(words, at, number.end, asking)]
    return _day(words, *days[0], moment.date()) if len(days) == 1 else []


def _half(words: Sequence[Word]) -> list[Found]:
    said = {
        half: at
        for half, phrases in HALVES.items()
        for at in range(len(words))
        if phrases.match(words, at, lambda i: i) > at
    }
    if len(said) != 1:
        return []
    ((half, at),) = said.items()
    value = {"from": None, "to": None, "half": half, "ambiguous": False}
    return [Found("period", value, words[at].start, words[at].end)]


def _days(words: Sequence[Word], at: int, number: Number) -> list[Found]:
    if number.value < 1 or number.value % 1:
        return []
    value = {"days": int(number.value)}
    return [Found("duration", value, words[at].start, words[number.end - 1].end)]


def _is_day(words: Sequence[Word], at: int, end: int, asking: str) -> bool:
    """Whether a number is said to be a day of the month, or stands in figures where a day was asked for."""
    after = end < len(words) and words[end].plain in AFTER_A_DAY
    before = at > 0 and words[at - 1].plain in BEFORE_A_DAY
    return after or before or (asking in DAY_ALONE and words[at].is_number)


def _day(words: Sequence[Word], at: int, number: Number, today: date) -> list[Found]:
    """The next day of the month with that number, today included."""
    if not 1 <= number.value <= LONGEST_MONTH or number.value % 1:
        return []
    coming = (today + timedelta(days=ahead) for ahead in range(2 * LONGEST_MONTH))
    on = next((day for day in coming if day.day == number.value), None)
    if on is None:
        return []
    value = {"from": on.isoformat(), "to": on.isoformat(), "half": None, "ambiguous": False}
    return [Found("period", value, words[at].start, words[number.end - 1].end)]
