"""Takes back the days and hours that are corrected in the same breath: "25 ko, sorry 26 ko", "5 baje nahi nahi 6"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from nlu.time import days
from nlu.time.clock import FIRST_MORNING_HOUR, closes
from nlu.time.counts import whole_number
from nlu.time.days import Days
from nlu.time.hours import NOON
from nlu.time.pieces import Clock, Dated, Joined, Setting
from nlu.time.words import is_a
from nlu.words.repair import Span, repair, repairs

HOURS = 12
NEAR = 2  # values before the later one, one of which may be taken back


def corrected(setting: Setting, joined: Sequence[Joined]) -> list[Joined]:
    """The days and hours as they hold in the end, each of its kind."""
    kept: list[Joined] = []
    for each, following in zip_longest(joined, joined[1:]):
        new = _by_its_number(setting, each, following.start if following else len(setting.words))
        repaired = repair(setting.words, _span(kept[-1]), _span(new)) if kept else None
        old = next((each for each in kept[: -NEAR - 1 : -1] if _is_of_its_kind(setting, each, new)), None)
        if repaired and old and repaired.taken_back == _span(new):
            continue
        if repaired and old:
            kept.remove(old)
            new = _instead(setting, old, new)
        kept.append(new)
    return kept


def _span(joined: Joined) -> Span:
    return joined.start, joined.end


def _by_its_number(setting: Setting, old: Joined, stop: int) -> Joined:
    """The day or the hour of which only the number is corrected: "25 tarikh ko, sorry 26", "5 baje nahi nahi 6"."""
    hour = old.clock if old.clock and not old.clock.part and old.clock.until is None else None
    dated = old.days if old.days and old.days.single and not old.clock else None
    if hour is None and dated is None:
        return old
    places = repairs(setting.words, old.end)
    start, number = next(
        ((at, read) for at in places if (read := whole_number(setting.words, at))), (0, None)
    )
    if number is None or number[1] > stop or not closes(setting, number[1]):
        return old
    denied = repair(setting.words, _span(old), (start, number[1]))
    if denied and denied.holds == _span(old):
        return replace(old, end=number[1])  # "8:30 not 8"
    if hour and number[0] <= HOURS:
        return replace(old, end=number[1], clock=replace(hour, since=_hour(hour, number[0])))
    on = dated and days.day(dated.days.first.year, dated.days.first.month, number[0])
    if dated and on and (on >= setting.today or dated.days.first < setting.today):
        return replace(old, end=number[1], days=replace(dated, days=Days(on, on), ambiguous=False))
    return old


def _hour(old: Clock, hour: int) -> int:
    """The minutes since midnight of an hour that stands in the place of another."""
    afternoon = (old.since or 0) >= NOON if old.sure else hour < FIRST_MORNING_HOUR
    return hour % HOURS * 60 + NOON * (afternoon or hour == HOURS)


def _is_of_its_kind(setting: Setting, old: Joined, new: Joined) -> bool:
    """Whether one may stand in the place of the other: both days, hours or lengths, on the same side of today."""
    if old.days and new.days:
        return setting.past(old.start, old.end) == setting.past(new.start, new.end)
    if old.days and old.closed and new.count:
        return bool(new.count.days)
    if old.count and new.days and new.closed:
        return True
    return bool((old.clock and new.clock) or (old.half and new.half) or (old.count and new.count))


def _instead(setting: Setting, old: Joined, new: Joined) -> Joined:
    """The later value with what was said of the first and not again: "kal 5 baje, nahi 6 baje" is tomorrow too."""
    if old.days and old.closed:
        new = _other_end(setting, old.days, new)
    dated = replace(new, days=new.days or old.days)
    if new.clock or new.half or new.count or new.closed:
        return dated
    return replace(dated, clock=old.clock, half=old.half)


def _other_end(setting: Setting, old: Dated, new: Joined) -> Joined:
    """Only the end of a range is corrected: "25 se 27 tak, sorry 28 tak", "kal se 2 din nahi 3 din"."""
    first = old.days.first
    if new.count and (last := new.count.last_day(first)):
        return replace(new, count=None, days=replace(old, days=Days(first, last)), closed=True)
    limit = new.days and new.days.days.first == setting.today and is_a(setting.words, new.end - 1, "until")
    if new.days and limit and new.days.days.last > first:
        return replace(new, days=replace(new.days, days=Days(first, new.days.days.last)))
    return new
