"""Reads days by their number: 25 tarikh, 25 nov, nov 25, 25/11, 25.11.26, 5 se 8 december, 25 ko."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.orders.counting.giving import is_giving
from nlu.time import days
from nlu.time.counts import count_at, whole_number
from nlu.time.day_numbers import DayNumbers, day_numbers
from nlu.time.days import Days
from nlu.time.figure_dates import SIGNS, TO, figures
from nlu.time.matters import Matter
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import Sense, is_a, sense
from nlu.words.number_words import SIMPLE
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

WORDS = small_words("calendar_dates")
MONTHS = 12
NEAR = 6  # words
OF = WORDS["of"]
MISTAKEN = WORDS["mistaken"]  # "do ko", "sat ko": more often something else
NUMBERED = WORDS["numbered"]
FROM, BETWEEN = WORDS["from"], WORDS["between"]
OWNED = WORDS["owned"]  # "27 wali chhutti"
OWNED_LATE = OWNED | WORDS["owned_late"]  # "30 ki chhutti"; "2 ki chhutti" may count
ENDS = ("month_end", "end_of", "which", "unit")
YEAR_SIGNS = frozenset((",", "-", "/", "'", "’"))
PRICED = WORDS["priced"]
ORDERED = WORDS["ordered"]  # "3rd floor"


def calendar_dates(setting: Setting, at: int) -> list[Dated]:
    """The days that a date or a list of dates names from here on."""
    words = setting.words
    if words[at].is_number:
        dated = figures(setting, at)
        if dated:
            return [dated]
    elif found := _month_first(setting, at) or _within_month(setting, at):
        return found
    if at and words[at - 1].plain in SIGNS and words[at - 1].end == words[at].start:
        return []
    if at and words[at - 1].plain in NUMBERED and not _months_after(words, at):
        return []
    return _numbers_first(setting, at)


def _months_after(words: Sequence[Word], at: int) -> bool:
    numbers = day_numbers(words, at)
    return bool(numbers and sense(words, numbers.end, "month", "month_beside"))


def _numbers_first(setting: Setting, at: int) -> list[Dated]:
    """ "25 nov 2026", "5 se 8 december", "25 tarikh", "25th", "25 ko", "24 se 26 tak"."""
    words = setting.words
    opening = sense(words, at, "first_of_month")
    if opening:
        return _listed(
            setting, at, opening.end, DayNumbers((1,), False, opening.end, True), _AnyMonth(setting)
        )
    numbers = day_numbers(words, at) if not is_giving(words, at) else None
    if numbers is None or (numbers.marked and is_a(words, numbers.end, "unit")):
        return []  # "7th month chal raha hai"
    end = numbers.end
    if at and words[at - 1].plain in BETWEEN and len(numbers.numbers) == 2:
        numbers = numbers._replace(ranged=True)
    joined = after_small(words, end, OF)
    named = sense(words, joined, "month", "month_beside")
    if named and (
        named.kind == "month" or words[joined].plain != "mar" or numbers.marked or words[end - 1].is_number
    ):
        return _in_month(setting, at, numbers, named)
    tarikh = sense(words, end, "tarikh")
    if tarikh:
        after = after_small(words, tarikh.end, OF)
        month = _chosen_month(setting, after)
        return _listed(
            setting,
            at,
            month[1] if month else tarikh.end,
            numbers,
            month[0] if month else _AnyMonth(setting),
        )
    if numbers.marked and end < len(words) and words[end].plain in ORDERED:
        return []
    if numbers.marked or (numbers.ranged and _chosen_month(setting, joined)):
        month = _chosen_month(setting, joined)
        return _listed(
            setting, at, month[1] if month else end, numbers, month[0] if month else _AnyMonth(setting)
        )
    if _is_bare_day(setting, numbers):
        return _listed(setting, at, end, numbers, _AnyMonth(setting))
    return []


def _is_bare_day(setting: Setting, numbers: DayNumbers) -> bool:
    """ "25 ko", and "24 se 26 tak" where days are the matter."""
    words, end = setting.words, numbers.end
    if end >= len(words):
        return numbers.ranged and setting.tense.about_leave
    owned = OWNED_LATE if max(numbers.numbers) > MONTHS else OWNED
    listed = len(numbers.numbers) > 1 and owned is OWNED_LATE  # "26 aur 27 ki raat ki chhutti"
    of_leave = setting.tense.has("leave", end + 1, end + (NEAR if listed else 2))
    if of_leave and words[end].plain in owned and words[end - 1].is_number:
        return True
    count = count_at(setting, end) if len(numbers.numbers) > 1 else None
    if count and count.days == len(numbers.numbers) and not numbers.ranged:
        return True  # "5 6 7 teen din"
    if words[end].plain in TO:
        word = words[end - 1]
        if not word.is_number and (word.plain in MISTAKEN or word.key not in SIMPLE):
            return False
        following = whole_number(words, end + 1)
        return following is None or is_a(words, following[1], "baje", "am", "pm", "to")
    of_days = setting.tense.about_leave or setting.matter in (Matter.OVER, Matter.NEAR)
    of_leaves = setting.tense.about_leave or setting.matter is Matter.NEAR
    if numbers.ranged and of_leaves and words[end - 1].is_number and _is_done(setting, end):
        return True
    if setting.matter is Matter.OVER and words[end].plain in FROM and is_a(words, end + 1, "day", "turn"):
        return True  # "15 se aaj tak"
    if words[end].plain in FROM and words[end - 1].is_number and is_a(words, end + 1, *ENDS):
        return True  # "15 se mahine ke end tak"
    if not is_a(words, end, "until") or (end + 1 < len(words) and words[end + 1].plain in PRICED):
        return numbers.ranged and of_days and is_a(words, end, "until")
    if numbers.ranged:
        return max(numbers.numbers) > MONTHS or of_days
    return len(numbers.numbers) == 1 and numbers.numbers[0] > 24 and words[end - 1].is_number


def _is_done(setting: Setting, at: int) -> bool:
    """Whether the numbers stand alone: "leave from 18 to 24"."""
    words = setting.words
    return (
        not words[at].key
        or setting.tense.is_shown_at(at)
        or words[at].plain in PRICED | WORDS["behind_range"]
    )


_Place = Callable[[int, bool], date | None]  # the day for its number; whether it is over


@dataclass(frozen=True)
class _AnyMonth:
    """The month that its number falls in next, or last."""

    setting: Setting

    def __call__(self, number: int, past: bool) -> date | None:
        today = self.setting.today
        return self.setting.on_its_side(past, lambda over: days.of_month(today, number, past=over))


def _chosen_month(setting: Setting, at: int) -> tuple[_Place, int] | None:
    """ "agle mahine", "this month"."""
    which = sense(setting.words, at, "which")
    unit = sense(setting.words, which.end, "unit") if which else None
    if not which or not unit or unit.value != "month":
        return None
    offset = {"last": -1, "this": 0}.get(str(which.value), 1)
    first = days.month(setting.today, offset).first
    return (lambda number, past: days.day(first.year, first.month, number)), unit.end


def _within_month(setting: Setting, at: int) -> list[Dated]:
    """ "agle mahine ki 5 tarikh", "is mahine 5 ko"; "tarikh 25"."""
    words = setting.words
    chosen = _chosen_month(setting, at)
    if chosen is None:
        tarikh = sense(words, at, "tarikh")
        numbers = day_numbers(words, tarikh.end) if tarikh else None
        return _listed(setting, at, numbers.end, numbers, _AnyMonth(setting)) if numbers else []
    place, end = chosen
    end = after_small(words, end, OF)
    opening = sense(words, end, "first_of_month")
    numbers = DayNumbers((1,), False, opening.end, True) if opening else day_numbers(words, end)
    if numbers is None:
        return []
    tarikh = sense(words, numbers.end, "tarikh")
    of_month = words[end - 1].plain in OF and is_a(words, numbers.end, "from", "until")
    listed = tarikh or numbers.marked or len(numbers.numbers) > 1
    if not (listed or of_month or _is_bare_day(setting, numbers)):
        return []
    return _listed(setting, at, tarikh.end if tarikh else numbers.end, numbers, place)


def _month_first(setting: Setting, at: int) -> list[Dated]:
    """ "nov 25", "november ki 25 tarikh", "dec 5-8"."""
    words = setting.words
    named = sense(words, at, "month", "month_beside")
    if not named:
        return []
    place = after_small(words, named.end, OF)
    numbers = day_numbers(words, place)
    if numbers is None:
        return []
    end = numbers.end
    tarikh = sense(words, end, "tarikh")
    if end < len(words) and not tarikh and not numbers.marked:
        if is_unit(words[end].key) or is_a(words, end, "unit", "baje", "am", "pm"):
            return []
        if place > named.end and words[named.end].plain not in ("-", ","):
            return [] if words[end].plain not in TO else _in_month(setting, at, numbers, named)
    return _in_month(setting, at, numbers._replace(end=tarikh.end if tarikh else end), named)


def _in_month(setting: Setting, at: int, numbers: DayNumbers, named: Sense) -> list[Dated]:
    words, month = setting.words, int(named.value)
    end = max(numbers.end, named.end)
    place = after_small(words, end, YEAR_SIGNS)
    year = _year(words, place) if not is_a(words, place + 1, "month", "month_beside") else None
    before = month if named.end <= numbers.end else (month - 2) % MONTHS + 1

    def in_month(number: int, past: bool) -> date | None:
        """A day of the month, or of the one before: "30 aur 1 dec"."""
        of = before if number > numbers.numbers[-1] else month
        if year:
            return days.day(year - (of > month), of, number)
        return setting.on_its_side(past, lambda over: days.of_year(setting.today, of, number, past=over))

    return _listed(setting, at, place + 1 if year else end, numbers, in_month)


def _year(words: Sequence[Word], at: int) -> int | None:
    plain = words[at].plain if at < len(words) else ""
    if len(plain) == 4 and plain.isdecimal() and plain.startswith("20"):
        return int(plain)
    close = (
        0 < at < len(words)
        and words[at - 1].plain in YEAR_SIGNS - {","}
        and words[at - 1].end == words[at].start
    )
    return 2000 + int(plain) if close and len(plain) == 2 and plain.isdecimal() else None


def _listed(setting: Setting, at: int, end: int, numbers: DayNumbers, place: _Place) -> list[Dated]:
    past = setting.past(at, end)
    if numbers.ranged:
        since, until = _range(numbers, past, place)
        return [Dated(at, end, Days(since, until), ranged=True)] if since and until else []
    either = bool(numbers.choice) and (numbers.choice != "or" or setting.in_english)
    found: list[Days] = []
    for number in numbers.numbers:
        on = place(number, past)
        if on is None:
            continue
        if found and not either and found[-1].last + timedelta(1) == on:
            found[-1] = Days(found[-1].first, on)
        else:
            found.append(Days(on, on))
    step = (end - at) // max(1, len(found))
    last = len(found) - 1
    return [
        Dated(
            at + i * step,
            end if i == last else at + (i + 1) * step,
            each,
            monthly=isinstance(place, _AnyMonth),
            either=either,
        )
        for i, each in enumerate(found)
    ]


def _range(numbers: DayNumbers, past: bool, place: _Place) -> tuple[date | None, date | None]:
    """The first and the last day of "5 se 8"; one of "28 se 1" is of the month before or after that of the other."""
    first, last = numbers.numbers
    over = first > last
    if past:
        until = place(last, True)
        return until and days.day(*_month_beside(until, -over), first), until
    since = place(first, False)
    return since, since and days.day(*_month_beside(since, over), last)


def _month_beside(on: date, offset: int) -> tuple[int, int]:
    first = days.month(on, offset).first
    return first.year, first.month
