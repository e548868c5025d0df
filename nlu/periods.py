"""Puts the pieces of a message together: ranges, starts with their counts, days with their hours and halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from nlu import days
from nlu.calendar_dates import TO as ON
from nlu.counts import whole_number
from nlu.days import Days
from nlu.found import Found
from nlu.pieces import Clock, Count, Dated, Half, Piece, Setting
from nlu.reading import Word
from nlu.time_words import is_a

ANY = "any"
FARTHEST = 7  # words between what belongs together
RANGE = frozenset("se से to - – — till until tak तक tk til upto up through thru lekar leke le from ko".split())
TAK = frozenset(("tak", "tk"))
AND = frozenset("aur और and & , n aor evam एवं plus bhi ko को".split())
SAME = frozenset(", ( ) yani yaani matlab ko को on the i.e . - that is को".split())
STARTS = frozenset("se से from since starting start beginning wef s shuru".split())
LOOSE = frozenset(
    "ko को ka ki ke का की के kaa k se से me mein में main par pe पर at on for of in from the a an liye लिए liya my mujhe mujhko मुझे main मैं i want"
    " ek bhi sirf only around about karib by before after ya sir ji please pls plz hai , - @ starting start beginning with need needed would like to"
    " bhaiya bhai full poore pure taking leave work apply wali wala वाली hi ही".split()
)


class _Joined(NamedTuple):
    """Pieces that make one value."""

    start: int
    end: int
    days: Dated | None = None
    clock: Clock | None = None
    half: Half | None = None
    count: Count | None = None
    closed: bool = False  # a start and its count, or both ends of a range


def put_together(setting: Setting, pieces: Sequence[Piece]) -> list[Found]:
    """The entities that the pieces make."""
    joined: list[_Joined] = []
    for piece in pieces:
        new = _alone(piece)
        while joined:
            both = _join(setting, joined[-1], new)
            if both is None:
                break
            joined.pop()
            new = both
        joined.append(_ranged(setting, new))
    clocks = any(each.clock and not each.clock.part for each in joined)
    found = [_value(setting, each, clocks) for each in _meant(setting, joined)]
    once = {(each.entity, str(each.value)): each for each in reversed(found) if each}
    return sorted(once.values(), key=lambda each: each.start)


def _meant(setting: Setting, joined: Sequence[_Joined]) -> list[_Joined]:
    """Without the days that are refused for another: "aaj nahi kal bhejna", "not today, tomorrow"."""
    if sum(each.days is not None for each in joined) < 2:
        return list(joined)
    meant: list[_Joined] = []
    following: _Joined | None = None
    for at in range(len(joined) - 1, -1, -1):
        each = joined[at]
        if not (each.days and _is_refused(setting, each, following, first=at == 0)):
            meant.append(each)
        following = each if each.days else following
    return meant[::-1]


def _is_refused(setting: Setting, each: _Joined, following: _Joined | None, *, first: bool) -> bool:
    words = setting.words
    gap = [word.key for word in words[each.end : following.start] if word.key] if following else []
    before = words[each.start - 1].plain if each.start else ""
    instead = (
        bool(following)
        and len(gap) <= 4
        and (gap == ["nahi"] or gap[:1] == ["mat"] or gap[:2] in (["ko", "nahi"], ["ki", "jagah"]))
    )
    instead = instead or (bool(following) and len(gap) <= 3 and gap[:2] == ["ke", "bajae"])
    return (
        instead
        or (before in ("not", "instead") and (bool(following) or not first))
        or _instead_of(setting, each)
    )


def _instead_of(setting: Setting, each: _Joined) -> bool:
    before = [word.plain for word in setting.words[max(0, each.start - 2) : each.start]]
    return before == ["instead", "of"] or before[-1:] == ["rather"]


def _alone(piece: Piece) -> _Joined:
    start, end = piece.start, piece.end
    if isinstance(piece, Dated):
        return _Joined(start, end, days=piece)
    if isinstance(piece, Clock):
        return _Joined(start, end, clock=piece)
    if isinstance(piece, Half):
        return _Joined(start, end, half=piece)
    return _Joined(start, end, count=piece)


def _join(setting: Setting, one: _Joined, two: _Joined) -> _Joined | None:
    if two.start - one.end > FARTHEST:
        return None
    gap = [word.plain for word in setting.words[one.end : two.start]]
    if one.days and two.days and not (one.clock or two.clock or one.half or two.half):
        return _two_days(one, two, gap)
    if not _is_loose(setting, one.end, two.start):
        return None
    if one.half and one.half.which == ANY and two.half and two.half.which != ANY and not two.days:
        return one._replace(end=two.end, half=two.half)
    if bool(one.days) == bool(two.days):
        return None
    dated, other = (one, two) if one.days else (two, one)
    if other.count:
        return _counted(setting, one, two, dated, other.count, gap)
    if dated.clock or dated.half or not dated.days or not dated.days.single:
        return None
    return dated._replace(
        start=one.start, end=two.end, clock=other.clock, half=other.half,
    )  # fmt: skip


def _is_loose(setting: Setting, start: int, end: int) -> bool:
    """Whether only small words and words of leave stand between."""
    return all(
        setting.words[at].plain in LOOSE
        or setting.tense.has("leave", at, at + 1)
        or setting.tense.has("wishing", at, at + 1)
        for at in range(start, end)
    )


def _two_days(one: _Joined, two: _Joined, gap: list[str]) -> _Joined | None:
    first, second = one.days, two.days
    if first is None or second is None or one.closed and two.closed:
        return None
    if gap and all(word in RANGE for word in gap) and gap != ["ko"]:
        whole = _range(first, second)
        return _Joined(one.start, two.end, days=whole, closed=True) if whole else None
    if all(word in SAME for word in gap) and (same := _same(first, second)):
        return _Joined(one.start, two.end, days=replace(same, start=one.start, end=two.end))
    if all(word in AND for word in gap):
        return _both(one, two, first, second)
    return None


def _range(first: Dated, second: Dated) -> Dated | None:
    since, until = first.days.first, second.days.last
    if until < since and second.repeats:
        until += timedelta(-(-(since - until).days // second.repeats) * second.repeats)
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
        if exact.ambiguous or exact.repeats:
            continue
        if vague.repeats and vague.days.first.weekday() == exact.days.first.weekday():
            return exact
        if vague.ambiguous and abs((exact.days.first - vague.days.first).days) in (0, 2, 4):
            return exact
    return replace(first, ambiguous=False) if first.days == second.days else None


def _both(one: _Joined, two: _Joined, first: Dated, second: Dated) -> _Joined | None:
    """ "kal aur parso" are the two days when they follow each other."""
    for early, late in ((first, second), (second, first)):
        if early.days.last + timedelta(1) == late.days.first:
            whole = Dated(
                one.start,
                two.end,
                Days(early.days.first, late.days.last),
                first.ambiguous and second.ambiguous,
            )
            return _Joined(one.start, two.end, days=whole)
    return None


def _counted(
    setting: Setting, one: _Joined, two: _Joined, dated: _Joined, count: Count, gap: list[str]
) -> _Joined | None:
    """ "kal se teen din", "3 days from tomorrow"."""
    start = dated.days
    if start is None or not start.single or dated.closed or count.days is None or dated.clock:
        return None
    words = setting.words
    after = words[two.end].plain if two.end < len(words) else ""
    begins = (
        any(word in STARTS for word in gap)
        if one is dated
        else (after in STARTS or any(word in STARTS - {"se", "से"} for word in gap))
    )
    if one is not dated and gap[:1] in (["se"], ["से"]):
        return None
    if one is dated and after in ("se", "से", "ho", "hue", "हो"):
        return None
    if not begins and not setting.tense.about_leave:
        return None
    last = _after(start.days.first, count)
    if last is None:
        return None
    end = two.end + (one is not dated and after in STARTS)
    whole = Dated(one.start, end, Days(start.days.first, last))
    return _Joined(one.start, end, days=whole, half=dated.half, closed=True)


def _after(first: date, count: Count) -> date | None:
    """The last day of so many from a first."""
    if count.months:
        month = days.month(first, count.months).first
        same = days.day(month.year, month.month, first.day) or days.month(first, count.months).last
        return same - timedelta(1)
    return days.shift(first, (count.days or 1) - 1)


def _ranged(setting: Setting, joined: _Joined) -> _Joined:
    """Takes in a last "tak": "25 tarikh se 27 tak", "kal se parso tak", "shukrawar tak", "till friday"."""
    words, dated, end = setting.words, joined.days, joined.end
    if dated is None or joined.clock or joined.half:
        return joined
    if end < len(words) and words[end].plain in ("se", "से", "to", "-", "till"):
        number = whole_number(words, end + 1)
        if number and not joined.closed and is_a(words, number[1], "until") and dated.single:
            last = days.day(dated.days.last.year, dated.days.last.month, number[0])
            if last and last > dated.days.first:
                whole = Dated(joined.start, number[1] + 1, Days(dated.days.first, last))
                return _Joined(joined.start, number[1] + 1, days=whole, closed=True)
    if joined.closed or dated.ranged:
        return joined._replace(end=end + _is_tak(words, end), closed=True)
    before = words[joined.start - 1].plain if joined.start else ""
    place = end + (end < len(words) and words[end].plain in ("ki", "ko", "ke", "के"))
    follows = _is_tak(words, place)
    if follows or before in ("till", "until", "by", "til", "untill", "upto"):
        start = joined.start if follows else joined.start - 1
        today = setting.today
        if dated.days.last > today and not setting.past(joined.start, end):
            dated = replace(dated, days=Days(min(today, dated.days.first), dated.days.last), ambiguous=False)
        return _Joined(start, place + 1 if follows else end, days=dated, closed=True)
    return joined


def _is_tak(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].key in TAK


def _value(setting: Setting, joined: _Joined, clocks: bool) -> Found | None:
    start, end = setting.words[joined.start].start, setting.words[joined.end - 1].end
    if joined.count:
        count = joined.count
        value = {"minutes": count.minutes} if count.minutes is not None else {"days": count.days}
        return Found("duration", value, start, end)
    if joined.clock:
        return _timed(setting, joined, joined.clock, start, end, clocks)
    half = joined.half.which if joined.half else None
    return Found("period", _period(joined.days, half), start, end)


def _period(dated: Dated | None, half: str | None) -> dict[str, Any]:
    since = dated.days.first.isoformat() if dated else None
    until = dated.days.last.isoformat() if dated else None
    return {"from": since, "to": until, "half": half, "ambiguous": bool(dated and dated.ambiguous)}


HALVES = {"morning": "first", "noon": "second", "evening": "second"}


def _timed(
    setting: Setting, joined: _Joined, clock: Clock, start: int, end: int, clocks: bool
) -> Found | None:
    dated = joined.days
    if clock.part:
        past = setting.past(joined.start, joined.end)
        following = [word.plain for word in setting.words[joined.end : joined.end + 1]]
        if setting.tense.about_leave:
            named = following and following[0] in ("ki", "की", "off", "leave", "chhutti")
            half = HALVES.get(clock.part)
            return Found("period", _period(dated, half), start, end) if dated or (named and half) else None
        if past:
            return Found("period", _period(dated, None), start, end) if dated else None
        if clocks or (dated is None and not _is_wish(setting, joined)):
            return Found("period", _period(dated, None), start, end) if dated else None
    since, until = (
        _still_to_come(setting, joined, clock) if dated and not clock.part else (clock.since, clock.until)
    )
    value = {
        "from": _clock(since), "to": _clock(until), "date": dated.days.first.isoformat() if dated else None,
    }  # fmt: skip
    return Found("time", value, start, end)


def _is_wish(setting: Setting, joined: _Joined) -> bool:
    """A part of the day without its day counts where something shall come: "shaam ko bhej dena"."""
    words, end = setting.words, joined.end
    if end < len(words) and words[end].plain in (
        "ka",
        "ki",
        "ke",
        "wala",
        "wali",
        "का",
        "की",
        "वाला",
        "se",
        "से",
    ):
        return False
    tense = setting.tense.of(joined.start, end)
    return bool(tense and tense > 0) or (end < len(words) and words[end].plain in ON) or len(words) == 1


NOON = 12 * 60


def _still_to_come(setting: Setting, joined: _Joined, clock: Clock) -> tuple[int | None, int | None]:
    """ "aaj 8 baje" said at ten in the morning is in the evening."""
    dated = joined.days
    now = setting.moment.hour * 60 + setting.moment.minute
    named = clock.since if clock.since is not None else clock.until
    if dated is None or named is None or dated.days.first != setting.today or clock.sure:
        return clock.since, clock.until
    if setting.past(joined.start, joined.end) or named >= now or named >= NOON or named + NOON <= now:
        return clock.since, clock.until
    later = [
        None if each is None else each + NOON if each < NOON else each for each in (clock.since, clock.until)
    ]
    return later[0], later[1]


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60 % 24:02}:{minutes % 60:02}"
