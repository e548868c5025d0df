"""Reads the days that are named: kal, agle somvar, 25 nov, 25/11, is hafte, diwali ke agle din."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nlu.left_over.places import PINCODE
from nlu.time import days
from nlu.time.calendar_dates import calendar_dates
from nlu.time.counts import count_at
from nlu.time.days import Days
from nlu.time.festival_dates import festival_dates
from nlu.time.hours import read_hour
from nlu.time.matters import Matter
from nlu.time.pieces import Count, Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.spans import OFFSETS, whole, year
from nlu.time.tense import FUTURE, PAST
from nlu.time.weeks import days_of_span, week_and_day, week_of_month, weekday_of_month
from nlu.time.words import Sense, is_a, means, sense
from nlu.words.reading import Word

WORDS = small_words("dates")
WEEK = 7
YEARS = (0, -1, 1)  # which a date without a year may be of, the likeliest first
BESIDE_AFTER = WORDS["beside_after"]
BESIDE_BEFORE = WORDS["beside_before"]
ON_DAY = WORDS["on_day"]
OWNED, FROM_NOW, NOW_FROM, SHORT_DAYS = (
    WORDS[name] for name in ("owned", "from_now", "now_from", "short_days")
)
NAMED_PERSON = WORDS["named_person"]
SPEAKING = WORDS["speaking"]


def dates(setting: Setting, at: int) -> list[Dated]:
    """The days that the words from here on name, mostly one piece; none when they name no day."""
    named = means(setting.words, at)
    for read in _BY_NUMBER if not named else _IN_DIGITS if setting.words[at].is_number else _IN_WORDS:
        found = read(setting, at)
        if found:
            return [found]
    listed = calendar_dates(setting, at)
    if listed:
        return listed
    found = _weekday(setting, at) or whole(setting, at) if named else year(setting, at)
    return [found] if found else []


def _dated_weekday(setting: Setting, at: int) -> Dated | None:
    """ "Wed, 25 Nov 2026" is one day, the date, and "Mon, 23 Nov" is of the nearest year in which it is a Monday."""
    words = setting.words
    named = sense(words, at, "weekday", "weekday_dated")
    if not named:
        return None
    place = after_small(words, named.end, (",", "."))
    listed = calendar_dates(setting, place) if place < len(words) else []
    on = listed[0] if len(listed) == 1 else None
    if on is None or not on.single:
        return None
    first = on.days.first
    dated = any(word.plain == str(first.year) for word in words[place : on.end])
    years = (days.day(first.year + later, first.month, first.day) for later in YEARS[: 1 if dated else None])
    fitting = next((found for found in years if found and found.weekday() == named.value), None)
    return _dated(setting, at, on.end, fitting)


def _dated(setting: Setting, at: int, end: int, on: date | None) -> Dated | None:
    return Dated(at, end, Days(on, on)) if on else None


def _relative(setting: Setting, at: int) -> Dated | None:
    fixed = sense(setting.words, at, "day")
    if fixed:
        return _dated(setting, at, fixed.end, setting.today + timedelta(int(fixed.value)))
    which = sense(setting.words, at, "which")
    if which and which.value in ("this", "last") and is_a(setting.words, which.end, "part"):
        if which.value == "last" and setting.tense.about_leave:
            return None  # when something befell somebody, no day off
        return _dated(setting, at, which.end, setting.today - timedelta(which.value == "last"))
    turn = sense(setting.words, at, "turn")
    if not turn or (at and setting.words[at].plain == "kl" and setting.words[at - 1].is_number):
        return None
    tense = _tense_of_turn(setting, at, turn.end)
    if tense is None and setting.matter is Matter.MOVED:
        tense = FUTURE
    offset = -int(turn.value) if tense is not None and tense < 0 else int(turn.value)
    on = setting.today + timedelta(offset)
    return Dated(at, turn.end, Days(on, on), ambiguous=tense is None)


def _tense_of_turn(setting: Setting, at: int, end: int) -> int | None:
    """Whether *kal* was or is to come; "kal ki chhutti cancel karo" is to come, whatever was done about it."""
    owned = end < len(setting.words) and setting.words[end].plain in OWNED
    if (setting.matter is Matter.COMING and owned) or setting.decided(at, end):
        return FUTURE
    if setting.matter is Matter.SPENT:
        return PAST
    if setting.matter is Matter.OVER:
        return PAST if setting.past(at, end) else FUTURE
    return setting.tense.of(at, end)


def _counted(setting: Setting, at: int) -> Dated | None:
    """ "2 din baad", "after 3 days", "3 days ago", "agle 3 din", "last 2 weeks"."""
    words = setting.words
    which = sense(words, at, "which")
    if which:
        count = count_at(setting, which.end)
        if count is None or count.days is None:
            return None
        if which.value == "last":
            return Dated(at, count.end, _until_yesterday(setting.today, count), ranged=True)
        return Dated(at, count.end, _span(setting.today, 1, count.days), ranged=True)
    after = is_a(words, at, "after") or words[at].plain == "in"
    count = count_at(setting, at + after)
    if count is None or count.days is None:
        return None
    if after and words[at].plain == "in" and setting.past(at, count.end):
        return None  # "broke in two days"
    if after:
        return _dated(setting, at, count.end, days.shift(setting.today, count.days))
    end = after_small(words, count.end, FROM_NOW)
    if end < len(words) and words[end].plain == "now" and words[end - 1].plain in NOW_FROM:
        return _dated(setting, at, end + 1, days.shift(setting.today, count.days))
    side = sense(words, end, "later", "earlier")
    if not side:
        return None
    sign = 1 if side.kind == "later" else -1
    if count.months:
        return _dated(setting, at, side.end, days.shift_months(setting.today, sign * count.months))
    return _dated(setting, at, side.end, days.shift(setting.today, sign * count.days))


def _until_yesterday(today: date, count: Count) -> Days:
    """ "last 10 days", "pichle 6 mahine"."""
    since = days.shift_months(today, -count.months) if count.months else None
    whole = _span(today, -(count.days or 1), -1)
    return Days(since, whole.last) if since else whole


def _span(today: date, first: int, last: int) -> Days:
    return Days(days.shift(today, first) or today, days.shift(today, last) or today)


def _weekday(setting: Setting, at: int) -> Dated | None:
    words = setting.words
    which = sense(words, at, "which")
    start, place = at, which.end if which else at
    named = sense(words, place, "weekday") or _beside(setting, place, bool(which))
    if not named or is_a(words, named.end, "called_by_day") or _is_quarter(words, place, named.end):
        return None
    number = int(named.value)
    past = setting.past(start, named.end)
    if not which or which.value == "coming":
        on = days.weekday(setting.today, number, past=past and not which)
    elif which.value == "last":
        on = days.weekday(setting.today, number, past=True)
    elif which.value in ("next", "second"):
        on = days.week(setting.today, OFFSETS[str(which.value)]).first + timedelta(number)
    else:
        on = days.week(setting.today, 0).first + timedelta(number)
        if on < setting.today and not past:
            on += timedelta(WEEK)
    return Dated(start, named.end, Days(on, on), repeats=WEEK, chosen=bool(which))


def _is_quarter(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a market's day stands beside the number of a house, which no hour and no unit follows, or a pincode.

    What other values have, such as the pincode, is read by its text.
    """
    if not is_a(words, at, "market_day"):
        return False
    beside = [word for word in words[end : end + 2] if word.plain != ","]
    if beside and PINCODE.fullmatch(beside[0].text):
        return True
    house_behind = bool(beside) and beside[0].is_number
    counted = any(word.plain == word.text.casefold() and word.plain.isalpha() for word in beside[1:])
    return (house_behind and not counted) or (at > 0 and words[at - 1].is_number)


def _beside(setting: Setting, at: int, chosen: bool) -> Sense | None:
    words = setting.words
    named = sense(words, at, "weekday_beside")
    if not named:
        return None
    after = words[named.end].plain if named.end < len(words) else ""
    before = words[at - 1].plain if at else ""
    on = after in ON_DAY
    if _follows_weekday(words, at):
        return named  # "somvar mangal ki chhutti"
    if (on and setting.matter is Matter.MOVED) or _begins_days(setting, named.end):
        return named
    owned = setting.tense.has("wale", named.end, named.end + 1)
    if (on or owned) and setting.tense.has("leave", named.end + 1, named.end + 2):
        return named
    if after in NAMED_PERSON or any(word.plain in SPEAKING for word in words[named.end : named.end + 4]):
        return None
    if words[at].plain in SHORT_DAYS:
        hour = read_hour(words, named.end)
        second = sense(words, hour.end, "to") if hour else None
        if hour and (hour.marked or (second and read_hour(words, second.end))):
            return named
        joiner = sense(words, named.end, "and", "to")
        place = joiner.end if joiner else named.end
        alone = len(words) == 1 or is_a(words, place, "weekday", "weekday_beside")
        return named if chosen or alone or before in BESIDE_BEFORE or after in BESIDE_AFTER else None
    return named if chosen or on else None


def _follows_weekday(words: Sequence[Word], at: int) -> bool:
    """ "somvar mangal budh": the first names a weekday and nothing else."""
    for _ in range(WEEK):
        at -= 1 + (at > 1 and is_a(words, at - 1, "and", "to"))
        if is_a(words, at, "weekday"):
            return True
        if not is_a(words, at, "weekday_beside"):
            return False
    return False


def _begins_days(setting: Setting, at: int) -> bool:
    """ "budh se shukr tak"."""
    return is_a(setting.words, at, "to") and is_a(setting.words, at + 1, "weekday", "weekday_beside")


_BY_NUMBER = (_counted,)  # "2 din baad"; with a word that means nothing by itself nothing else begins
_IN_DIGITS = (
    week_of_month,
    weekday_of_month,
    days_of_span,
    _counted,
    _relative,
)  # "2 din baad", "2day"; with digits nothing else begins
_IN_WORDS = (
    week_of_month,
    weekday_of_month,
    days_of_span,
    festival_dates,
    _counted,
    week_and_day,
    _relative,
    _dated_weekday,
)
