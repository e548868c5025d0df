"""What a few words say of a leave only because it was just asked for: "26 se", "teen", "pehla"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from nlu.orders.words import WALA
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.numbers import Number, read_number
from nlu.words.reading import Word

HOW_MANY, WHICH_HALF, WHICH_REQUEST = "leave_days", "leave_half", "leave_to_cancel"
DAY_ALONE = frozenset({"leave_dates", "leave_day"})  # to these a figure is a day of the month
LONGEST_MONTH = 31

_lists = lexicon("leave_answers")
HALVES = _lists.phrases_by("half")
WHOLE = _lists.phrases("whole")
AFTER_A_DAY, BEFORE_A_DAY, OF_TODAY, LATER = (
    _lists.spelt(place) for place in ("after_a_day", "before_a_day", "of_today", "later")
)
_beyond = lexicon("beyond")
MORE, LONGER, SHORTER, TOO, DAYS = (
    _beyond.phrases(name) for name in ("more", "longer", "shorter", "too", "days")
)
BEGINS, ENDS = _lists.spelt_by("begins"), _lists.spelt_by("ends")


def puts_off(words: Sequence[Word]) -> bool:
    """Whether something is to come later, though it sounds like leaving it."""
    return any(word.plain in LATER for word in words)


def open_end(words: Sequence[Word], period: Found, today: date) -> str | None:
    """`start` where only the day is said on which a leave begins, `end` where only the last one is."""
    first, last = period.value["from"], period.value["to"]
    if first is None:
        return None
    inside = period.inside(words)
    if first == last and _beside(words, inside, BEGINS):
        return "start"
    begins_today = first == today.isoformat() and not any(words[at].plain in OF_TODAY for at in inside)
    if (first == last or begins_today) and _beside(words, inside, ENDS):
        return "end"
    return None


def _beside(words: Sequence[Word], inside: Sequence[int], end: dict[str, frozenset[str]]) -> bool:
    """Whether one of the words that open an end stands in or beside the words of a period."""
    from_before, to_after = max(inside[0] - 1, 0), inside[-1] + 2
    before = any(word.plain in end["before"] for word in words[from_before : inside[-1] + 1])
    return before or any(word.plain in end["after"] for word in words[inside[0] : to_after])


def leave_answers(words: Sequence[Word], moment: datetime, asking: str) -> list[Found]:
    """The half, the number of days or the day that the words answer with; none where they are something else."""
    if whole := _whole(words):
        return whole
    if asking == WHICH_HALF:
        return _half(words)
    if longer := _more_days(words):
        return longer
    numbers = [(at, number) for at in range(len(words)) if (number := read_number(words, at))]
    if asking == HOW_MANY:
        return _days(words, *numbers[0]) if numbers else []
    if asking == WHICH_REQUEST and len(words) == 1 and words[0].is_number:
        return [Found("reference", f"LV-{words[0].plain}", words[0].start, words[0].end)]
    days = [(at, number) for at, number in numbers if _is_day(words, at, number.end, asking)]
    return _day(words, *days[0], moment.date()) if len(days) == 1 else []


def day_of_request(words: Sequence[Word], today: date) -> list[Found]:
    """The day by which a request is told from others: "cancel karo 10 wali"."""
    days = [
        (at, number)
        for at in range(len(words) - 1)
        if _is_numbered(words, at) and (number := read_number(words, at))
    ]
    return _day(words, *days[0], today) if len(days) == 1 else []


def _is_numbered(words: Sequence[Word], at: int) -> bool:
    """Whether something is told apart by a number: *10 wali*, not *11:30 wali*."""
    is_of_clock = at > 0 and words[at - 1].text == ":"
    return words[at].is_number and words[at + 1].key in WALA and not is_of_clock


def change_of(length: Found, words: Sequence[Word]) -> str | None:
    """`longer` or `shorter` where a length is by how much a leave changes: "ek din aur", "2 din kam kar do"."""
    inside = length.inside(words)
    before, after = words[max(inside[0] - 1, 0) : inside[0]], words[inside[-1] + 1 : inside[-1] + 2]
    if SHORTER.occur_in(words):
        return "shorter"
    if MORE.occur_in([*before, *after, *(words[at] for at in inside)]) or LONGER.occur_in(words):
        return "longer"
    return None


def is_added(period: Found, words: Sequence[Word]) -> bool:
    """Whether days come to those that were said: "parso bhi"."""
    after = words[period.inside(words)[-1] + 1 :]
    at = next((at for at, word in enumerate(after[:3]) if word.key and TOO.begin_at(after, at)), None)
    return at is not None


def _more_days(words: Sequence[Word]) -> list[Found]:
    """A length with *more* in it: "one more day"."""
    for at in range(len(words) - 2):
        number = read_number(words, at)
        if number and number.end + 1 < len(words) and MORE.begin_at(words, number.end):
            unit = words[number.end + 1 : number.end + 2]
            if DAYS.begin_at(unit, 0):
                return _days([*words[: number.end + 2]], at, number)
    return []


def _half(words: Sequence[Word]) -> list[Found]:
    said = {
        half: at
        for half, phrases in HALVES.items()
        for at in range(len(words))
        if phrases.begin_at(words, at)
    }
    if len(said) != 1:
        return []
    ((half, at),) = said.items()
    value = {"from": None, "to": None, "half": half, "ambiguous": False}
    return [Found("period", value, words[at].start, words[at].end)]


def _whole(words: Sequence[Word]) -> list[Found]:
    """The whole day in place of a half."""
    ends = ((at, WHOLE.match(words, at, lambda i: i)) for at in range(len(words)))
    return [
        Found("duration", {"days": 1}, words[at].start, words[end - 1].end) for at, end in ends if end > at
    ][:1]


def _days(words: Sequence[Word], at: int, number: Number) -> list[Found]:
    if number.value < 1 or number.value % 1:
        return []
    value = {"days": int(number.value)}
    return [Found("duration", value, words[at].start, words[number.end - 1].end)]


def _is_day(words: Sequence[Word], at: int, end: int, asking: str) -> bool:
    """Whether a number is said to be a day of the month, or stands in figures where a day was asked for.

    The minutes of an hour are none: the 30 of "11:30 wala".
    """
    if at > 0 and words[at - 1].text == ":":
        return False
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
