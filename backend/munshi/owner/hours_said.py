"""What words say of the shop's days and hours: of days that are named, or of every week."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from munshi import clock
from munshi.asking.clauses import FROM_TO, joined_ends, part, pieces
from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.orders.hours import of_day
from munshi.orders.opening import hours_of

CLOSED, OPENS, CLOSES = "closed", "opens", "closes"
USUAL = "usual"  # as the week has it
HOURS, EVERY, EITHER_DAY = "shop_hours", "every_day", "either_day"  # of every message
SINCE = "start"  # the role of a day from which something is so
MOST_DAYS, WEEK, TWO = 31, 7, 2
NOON = 12
SHORTEST_DAY = 4  # hours that a shop is open every day, at least: of "9 se 10" the ten is at night
_HOUR = re.compile(r"(?<![\w:.])(\d{1,2})(?::(\d{2}))?(?![\w:])")
Weekday = int  # Monday is 0
Changes = Mapping[
    date | Weekday, str
]  # the days, or those of every week; each closed, as usual, or with its openings
Hour = Mapping[str, Any]
Times = tuple[time, time]


def told(caller: Caller, reading: Reading, kinds: Iterable[str]) -> Changes | None:
    """The days with what is told of them; empty where no day and no hour is, None where it is not clear."""
    if apart := _of_each_clause(caller, reading):
        return apart
    kinds, days, hour = set(kinds), _days(caller, reading), _hour(reading)
    if is_of_every_week(reading, kinds):
        return _of_weeks(caller.business, reading, days, hour, kinds)
    if not days and not hour:
        return {}
    if hour is None:
        state = CLOSED if CLOSED in kinds or CLOSES in kinds else USUAL
        return dict.fromkeys(days, state)
    if len(days) > 1:
        return None
    day = days[0] if days else clock.now_in(caller.business.timezone).date()
    times = _openings(_usual(caller.business, day), hour, opens=OPENS in kinds)
    return {day: times} if times else None


def _of_each_clause(caller: Caller, reading: Reading) -> Changes:
    """Where several clauses tell each of days of their own, all of these: "kal 10 baje khulegi, sunday band"."""
    parts = (part(reading, start, end) for start, end in pieces(reading))
    telling = [each for each in parts if each.sides(HOURS) and _days(caller, each)]
    found = [told(caller, each, each.sides(HOURS)) for each in telling] if len(telling) > 1 else []
    days = [day for each in found for day in each or ()]
    if not all(found) or len(days) != len(set(days)):
        return {}
    return {day: state for each in found if each for day, state in each.items()}


def corrected(caller: Caller, reading: Reading, shown: Changes) -> Changes | None:
    """What was shown with the days or the hours that words say instead; None where they say neither."""
    kinds, days, hour = set(reading.sides(HOURS)), _days(caller, reading), _hour(reading)
    every, states = bool(reading.sides(EVERY)), set(shown.values())
    if not (every or days or hour):
        return None
    if hour is not None or len(states) != 1:
        return told(caller, reading, kinds or {OPENS})
    state = states.pop()
    if not every:
        return dict.fromkeys(days, state)
    return dict.fromkeys(_open_weekdays(caller.business), state) if state != CLOSED else None


def is_of_every_week(reading: Reading, kinds: Iterable[str]) -> bool:
    """Whether the hours of every week are told: *roz*, *har sunday*; so is that it opens so from a day on."""
    return bool(reading.sides(EVERY)) or (_since(reading) and OPENS in kinds and _hour(reading) is not None)


def says_when(caller: Caller, reading: Reading) -> bool:
    """Whether a day or an hour is said."""
    return bool(_days(caller, reading)) or _hour(reading) is not None


def week_of(business: Business, weekday: Weekday) -> str:
    """The openings of a weekday in every week."""
    times = [(each.opens, each.closes) for each in business.hours if each.weekday == weekday]
    return _written(times) or CLOSED


def _of_weeks(
    business: Business, reading: Reading, days: Sequence[date], hour: Hour | None, kinds: set[str]
) -> Changes | None:
    named = [day.weekday() for day in days] if not _since(reading) else []
    weekdays = named or _open_weekdays(business)
    if hour is None:
        is_closed = CLOSED in kinds or CLOSES in kinds
        return dict.fromkeys(named, CLOSED) if is_closed and named else None
    changes: dict[date | Weekday, str] = {}
    for weekday in weekdays:
        usual = [(each.opens, each.closes) for each in business.hours if each.weekday == weekday]
        times = _weekly(usual, hour, opens=OPENS in kinds or not kinds)
        if times is None:
            return None
        changes[weekday] = times
    return changes


def _since(reading: Reading) -> bool:
    """Whether a day is named from which on it is so: *kal se*, *from monday on*."""
    text, days = reading.text or "", reading.placed(EITHER_DAY)
    behind = [each.start for each in reading.placed(FROM_TO)]
    if any(day.end <= at and not text[day.end : at].strip() for day in days for at in behind):
        return True
    return any(
        each.role == SINCE and each.value.get("from") == each.value.get("to")
        for each in reading.all("period")
    )


def _open_weekdays(business: Business) -> list[Weekday]:
    return sorted({each.weekday for each in business.hours})


def _hour(reading: Reading) -> Hour | None:
    """The hour, or the two between which it is open; of two that are said apart the first opens, the second closes."""
    said = [each.value for each in reading.all("time") if each.value.get("from") or each.value.get("to")]
    if len(said) == TWO and all(each.get("from") and not each.get("to") for each in said):
        return {**said[0], "to": said[1]["from"]}
    return said[0] if said else _bare_hours(reading)


def _bare_hours(reading: Reading) -> Hour | None:
    """*9 se 10*, where the hours of the shop are spoken of."""
    text = reading.text or ""
    if not (reading.sides(HOURS) or reading.sides(EVERY)):
        return None
    found = [each for each in _HOUR.finditer(text) if int(each[1]) < 2 * NOON]
    if len(found) != TWO or not joined_ends(reading, found[0].end(), found[1].start()):
        return None
    first, last = (f"{int(each[1]):02}:{each[2] or '00'}" for each in found)
    return {"from": first, "to": last}


def _days(caller: Caller, reading: Reading) -> Sequence[date]:
    """The days that are named, none of them gone by; *kal* is tomorrow."""
    today = clock.now_in(caller.business.timezone).date()
    for each in reading.all("period"):
        first: date | None = _date(each.value.get("from"))
        last: date | None = _date(each.value.get("to"))
        if first and last and first == last < today and reading.sides(EITHER_DAY):
            first = last = today + timedelta(days=1)
        if first and last and first <= last:
            span = min((last - first).days + 1, MOST_DAYS)
            return [day for each_day in range(span) if (day := first + timedelta(days=each_day)) >= today]
    dated = [_date(each.value.get("date")) for each in reading.all("time")]
    return [each for each in dated if each and each >= today][:1]


def _usual(business: Business, day: date) -> list[Times]:
    week = [each for each in hours_of(business) if not each.day]
    return [(each.opens, each.closes) for each in of_day(day, week)]


def _openings(usual: Sequence[Times], hour: Hour, *, opens: bool) -> str | None:
    """The openings of a day that opens or closes at an hour; the other end is that of its week."""
    first, last = (_time(hour.get(edge)) for edge in ("from", "to"))
    if first and last:
        return _written([(first, last)])
    at = first or last
    assert at is not None
    if opens:
        return _written([(max(begins, at), ends) for begins, ends in usual if ends > at])
    return _written([(begins, min(ends, at)) for begins, ends in usual if begins < at])


def _weekly(usual: Sequence[Times], hour: Hour, *, opens: bool) -> str | None:
    """The openings of a weekday from now on: from one hour to the other, or with another end than it had."""
    first, last = (_time(hour.get(edge)) for edge in ("from", "to"))
    if first and last:
        return _written([(first, _at_night(first, last))])
    at = first or last
    if at is None or not usual:
        return None
    if opens:
        return _written([(at, usual[0][1]), *usual[1:]])
    return _written([*usual[:-1], (usual[-1][0], _at_night(usual[-1][0], at))])


def _at_night(first: time, last: time) -> time:
    is_short = (last.hour - first.hour) < SHORTEST_DAY
    return last.replace(hour=last.hour + NOON) if is_short and last.hour < NOON else last


def _written(stretches: Sequence[Times]) -> str | None:
    sound = all(opens < closes for opens, closes in stretches)
    return (
        ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sorted(stretches)) or None
        if sound
        else None
    )


def _date(written: Any) -> date | None:
    return date.fromisoformat(written) if written else None


def _time(written: Any) -> time | None:
    return time.fromisoformat(written) if written else None
