"""What the contract says of days, hours and lengths of time, once the pieces are together."""

from __future__ import annotations

from typing import Any

from nlu.time.figure_dates import TO as ON
from nlu.time.pieces import Clock, Dated, Joined, Setting
from nlu.time.small_words import small_words
from nlu.words.found import Found
from spelling import key


def value_of(setting: Setting, joined: Joined, clocks: bool) -> Found | None:
    start, end = setting.words[joined.start].start, setting.words[joined.end - 1].end
    if joined.count:
        count = joined.count
        value = {"minutes": count.minutes} if count.minutes is not None else {"days": count.days}
        return Found("duration", value, start, end)
    if joined.clock:
        return _timed(setting, joined, joined.clock, start, end, clocks)
    half = joined.half.which if joined.half else None
    period = _period(joined.days, half)
    if half and joined.days and setting.tense.about_leave:
        period["ambiguous"] = joined.days.ambiguous  # "parso ka half day chadha do"
    return Found("period", period, start, end)


def _period(dated: Dated | None, half: str | None) -> dict[str, Any]:
    since = dated.days.first.isoformat() if dated else None
    until = dated.days.last.isoformat() if dated else None
    return {
        "from": since,
        "to": until,
        "half": half,
        "ambiguous": bool(dated and dated.ambiguous and not half),
    }


WORDS = small_words("values")
ASKS_WHEN = frozenset(map(key, WORDS["asks_when"]))
FROM, OF, OFF = WORDS["from"], WORDS["of"], WORDS["off"]
HALVES = {"morning": "first", "noon": "second", "evening": "second"}


def _timed(
    setting: Setting, joined: Joined, clock: Clock, start: int, end: int, clocks: bool
) -> Found | None:
    dated = joined.days
    if clock.part:
        following = [word.plain for word in setting.words[joined.end : joined.end + 1]]
        begun = setting.words[clock.end].plain in FROM if clock.end < len(setting.words) else False
        past = begun or setting.past(joined.start, joined.end)
        if setting.tense.about_leave:
            named = following and following[0] in OFF
            half = HALVES.get(clock.part) if not begun else None
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


def _is_wish(setting: Setting, joined: Joined) -> bool:
    """A part of the day without its day counts where something shall come: "shaam ko bhej dena"."""
    words, end = setting.words, joined.end
    if any(word.key in ASKS_WHEN for word in words):
        return False  # "subah kitne baje khulta hai"
    if end < len(words) and words[end].plain in OF | FROM:
        return False
    tense = setting.tense.of(joined.start, end)
    return bool(tense and tense > 0) or (end < len(words) and words[end].plain in ON) or len(words) == 1


NOON = 12 * 60


def _still_to_come(setting: Setting, joined: Joined, clock: Clock) -> tuple[int | None, int | None]:
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
