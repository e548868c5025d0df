"""What belongs together though it stands apart, or is said twice: a count and its start, a day and its hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nlu.time.days import Days
from nlu.time.pieces import ANY, Joined, Setting
from nlu.time.returning import is_back
from nlu.time.small_words import small_words
from nlu.time.values import HALVES
from nlu.words.repair import ADDITIVE

APART = 14  # words between a day and its hour
STARTS = small_words("periods")["starts"]
FROM = small_words("apart")["from"]


def said_apart(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """With counts and halves at the days to which they belong."""
    once = _counted_once(setting, _without_their_month(_in_their_week(setting, joined)))
    return _begun(setting, _halved_once(_in_parts(setting, once)))


def _in_their_week(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """Weekdays that are said before their week: "monday tuesday aur thursday off chahiye agle hafte"."""
    last = joined[-1].days if joined else None
    if last is None or len(joined) < 2 or last.single or not last.week:
        return joined
    named = [each.days for each in joined[:-1]]
    if not all(day and day.repeats and not day.chosen for day in named):
        return joined
    around = setting.words[joined[-2].end : joined[-1].end + 2]
    if any(word.plain in ADDITIVE for word in around):
        return joined  # "somvar ko aur agle hafte bhi"
    return [of_week(each, last.days.first) for each in joined[:-1]]


def of_week(each: Joined, monday: date) -> Joined:
    """The same weekdays of the week that begins on a Monday."""
    if each.days is None:
        return each
    first, last = each.days.days
    on = monday + timedelta(first.weekday())
    return replace(each, days=replace(each.days, days=Days(on, on + (last - first)), chosen=True))


def _without_their_month(joined: list[Joined]) -> list[Joined]:
    """The month of the days that are named says nothing more: "10 se 14 tak chhutti, december mein"."""
    dated = [each.days.days for each in joined if each.days]
    if len(dated) != 2:
        return joined
    return [each for each in joined if not (each.days and _is_month_of(each.days.days, dated))]


def _is_month_of(whole: Days, dated: list[Days]) -> bool:
    same = whole.first.month == whole.last.month and whole.first.day == 1
    full = same and (whole.last + timedelta(1)).day == 1
    return full and any(
        whole != each and each.first >= whole.first and each.last <= whole.last for each in dated
    )


def _counted_once(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """A count of the very days that are named says nothing more: "2 din ki chhutti, 3 aur 4 dec"."""
    spans = [each.days.days for each in joined if each.days]
    least = 1 if setting.tense.about_leave else 2
    lengths = {length for span in spans if (length := (span.last - span.first).days + 1) >= least}
    if len(spans) > 1:
        lengths = {1}  # "26 ya 27 ko, koi bhi ek din"
    return [each for each in joined if not (each.count and each.count.days in lengths and spans)]


def _in_parts(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """A half whose part of the day stands apart from it: "half day de dijiye, shaam ka"."""
    parts = [each for each in joined if each.clock and each.clock.part and not each.days]
    halves = [each for each in joined if each.half and each.half.which == ANY]
    if len(parts) != 1 or len(halves) != 1 or not setting.tense.about_leave:
        return joined
    half, part = halves[0], parts[0]
    which = HALVES.get(part.clock.part or "", ANY) if part.clock else ANY
    named = replace(half, half=half.half and replace(half.half, which=which))
    return [named if each is half else each for each in joined if each is not part]


def _halved_once(joined: list[Joined]) -> list[Joined]:
    """A half that is said twice is one: "kal half day chalega? 2nd half wala", "half day, after lunch"."""
    vague = [each for each in joined if each.half and each.half.which == ANY]
    exact = [each for each in joined if each.half and each.half.which != ANY]
    dated = [each for each in vague if each.days]
    if any(each.days for each in exact) or any(
        each.days and each.clock and each.clock.part for each in joined
    ):
        return [each for each in joined if each.days or not each.half]
    if not (vague and exact):
        return joined
    if len(exact) == len(dated) == 1 and not exact[0].days:
        both = replace(dated[0], half=exact[0].half)
        return [both if each is dated[0] else each for each in joined if each in dated or not each.half]
    return [each for each in joined if each not in vague]


def _begun(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """A count and the day on which it begins, however far apart: "10 din ki chhutti chahiye, 5 december se"."""
    counts = [each for each in joined if each.count and each.count.days]
    starts = [each for each in joined if each.days]
    if len(counts) != 1 or len(starts) != 1 or not setting.tense.about_leave:
        return joined
    counted, start = counts[0], starts[0]
    last = counted.count.last_day(start.days.days.first) if counted.count and start.days else None
    if (
        start.days is None
        or last is None
        or _plain(setting, counted.end) in FROM
        or not _begins(setting, start)
    ):
        return joined
    end = start.end + (_plain(setting, start.end) in FROM)
    whole = replace(start.days, days=Days(start.days.days.first, last))
    begun = replace(start, end=end, days=whole, closed=True)
    return [begun if each is start else each for each in joined if each is not counted]


def _begins(setting: Setting, start: Joined) -> bool:
    """Whether something begins on a day and is to come: not "kal se aa jaunga", nor what began last week."""
    day = start.days
    if day is None or not day.single or start.closed or start.half or start.clock:
        return False
    since = _plain(setting, start.end) in FROM
    if not (since or _plain(setting, start.start - 1) in STARTS):
        return False
    over = day.days.first < setting.today or setting.past(start.start, start.end)
    return not over and not is_back(setting.words, start.end + since)


def _plain(setting: Setting, at: int) -> str:
    return setting.words[at].plain if 0 <= at < len(setting.words) else ""


def day_and_hour(setting: Setting, joined: list[Joined]) -> list[Joined]:
    """The one day and the one hour or half of a message belong together: "kal mistri bhejna, shaam 6 ke baad"."""
    dated = [each for each in joined if each.days]
    timed = [each for each in joined if each.clock or each.half]
    if len(dated) != 1 or len(timed) != 1 or dated == timed:
        return joined
    day, hour = dated[0], timed[0]
    start, end = min(day.start, hour.start), max(day.end, hour.end)
    on = day.days
    if any(start < each.end and each.start < end for each in joined if each is not day and each is not hour):
        return joined  # what stands between is said of one of them
    if on is None or not on.single or day.half or day.clock or day.closed or end - start > APART:
        return joined
    told = hour.clock and setting.tense.has("past", start, end)
    if setting.past(day.start, day.end) or told:
        return joined
    both = replace(day, start=start, end=end, clock=hour.clock, half=hour.half)
    return [both if each is day else each for each in joined if each is not hour]
