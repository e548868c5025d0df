"""Takes in the end to which days are said to go: "25 se 27 tak", "shukrawar tak", "till friday", "monday se ab tak"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.time import days
from nlu.time.counts import whole_number
from nlu.time.day_numbers import goes_over_the_end
from nlu.time.days import Days
from nlu.time.matters import Matter
from nlu.time.pieces import Dated, Joined, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import is_a
from nlu.words.reading import Word

NEAR = 6  # words
WORDS = small_words("limits")
PUTTING_OFF, TAK, OF, TO, BEFORE = (WORDS[name] for name in ("putting_off", "tak", "of", "to", "before"))


def up_to_its_limit(setting: Setting, joined: Joined) -> Joined:
    """Takes in a last "tak": "25 tarikh se 27 tak", "kal se parso tak", "shukrawar tak", "till friday"."""
    words, dated, end = setting.words, joined.days, joined.end
    if dated is None or joined.clock or joined.half:
        return joined
    if end < len(words) and words[end].plain in TO:
        number = whole_number(words, end + 1)
        if number and not joined.closed and is_a(words, number[1], "until") and dated.single:
            over = goes_over_the_end(dated.days.last.day, number[0])
            month = days.month(dated.days.last, over).first
            last = days.day(month.year, month.month, number[0])
            if last and last > dated.days.first:
                whole = Dated(joined.start, number[1] + 1, Days(dated.days.first, last))
                return Joined(joined.start, number[1] + 1, days=whole, closed=True)
    if not joined.closed and (now := _up_to_now(setting, joined, dated)):
        return now
    if joined.closed or dated.ranged:
        return replace(joined, end=end + is_tak(words, end), closed=True)
    before = words[joined.start - 1].plain if joined.start else ""
    place = after_small(words, end, OF)
    follows = is_tak(words, place)
    if follows or before in BEFORE:
        start = joined.start if follows else joined.start - 1
        today = setting.today
        if _is_put_off(setting, joined, place):
            return replace(joined, start=start, end=place + 1 if follows else end, closed=True)
        if dated.days.last > today and not setting.past(joined.start, end):
            dated = replace(dated, days=Days(min(today, dated.days.first), dated.days.last), ambiguous=False)
        return Joined(start, place + 1 if follows else end, days=dated, closed=True)
    return joined


def _is_put_off(setting: Setting, joined: Joined, end: int) -> bool:
    """ "visit 3 dec tak taal do" names the new day."""
    near = (*setting.words[max(0, joined.start - NEAR) : joined.start], *setting.words[end : end + NEAR])
    return setting.matter is Matter.MOVED and any(word.plain in PUTTING_OFF for word in near)


def _up_to_now(setting: Setting, joined: Joined, dated: Dated) -> Joined | None:
    """ "somvar se ab tak kitna bika", "since monday" of what is added up."""
    following = [word.key for word in setting.words[joined.end : joined.end + 3]]
    before = setting.words[joined.start - 1].plain if joined.start else ""
    told = following[:1] == ["se"] and following[1:2] in (["ab"], ["abhi"]) and following[2:] == ["tak"]
    if dated.days.last >= setting.today or not (
        told or (before == "since" and setting.matter is Matter.OVER)
    ):
        return None
    whole = replace(dated, days=Days(dated.days.first, setting.today), ambiguous=False)
    return Joined(joined.start, joined.end + 3 * told, days=whole, closed=True)


def is_tak(words: Sequence[Word], at: int) -> bool:
    """Whether a word is *tak*."""
    return at < len(words) and words[at].key in TAK
