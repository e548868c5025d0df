"""What a message says about time: the periods, times and durations of the contract.

A part of the day without a clock time is read by what the sentence is about. For leave it is the half of
the day ("kal subah ki chhutti" is a `period` with the half first); for what shall come it is a `time` with the
hours in which one can be visited ("kal subah aana" is 09:00 to 12:00 of that day); for what is over it only dates
("kal shaam ko bheja tha" is the `period` of yesterday). "kal shaam" alone is a `time`. Half a day without its day
("aadhe din ki chhutti") has neither from nor to. "till friday" begins today. An hour without a part of the day is in
the morning from 7 to 11, else after noon; of today it is the one that is still to come.

Days of which one is left to choose ("26 ya 27 ko") are told one by one, each a `period`, since only the asker knows
which: `ambiguous` means the two sides of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from nlu.orders.counting.giving import is_giving
from nlu.time.clock import clock, part_of_day
from nlu.time.counts import count_at
from nlu.time.dates import dates
from nlu.time.matters import OF_LEAVE, OF_VISITS, OF_YEARS, matter_of
from nlu.time.periods import put_together
from nlu.time.pieces import Clock, Half, Piece, Setting
from nlu.time.presence import half_away
from nlu.time.spans import is_year
from nlu.time.tense import Tense
from nlu.time.words import Sense, may_begin, may_name_time, sense
from nlu.words.found import Found
from nlu.words.reading import Word

LUNCH = 14 * 60  # minutes; by then it is over
NOTHING = ("greeting", "no_day")


def when(
    words: Sequence[Word],
    moment: datetime,
    *,
    state: str | None = None,
    intent: str | None = None,
    said: Sequence[Word] | None = None,
) -> list[Found]:
    """The `period`, `time` and `duration` entities of a message, in order, none over another.

    `moment` is aware and in the business's zone; `state` is a subdivision like "MH", whose festivals come first.
    The `intent` tells on which side of today a day lies where it can lie on one only. What is `said` are the words with
    those that belong to other values, which tell the tense too: "kal se bukhar hai".
    """
    by_year = intent in OF_YEARS
    by_number = intent in OF_LEAVE and any(word.is_number for word in words)  # "27 wali chhutti"
    by_figures = by_number or (by_year and any(is_year(word.plain) for word in words))
    if not may_name_time(words) and not by_figures:
        return []
    tense = Tense(said or words, about_leave=intent in OF_LEAVE, about_visits=intent in OF_VISITS)
    setting = Setting(words, moment, tense, state, matter_of(intent), by_year)
    return put_together(setting, _pieces(setting))


def named_words(words: Sequence[Word], moment: datetime) -> frozenset[int]:
    """The places of just the words that name days and hours, without what stands between them."""
    if not may_name_time(words):
        return frozenset()
    pieces = _pieces(Setting(words, moment, Tense(words), None))
    return frozenset(at for piece in pieces for at in range(piece.start, piece.end))


def _pieces(setting: Setting) -> list[Piece]:
    words, at = setting.words, 0
    pieces: list[Piece] = []
    while at < len(words):
        if not may_begin(words[at].plain, words[at].key):
            at += 1
            continue
        nothing = sense(words, at, *NOTHING)
        if nothing:
            at = nothing.end
            continue
        found = _read(setting, at) if words[at].key else []
        pieces += found
        at = max([at + 1, *(piece.end for piece in found)])
    return pieces


def _read(setting: Setting, at: int) -> Sequence[Piece]:
    words = setting.words
    half = sense(words, at, "half", "lunch")
    if half:
        around_lunch = half.kind == "lunch"
        return [_around_lunch(setting, at, half) if around_lunch else _half(setting, at, half)]
    hour = clock(setting, at)
    if hour:
        return [hour]
    named = dates(setting, at)
    if named:
        return named
    count = count_at(setting, at) if not is_giving(words, at) else None
    if count:
        return [count]
    part = part_of_day(words, at)
    return [part] if part else []


def _half(setting: Setting, at: int, named: Sense) -> Half:
    """A half of the day; for leave the one in which somebody is away."""
    half = str(named.value)
    away = half_away(setting.words, at, named.end, half) if setting.tense.about_leave else half
    return Half(at, named.end, away)


def _around_lunch(setting: Setting, at: int, lunch: Sense) -> Piece:
    """ "lunch ke baad" is the second half for leave, else two o'clock and later."""
    if setting.tense.about_leave:
        return _half(setting, at, lunch)
    before = lunch.value == "first"
    return Clock(at, lunch.end, None if before else LUNCH, LUNCH - 60 if before else None, sure=True)
