"""When somebody would like the visit, out of a message as it was read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from munshi.asking.reading import Reading, Value
from munshi.orders.address_words import names_a_place, surely_an_address, written_address
from munshi.orders.hours import Stretch
from munshi.service.tickets.words import of_faults
from munshi.service.visits import words
from munshi.service.visits.rules import Slot, Wish

HOUR_BEHIND = re.compile(
    r"\s+(?:at\s+)?(\d{1,2})(?:[.:]([0-5][05])(?![\d.])|(?=\s*(?:$|[.,!?](?!\d)|ko\b|pe\b|par\b|kar\b|kr\b|instead\b|please\b|को|पर|कर)))",
    re.IGNORECASE,
)
HOUR_BEFORE = re.compile(r"\b(?:to|at)\s+(\d{1,2})(?:[.:]([0-5]\d))?\s*$", re.IGNORECASE)
BARE = re.compile(r"(?:at\s+)?\d{1,4}", re.IGNORECASE)  # the number of a house, beside another hour
END_OF_DAY = 24 * 60
NOON = 12 * 60
WEEK = timedelta(days=7)
FIRST_HOUR = 8  # an hour before it is one of the afternoon
HOUR_WITHIN = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d{2})(?![\d.:]|\s*(?:kg|kilo|l|ltr|m|mm|cm)\b)")
FROM_TO = re.compile(
    r"(?<![\d.:/-])(\d{1,2})(?:[:.](\d{2}))?\s*(?:baje\s*|बजे\s*)?(?:se|to|से)\s+(\d{1,2})(?:[:.](\d{2}))?(?![\d.:/-])",
    re.IGNORECASE,
)  # hours of which no day or half is said
BARE_HOUR = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:baje|bje|बजे|pm)?", re.IGNORECASE)
OF_TIMES = ("time", "period")
SLASHED, FIGURES = re.compile(r"\d+\s?[/-]\s?\d+"), re.compile(r"\d+")
FEWEST_OF_A_PLACE = 2  # words: a house and its street
NEAREST = 3  # hours of a day around the one that is wished
DAY_AFTER = re.compile(r"\bday after\b", re.IGNORECASE)  # a day, and no hour from then on
CLAUSE_ENDS = re.compile(r"[,;.!?।\n]")
MOST_BESIDE_A_TIME = 2  # words
DENIED_WITHIN = 2  # words behind a day: "Monday ko nahi"


def wish_in(
    reading: Reading, today: date, leaving: date | None = None, leaving_at: int | None = None
) -> Wish | None:
    """What the message says of days and hours; None where it says nothing of them. A day that is denied is none.

    `leaving` is the day on which the visit is now, `leaving_at` the minute of it: of several that are named they are
    those that are left.
    """
    reading = _without_hour(reading, leaving_at)
    said = reading.text or ""
    time_, period = _value(reading, "time", leaving), _value(reading, "period", leaving)
    period = None if period and _is_age(period, today) else period
    part = words.part_of_day_in(said)
    if time_ is None and (hour := _bare_hour(said)) is not None:
        return Wish(since=hour, exact=True)
    if time_ is not None:
        wish = _of_time(time_, said, after=_is_from(reading, time_))
        if leaving is None and words.says(said, "nobody_home"):
            wish = _but_then(wish)
        if wish.exact and words.says(said, "earlier_one") and _are_denied(reading, "time"):
            wish = replace(wish, since=None, until=wish.since, exact=False)  # "4 baje late hai, usse pehle"
    elif part is not None:
        wish = Wish(since=part[0], until=part[1])
    elif period is None:
        return Wish() if words.says(said, "soonest") else None
    elif words.says(said, "not_before"):
        return _from_day(period, today)
    else:
        wish = Wish(since=hour, exact=True) if (hour := _hour_beside_day(reading)) is not None else Wish()
    return _on_days(wish, period, today) if period and wish.first is None else wish


def _is_age(period: dict[str, Any], today: date) -> bool:
    """Whether days are over for more than a week: how old something is, and no day of a visit, "3 mahine pehle li"."""
    last = period.get("to") or period.get("from")
    return last is not None and date.fromisoformat(last) < today - WEEK


def _without_hour(reading: Reading, minute: int | None) -> Reading:
    """The message without the hour at which the visit is, where it names another: "4 baje ghar pe nahi, 6 baje"."""
    hours = [
        each for each in reading.answers("time") if isinstance(each.value, dict) and each.value.get("from")
    ]
    left = [each for each in hours if minute is not None and _minutes(each.value["from"]) == minute]
    if not left or len(left) == len(hours):
        return reading
    values, as_answer = (
        [each for each in read if each not in left] for read in (reading.values, reading.as_answer)
    )
    return replace(reading, values=values, as_answer=as_answer)


def asks_earlier(reading: Reading) -> bool:
    """Whether it is asked for an hour before those that are shown, and none is named: "isse pehle koi nahi?"."""
    named = says_when(reading) or reading.first("duration") is not None
    return not reading.is_tap and not named and words.says(reading.text or "", "earlier_one")


def is_past(wish: Wish, now: datetime) -> bool:
    """Whether nothing that is wished can still come."""
    last = wish.last or wish.first
    if last is None:
        return False
    minute = now.hour * 60 + now.minute
    latest = wish.since if wish.exact and wish.since is not None else (wish.until or END_OF_DAY) - 1
    return last < now.date() or (last == now.date() and latest < minute)


def to_come(wish: Wish | None, reading: Reading, today: date) -> Wish | None:
    """A day of the last week is the one to come, where its clause says only when, where to, or that somebody comes.

    *Kal* and *parso* lie as far ahead as behind.
    """
    behind = today - wish.first if wish is not None and wish.first is not None else None
    if wish is None or behind is None or wish.first != wish.last or not timedelta(0) < behind <= WEEK:
        return wish
    text = reading.text or ""
    named = next((each for name in ("time", "period") for each in reading.answers(name) if each.end), None)
    clause = text if named is None else _clause_at(text, named.start)
    sends = words.says(clause, "coming_to_see")
    if not sends and (of_faults(clause) or not (surely_an_address(clause) or when_alone(reading))):
        return wish
    day = today + (behind if words.says(clause, "either_day") else WEEK - behind)
    return replace(wish, first=day, last=day)


def _clause_at(text: str, place: int) -> str:
    start = max((found.end() for found in CLAUSE_ENDS.finditer(text) if found.end() <= place), default=0)
    return CLAUSE_ENDS.split(text[start:])[0]


def instead_of(wish: Wish, slots: list[Slot]) -> list[Slot]:
    """Where nothing suits: of that day, or of each, the nearest hours on both sides; else all from that day on."""
    first, since = wish.first, wish.since
    of_day = [each for each in slots if first is not None and each.day == first]
    left = (
        of_day
        if of_day and since is not None
        else [each for each in slots if first is None or each.day >= first]
    )
    if since is None:
        return left or slots
    days = sorted({each.day for each in left})
    return [
        near for day in days for near in _around([each for each in left if each.day == day], since)
    ] or slots


def _around(of_day: Sequence[Slot], since: int) -> list[Slot]:
    """The last hour before the wished one and the first from it on, then the nearest of the others."""
    before, behind = (
        [each for each in of_day if (each.span.start < since) == is_before] for is_before in (True, False)
    )
    both = [*before[-1:], *behind[:1]]
    nearest = sorted(
        (each for each in of_day if each not in both), key=lambda each: abs(each.span.start - since)
    )
    return sorted([*both, *nearest][:NEAREST])


def days_left(wish: Wish, slots: list[Slot]) -> Wish:
    """The days of a wish that did not suit, without its hour; where nobody comes on them also those that follow."""
    days = Wish(wish.first, wish.last)
    return days if any(days.suits(each) for each in slots) else Wish(wish.first)


def stored(wish: Wish) -> dict[str, Any]:
    """As JSON."""
    days = {"first": wish.first, "last": wish.last}
    return {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "since": wish.since,
        "until": wish.until,
        "exact": wish.exact,
    }


def of_stored(kept: dict[str, Any] | None) -> Wish:
    """The wish that was stored."""
    if not kept:
        return Wish()
    first, last = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("first", "last"))
    return Wish(first, last, kept["since"], kept["until"], kept["exact"])


def merged(before: Wish, said: Wish) -> Wish:
    """A day said now is with the hour from before, and the other way round: "shaam ko", then "kal nahi parso"."""
    no_hours = said.since is None and said.until is None
    hours = before if no_hours and said.first is not None else said
    days = before if said.first is None and not no_hours else said
    return Wish(days.first, days.last, hours.since, hours.until, hours.exact)


def from_its_hour(wish: Wish, start: int, text: str) -> Wish:
    """Two hours of which the first is that of the visit say from when to when it moves: "from 5 to 6:30"."""
    since, until = wish.since, wish.until
    if since is None and (bare := FROM_TO.search(text)):
        since, until = (int(bare[at]) * 60 + int(bare[at + 1] or 0) for at in (1, 3))
    if since is None or until is None or (since - start) % NOON:
        return wish
    ahead = until - since + (NOON if until < since else 0)
    return replace(wish, since=start + ahead, until=None, exact=True)


def in_the_afternoon(wish: Wish, before: Wish, text: str) -> Wish:
    """A bare hour that takes the place of one of the afternoon is of the afternoon: "7 nahi 8 baje"."""
    if wish.since is None or not wish.exact or wish.since >= NOON or words.says_half(text):
        return wish
    of_before = before.exact and before.since is not None and before.since >= NOON
    return replace(wish, since=wish.since + NOON) if of_before else wish


def as_shown(wish: Wish, shown: Sequence[str] | None, text: str) -> Wish:
    """A bare hour is the one of the list that was shown, where only that of the afternoon stands there."""
    if wish.since is None or not wish.exact or wish.since >= NOON or words.says_half(text):
        return wish
    hours = {at.hour * 60 + at.minute for at in map(datetime.fromisoformat, shown or ())}
    return replace(wish, since=wish.since + NOON) if wish.since + NOON in hours - {wish.since} else wish


def in_opening(wish: Wish, text: str, hours: Sequence[Stretch]) -> Wish:
    """A bare hour at which the shop is closed all week, and open twelve hours later, is the later: "kal 7 baje"."""
    is_bare = wish.exact and wish.since is not None and wish.since < NOON
    if wish.since is None or not is_bare or words.says_half(text) or words.part_of_day_in(text):
        return wish
    opens = [
        (each.opens.hour * 60 + each.opens.minute, each.closes.hour * 60 + each.closes.minute)
        for each in hours
    ]
    early, late = (
        any(first <= at <= last for first, last in opens) for at in (wish.since, wish.since + NOON)
    )
    return replace(wish, since=wish.since + NOON) if late and not early else wish


def beside_since(reading: Reading) -> Reading:
    """The message without the days since when something is so: "kal se", "since Monday", "2 din se"."""
    text = reading.text or ""

    def is_told(value: Value) -> bool:
        behind, before = text[value.end :].split()[:1], text[: value.start].split()[-1:]
        of_before = any(words.is_of(word, "since") and not words.is_of(word, "postposed") for word in before)
        return of_before or any(words.is_of(word, "since") for word in behind)

    values, as_answer = (
        [each for each in read if each.entity not in OF_TIMES or not is_told(each)]
        for read in (reading.values, reading.as_answer)
    )
    return replace(reading, values=values, as_answer=as_answer)


def beside_house(reading: Reading) -> Reading:
    """The message with no day or hour in its address: "9/1 Malwa Mill", "8 Lake Road 10 baje", "6pm at 4 Budhwari"."""
    text = reading.text or ""
    if reading.is_tap or not surely_an_address(text):
        return reading
    found = written_address(text)
    street = (found.text if found else None) or ""
    is_timed = sum(each.entity == "time" for each in reading.values) > 1

    def moved(value: Value) -> Value | None:
        said = text[value.start : value.end]
        if value.entity not in OF_TIMES or not value.end:
            return value
        if is_timed and BARE.fullmatch(said) and names_a_place(CLAUSE_ENDS.split(text[value.end :])[0]):
            return None
        if SLASHED.fullmatch(said) and f"{said} " in f"{street} " and street != said:
            return None
        last = max((each.start() for each in FIGURES.finditer(said)), default=0)
        behind_house = len(said[:last].split()) >= FEWEST_OF_A_PLACE and text.find(street) < value.start
        in_place = behind_house and said[:last].strip() in street
        return replace(value, start=value.start + last) if in_place else value

    values, as_answer = (
        [kept for each in read if (kept := moved(each)) is not None]
        for read in (reading.values, reading.as_answer)
    )
    return replace(reading, values=values, as_answer=as_answer)


def when_alone(reading: Reading) -> str | None:
    """The clause of a message that says only when: "…, aaj 3 baje, 12 MG Road"; a time within a fault is none."""
    text = reading.text or ""
    named = [each for name in ("time", "period") for each in reading.answers(name) if each.end]
    for clause in CLAUSE_ENDS.split(text):
        at = text.find(clause)
        bare = clause
        for each in named:
            bare = bare.replace(text[each.start : each.end], " ")
        within = any(at <= each.start and each.end <= at + len(clause) for each in named)
        if within and len(bare.split()) <= MOST_BESIDE_A_TIME:
            return clause.strip()
    return None


def only_denies(reading: Reading) -> bool:
    """Whether it names days or hours and says of each that it is not the one: "kal nahi ho payega"."""
    named = [
        each for name in OF_TIMES for each in reading.answers(name) if each.end and _says_something(each)
    ]
    return bool(named) and all(_is_denied(each, reading.text or "") for each in named)


def refused_in(reading: Reading, shown: datetime | None) -> list[Any] | None:
    """The day and minute that were shown, where their hour is denied and no other is named: "nahi, 5 baje nahi"."""
    if shown is None or not only_denies(reading):
        return None
    minute = shown.hour * 60 + shown.minute
    said = (_minutes(each.value.get("from")) for each in reading.answers("time") if _says_something(each))
    of_it = any(each is not None and each % NOON == minute % NOON for each in said)
    return [shown.date().isoformat(), minute] if of_it else None


def but_refused(slots: list[Slot], refused: list[Any] | None) -> list[Slot]:
    """The slots without the one that was refused last, where there are others."""
    return [each for each in slots if [each.day.isoformat(), each.span.start] != refused] or slots


def says_when(reading: Reading) -> bool:
    """Whether a message names a day or an hour."""
    named = reading.answer("time") or reading.answer("period")
    return bool(named) or _bare_hour(reading.text or "") is not None


def _bare_hour(said: str) -> int | None:
    """The minute of the day of an hour alone, or beside an earlier or later one, "2.30": of the working day."""
    found = BARE_HOUR.fullmatch(said.strip())
    if found is None and words.says(said, "a_bit_earlier"):
        found = HOUR_WITHIN.search(said)
    if found is None or not int(found[1]) < 24 or not int(found[2]) < 60:
        return None
    hour = int(found[1]) + (12 if int(found[1]) < FIRST_HOUR else 0)
    return hour * 60 + int(found[2])


def _hour_beside_day(reading: Reading) -> int | None:
    """The minute of the day of a number beside the day that names nothing else: "kal 11", "to 12 tomorrow"."""
    text, day = reading.text or "", next(reading.answers("period"), None)
    if day is None or not day.end:
        return None
    found = HOUR_BEHIND.match(text[day.end :]) or HOUR_BEFORE.search(text[: day.start])
    return _bare_hour(f"{found[1]}.{found[2] or '00'}") if found else None


def _is_from(reading: Reading, hour: dict[str, Any]) -> bool:
    """Whether the clause of an hour says that it is from then on: "5 baje ke baad", no "bad smell, come at 5"."""
    start = next(each.start for each in reading.answers("time") if each.value is hour)
    return words.says(DAY_AFTER.sub(" ", _clause_at(reading.text or "", start)), "after")


def _of_time(value: dict[str, Any], said: str, *, after: bool) -> Wish:
    day = date.fromisoformat(value["date"]) if value.get("date") else None
    since, until = (_minutes(value.get(end)) for end in ("from", "to"))
    exact = since is not None and until is None and not after
    if (
        since is not None
        and until is None
        and not exact
        and since < FIRST_HOUR * 60
        and not words.says_half(said)
    ):
        since += NOON
    return Wish(day, day, since, until, exact)


def _but_then(wish: Wish) -> Wish:
    """The other hours than those at which nobody is at home: "5 baje tak ghar pe koi nahi rahega"."""
    if wish.exact or (wish.since is not None and wish.until is not None):
        return Wish(wish.first, wish.last)
    return replace(wish, since=wish.until, until=wish.since)


def _from_day(period: dict[str, Any], today: date) -> Wish:
    """From a day on: "not before Tuesday"; one of a weekday that is over is the next one."""
    first = date.fromisoformat(period["from"])
    while first <= today:
        first += WEEK
    return Wish(first=first)


def _on_days(wish: Wish, period: dict[str, Any], today: date) -> Wish:
    first, last = (date.fromisoformat(period[end]) for end in ("from", "to"))
    if first < today and period.get("ambiguous") and first == last:
        first = last = today + (today - first)
    return Wish(first, max(first, last), wish.since, wish.until, wish.exact)


def _value(reading: Reading, name: str, leaving: date | None) -> dict[str, Any] | None:
    """The first value that says something, and neither is denied nor of the day that is left; of one alone that one."""
    named = [each for each in reading.answers(name) if _says_something(each)]
    meant = [each for each in named if not _is_denied(each, reading.text or "")] or named[:1]
    left = leaving.isoformat() if leaving else None
    found = next((each for each in meant if left is None or left not in _days_of(each)), None)
    return (found or meant[0]).value if meant else None


def _says_something(value: Value) -> bool:
    said = value.value
    return isinstance(said, dict) and bool(said.get("from") or said.get("to") or said.get("date"))


def _days_of(value: Value) -> tuple[Any, Any]:
    return value.value.get("date"), value.value.get("from")


def _is_denied(value: Value, said: str) -> bool:
    """Whether the words right behind a day or an hour say that it is not the one: "Monday nahi", "8 baje jaldi hai"."""
    clause = CLAUSE_ENDS.split(said[value.end :])[0].split()
    behind = [word for word in clause if not words.is_of(word, "how_much_too")][:DENIED_WITHIN]
    return any(words.is_of(word, each) for word in behind for each in ("not_then", "unsuited"))


def _are_denied(reading: Reading, name: str) -> bool:
    """Whether every value of a kind is denied."""
    return all(_is_denied(each, reading.text or "") for each in reading.answers(name))


def _minutes(hour: str | None) -> int | None:
    if not hour:
        return None
    hours, minutes = hour.split(":")[:2]
    return int(hours) * 60 + int(minutes)
