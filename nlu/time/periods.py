"""Puts the pieces of a message together: ranges, starts with their counts, days with their hours and halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from nlu.time import days
from nlu.time.apart import day_and_hour, of_week, said_apart
from nlu.time.corrected import corrected
from nlu.time.days import Days
from nlu.time.limits import is_tak, up_to_its_limit
from nlu.time.pieces import ANY, Clock, Count, Dated, Half, Joined, Piece, Setting
from nlu.time.refused import meant
from nlu.time.returning import comes_back
from nlu.time.small_words import small_words
from nlu.time.values import HALVES, value_of
from nlu.time.words import is_a
from nlu.words.found import Found
from nlu.words.reading import Word

WORDS = small_words("periods")
NEAR = 6  # words
WEEK = 7
BESIDE_FESTIVAL = 2  # days
CLOSING = {"week": days.week, "month": days.month, "year": days.year}
FARTHEST = 7  # words between what belongs together
RANGE = WORDS["range"]
MOVING = WORDS["moving"]
AND = WORDS["and"]
SAME = WORDS["same"]
STARTS = WORDS["starts"]
LOOSE = WORDS["loose"]
BETWEEN, FROM, TO, GOING_ON = (WORDS[name] for name in ("between", "from", "to", "going_on"))


def put_together(setting: Setting, pieces: Sequence[Piece]) -> list[Found]:
    """The entities that the pieces make."""
    joined: list[Joined] = []
    for piece in pieces:
        if joined and piece.start < joined[-1].end:
            continue
        new = _alone(piece)
        while joined:
            joined[-1] = _of_the_week_behind(setting, joined[-1], new)
            new = _of_the_same_week(setting, joined[-1], new)
            both = _join(setting, joined[-1], new)
            if both is None:
                break
            joined.pop()
            new = both
        joined.append(up_to_its_limit(setting, new))
    holding = meant(setting, said_apart(setting, corrected(setting, joined)))
    joined = day_and_hour(setting, holding)
    clocks = any(each.clock and not each.clock.part for each in joined)
    found = [value_of(setting, each, clocks) for each in joined]
    once = {(each.entity, str(each.value)): each for each in reversed(found) if each}
    return sorted(once.values(), key=lambda each: each.start)


def _alone(piece: Piece) -> Joined:
    start, end = piece.start, piece.end
    if isinstance(piece, Dated):
        return Joined(start, end, days=piece)
    if isinstance(piece, Clock):
        return Joined(start, end, clock=piece)
    if isinstance(piece, Half):
        return Joined(start, end, half=piece)
    return Joined(start, end, count=piece)


def _join(setting: Setting, one: Joined, two: Joined) -> Joined | None:
    """Both as one value, where they belong together."""
    if two.start - one.end > FARTHEST:
        return None
    if one.days and two.days and not any(each.clock or each.half for each in (one, two)):
        return _days_together(setting, one, two)
    if not _is_loose(setting, one.end, two.start):
        return None
    if one.half and one.half.which == ANY and two.half and two.half.which != ANY and not two.days:
        return replace(one, end=two.end, half=two.half)
    if bool(one.days) == bool(two.days):
        return None
    dated, other = (one, two) if one.days else (two, one)
    if other.count:
        return _counted(setting, one, two, dated, other.count)
    return _timed(one, two, dated, other)


def _days_together(setting: Setting, one: Joined, two: Joined) -> Joined | None:
    """Two days as a range, as days in a row, as one day that is named twice, or as the one to which it is moved."""
    if one.start and setting.words[one.start - 1].plain == "not":
        return None
    between = _between(setting, one, two)
    added = all(word in AND for word in between) or (between == ["or"] and not setting.in_english)
    ranged = bool(between) and added and _is_between(setting.words, one.start, two.end)
    if (ranged or (len(between) == 1 and between[0] in FROM | TO)) and _is_moved(setting, one, two):
        return two
    ranged = ranged or (bool(between) and between != ["ko"] and all(word in RANGE for word in between))
    if ranged or added or all(word in SAME for word in between):
        return _two_days(one, two, between, ranged=ranged, added=added)
    return None


def _between(setting: Setting, one: Joined, two: Joined) -> list[str]:
    """The words between two values."""
    return [word.plain for word in setting.words[one.end : two.start]]


def _timed(one: Joined, two: Joined, dated: Joined, other: Joined) -> Joined | None:
    """A day with the hour or the half that is said beside it."""
    if dated.clock and dated.clock.part and other.half:
        half = _in_part(other.half, dated.clock)
        return replace(dated, start=one.start, end=two.end, clock=None, half=half)
    if dated.half and dated.half.which == ANY and other.clock and other.clock.part:
        return replace(dated, start=one.start, end=two.end, half=_in_part(dated.half, other.clock))
    if dated.clock or dated.half or not dated.days or not dated.days.single:
        return None
    return replace(dated, start=one.start, end=two.end, clock=other.clock, half=other.half)


def _in_part(half: Half, clock: Clock) -> Half:
    """ "kal subah aadhe din": the part of the day tells which half."""
    return replace(half, which=HALVES.get(clock.part or "", ANY)) if half.which == ANY else half


def _is_between(words: Sequence[Word], start: int, end: int) -> bool:
    """ "between 10 nov and 20 nov", "10 nov aur 20 nov ke beech"."""
    after = [word.plain for word in words[end : end + 2]]
    return (start > 0 and words[start - 1].plain in BETWEEN) or any(word in BETWEEN for word in after)


def _is_loose(setting: Setting, start: int, end: int) -> bool:
    """Whether only small words and words of leave stand between."""
    return all(
        setting.words[at].plain in LOOSE
        or setting.tense.has("leave", at, at + 1)
        or setting.tense.has("wishing", at, at + 1)
        for at in range(start, end)
    )


def _is_moved(setting: Setting, one: Joined, two: Joined) -> bool:
    """ "shift my visit from friday to monday" names the new day, no range."""
    if is_tak(setting.words, two.end):
        return False
    around = (*setting.words[max(0, one.start - NEAR) : one.start], *setting.words[two.end : two.end + NEAR])
    return any(word.plain in MOVING for word in around)


def _two_days(one: Joined, two: Joined, between: list[str], *, ranged: bool, added: bool) -> Joined | None:
    first, second = one.days, two.days
    if first is None or second is None or (one.closed and two.closed) or (first.either and second.either):
        return None
    if ranged:
        whole = _range(first, second)
        return Joined(one.start, two.end, days=whole, closed=True) if whole else None
    if all(word in SAME for word in between) and (same := _same(first, second)):
        return Joined(one.start, two.end, days=replace(same, start=one.start, end=two.end))
    return _both(one, two, first, second) if added else None


def _range(first: Dated, second: Dated) -> Dated | None:
    since, until = first.days.first, second.days.last
    if until < since and second.repeats:
        until += timedelta(-(-(since - until).days // second.repeats) * second.repeats)
    if until < since and second.closing in CLOSING:
        until = CLOSING[second.closing](since, 0).last
    if until < since and second.monthly:
        until = days.of_month(since, until.day, past=False) or until
    if until < since and first.repeats:
        since -= timedelta(-(-(since - until).days // first.repeats) * first.repeats)
    if until < since and first.ambiguous is False and second.ambiguous is False:
        earlier = days.day(since.year - 1, since.month, since.day)
        since = earlier if earlier and earlier <= until and (until - earlier).days < 100 else since
    if until < since:
        return None
    return Dated(first.start, second.end, Days(since, until))


def _same(first: Dated, second: Dated) -> Dated | None:
    """ "Wed, 25 Nov", "kal 25 tarikh": one day named twice; the date is what holds."""
    if not (first.single and second.single):
        return None
    for vague, exact in ((first, second), (second, first)):
        if exact.ambiguous or exact.repeats or exact.festive:
            continue
        if vague.festive and abs((exact.days.first - vague.days.first).days) <= BESIDE_FESTIVAL:
            return exact  # "14 jan pongal": calendars differ by a day
        if vague.repeats and vague.days.first.weekday() == exact.days.first.weekday():
            return exact
        if vague.ambiguous and abs((exact.days.first - vague.days.first).days) in (0, 2, 4):
            return exact
    return replace(first, ambiguous=False) if first.days == second.days else None


def _of_the_week_behind(setting: Setting, one: Joined, two: Joined) -> Joined:
    """ "thursday and friday next week": the week is said of both."""
    first, second = one.days, two.days
    if first is None or second is None or not first.repeats or first.chosen:
        return one
    said = second.chosen and not second.repeats and is_a(setting.words, two.start, "weekday")
    if not said or any(word.plain not in AND for word in setting.words[one.end : two.start]):
        return one
    return of_week(one, days.week(second.days.first, 0).first)


def _of_the_same_week(setting: Setting, one: Joined, two: Joined) -> Joined:
    """A weekday behind a day of a chosen week is of that week: "agle hafte somvar aur guruvar"."""
    first, second = one.days, two.days
    if first is None or second is None or not (first.chosen and first.single):
        return two
    if second.chosen or not second.repeats:
        return two
    between = _between(setting, one, two)
    if not between or any(word not in AND for word in between):
        return two
    weeks = timedelta((first.days.first - second.days.first).days // WEEK * WEEK)
    on = second.days.first + weeks
    on += timedelta(WEEK if on < first.days.first else 0)
    if first.days.first < setting.today <= on:
        return two
    return replace(two, days=replace(second, days=Days(on, on), chosen=True))


def _both(one: Joined, two: Joined, first: Dated, second: Dated) -> Joined | None:
    """ "kal aur parso" are the two days when they follow each other."""
    if first.days.first <= second.days.first and second.days.last <= first.days.last and not first.single:
        return replace(one, end=two.end)  # "2 days 30 nov and 1 dec"
    for early, late in ((first, second), (second, first)):
        if early.days.last + timedelta(1) == late.days.first:
            whole = Dated(
                one.start,
                two.end,
                Days(early.days.first, late.days.last),
                first.ambiguous and second.ambiguous,
                repeats=WEEK if first.repeats and second.repeats else None,
                chosen=first.chosen or second.chosen,
            )
            return Joined(one.start, two.end, days=whole)
    return None


def _counted(setting: Setting, one: Joined, two: Joined, dated: Joined, count: Count) -> Joined | None:
    """ "kal se teen din", "3 days from tomorrow"."""
    start = dated.days
    if start is None or not start.single or dated.closed or count.days is None or dated.clock:
        return None
    words, between = setting.words, _between(setting, one, two)
    after = words[two.end].plain if two.end < len(words) else ""
    begins = (
        any(word in STARTS for word in between)
        if one is dated
        else (after in STARTS or any(word in STARTS - FROM for word in between))
    )
    if one is not dated and (
        FROM.intersection(between[:1]) or comes_back(setting.words, dated.start, dated.end)
    ):
        return None
    if one is dated and after in FROM | GOING_ON:
        return None
    if not begins and not setting.tense.about_leave:
        return None
    first, last = start.days.first, count.last_day(start.days.first)
    if start.closing:  # "mahine ke end me 2 din"
        first, last = days.shift(start.days.last, 1 - count.days) or first, start.days.last
    if last is None:
        return None
    end = two.end + (one is not dated and after in STARTS)
    whole = Dated(one.start, end, Days(first, last))
    return Joined(one.start, end, days=whole, half=dated.half, closed=True)
