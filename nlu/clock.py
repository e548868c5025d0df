"""Reads clock times: shaam 6 se 8, saade paanch baje, 5.30 pm, half past five, 6 baje ke baad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.numbers import read_number
from nlu.pieces import Clock, Setting
from nlu.reading import Word
from nlu.small_words import small_words
from nlu.time_words import begins, is_a, sense
from nlu.unit_words import is_unit

NOON, DAY = 12 * 60, 24 * 60
# Hours in which one can be visited or brought something, where only the part of the day is named.
WORDS = small_words("clock")
PARTS = {
    "morning": (9 * 60, NOON),
    "noon": (NOON, 16 * 60),
    "evening": (16 * 60, 20 * 60),
    "night": (20 * 60, 23 * 60),
}
FIRST_MORNING_HOUR = 7  # a bare hour from here to noon is in the morning, an earlier one after noon
AROUND = WORDS["around"]
BETWEEN = WORDS["between"]
AT = WORDS["at"]
CLOSING = WORDS["closing"]


class _Hour(NamedTuple):
    """An hour as written, the word after it, and how sure it is: 24 means it needs no half of the day."""

    minutes: int
    end: int
    half: str | None  # am, pm, 24
    marked: bool


def clock(setting: Setting, at: int) -> Clock | None:
    """The clock time or span of time that begins at a word."""
    words = setting.words
    start, edge = at, None
    opening = sense(words, at, "before", "after")
    if opening:
        edge, at = opening.kind, opening.end
    elif words[at].plain in BETWEEN:
        at += 1
    part, at = _part(words, at)
    first = _hour(words, at)
    if first is None:
        return None
    second_part, second, end = _second(words, first.end)
    if second is None:
        return _single(setting, start, first, part, edge)
    trailing, end = _trailing_part(words, end)
    first_part = part or (trailing if not second_part else None)
    sure = part or second_part or trailing or first.marked or second.marked
    if not sure and not _plain_range(setting, start, first, second, end):
        return None
    since, until = _span(first, second, first_part, second_part or trailing)
    end += is_a(words, end, "until")
    if (
        end + 1 < len(words)
        and words[end].plain in ("ke", "k", "के")
        and words[end + 1].plain in ("beech", "bich", "बीच", "bch", "beach")
    ):
        end += 2
    return Clock(start, end, since, until, sure=bool(first_part or first.half))


def _plain_range(setting: Setting, start: int, first: _Hour, second: _Hour, end: int) -> bool:
    """ "10 se 5 tak", "between 10 and 12" without any word for hours, where no days are the matter."""
    words = setting.words
    if setting.tense.about_leave or max(first.minutes, second.minutes) > NOON + 59 or _measures(words, end):
        return False
    if _beside_day(words, start, end) and _closes(setting, end):
        return True
    if words[start].plain in ("between",):
        return end >= len(words) or not is_a(words, end, "month", "month_beside", "tarikh", "ordinal", "unit")
    return is_a(words, end, "until") or (
        end + 1 < len(words) and words[end + 1].plain in ("beech", "bich", "बीच")
    )


def _beside_day(words: Sequence[Word], start: int, end: int) -> bool:
    """ "kal 9 se 11", "9 to 11 tomorrow"."""
    named = ("day", "turn", "weekday")
    before = start - 1 - (start > 1 and words[start - 1].plain in ("ko", "को", "from", ","))
    return is_a(words, before, *named) or is_a(words, end, *named)


def _part(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    """A leading part of the day with the small words after it."""
    found = sense(words, at, "part")
    if not found:
        return None, at
    end = found.end
    while end < len(words) and end - found.end < 2 and words[end].plain in AROUND:
        end += 1
    return str(found.value), end


def _trailing_part(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    place = at
    while place < len(words) and place - at < 2 and words[place].plain in AROUND:
        place += 1
    found = sense(words, place, "part")
    if not found or _hour(words, _skip(words, found.end)):
        return None, at
    return str(found.value), found.end


def _skip(words: Sequence[Word], at: int) -> int:
    return at + (at < len(words) and words[at].plain in AROUND)


def _second(words: Sequence[Word], at: int) -> tuple[str | None, _Hour | None, int]:
    joiner = sense(words, at, "to")
    if joiner is None and at < len(words) and words[at].plain in ("and", "aur", "और", "se", "से"):
        place = at + 1
    elif joiner is None:
        return None, None, at
    else:
        place = joiner.end
        if place < len(words) and words[place].plain in ("lekar", "le", "leke"):
            place += 1
    part, place = _part(words, place)
    second = _hour(words, place)
    return (part, second, second.end) if second else (None, None, at)


def _hour(words: Sequence[Word], at: int) -> _Hour | None:
    if at >= len(words):
        return None
    named = sense(words, at, "noon_hour")
    if named:
        return _Hour(int(named.value) * 60, named.end, "24", True)
    return _spoken(words, at) or _written(words, at) or _counted(words, at)


def _spoken(words: Sequence[Word], at: int) -> _Hour | None:
    """ "half past five", "quarter to six"."""
    if words[at].plain not in ("half", "quarter") or at + 2 >= len(words):
        return None
    number = read_number(words, at + 2)
    if number is None or not 1 <= number.value <= 12 or words[at + 1].plain not in ("past", "to"):
        return None
    minutes = int(number.value) * 60 + (30 if words[at].plain == "half" else 15) * (
        1 if words[at + 1].plain == "past" else -1
    )
    return _marked(words, minutes, number.end, sure=True)


def _written(words: Sequence[Word], at: int) -> _Hour | None:
    """5:30, 5.30 pm, 10 30 am."""
    word = words[at]
    if not word.is_number:
        return None
    if "." in word.plain:
        hours, minutes = word.plain.split(".")
        end, sure = at + 1, False
        if len(minutes) != 2:
            return None
    elif (
        at + 2 < len(words)
        and words[at + 1].plain in (":", "：")
        and words[at + 2].is_number
        and words[at + 2].start == words[at].end + 1
    ):
        hours, minutes, end, sure = word.plain, words[at + 2].plain, at + 3, True
    elif (
        at + 2 < len(words)
        and len(words[at + 1].plain) == 2
        and words[at + 1].plain.isdecimal()
        and is_a(words, at + 2, "am", "pm", "baje")
    ):
        hours, minutes, end, sure = word.plain, words[at + 1].plain, at + 2, True
    else:
        return None
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        return None
    if int(hours) > 24 or int(minutes) > 59:
        return None
    found = _marked(words, int(hours) * 60 + int(minutes), end, sure=sure)
    if found.half is None and sure and (hours.startswith("0") or int(hours) > 12):
        return found._replace(half="24")
    return found if found.marked or not _measures(words, end) else None


def _counted(words: Sequence[Word], at: int) -> _Hour | None:
    """ "6", "6 baje", "sadhe paanch", "dedh"."""
    if words[at].is_number and not (words[at].plain.isdecimal() and len(words[at].plain) <= 2):
        return None
    number = read_number(words, at)
    if number is None or not 1 <= number.value <= 24 or number.value * 4 != int(number.value * 4):
        return None
    if number.value % 1 and words[at].is_number:
        return None
    found = _marked(words, int(number.value * 60), number.end, sure=False)
    return found if found.marked or number.value <= 12 or words[at].is_number else None


def _marked(words: Sequence[Word], minutes: int, end: int, *, sure: bool) -> _Hour:
    half = "24" if minutes >= 13 * 60 else None
    mark = sense(words, end, "am", "pm", "baje")
    while mark:
        half = mark.kind if mark.kind != "baje" and minutes < 13 * 60 else half
        sure, end = True, mark.end
        mark = sense(words, end, "am", "pm", "baje")
    return _Hour(minutes % DAY, end, half, sure)


def _single(setting: Setting, start: int, hour: _Hour, part: str | None, edge: str | None) -> Clock | None:
    words, end = setting.words, hour.end
    trailing, after = _trailing_part(words, end)
    if trailing and (part is None):
        part, end = trailing, after
    closed = _edge(words, end)
    if closed and not edge:
        edge, end = closed
    if not hour.marked and not _is_hour(setting, start, hour, part, edge, end):
        return None
    minutes, sure = _settled(hour, part), bool(part or hour.half)
    if edge == "before":
        return Clock(start, end, None, minutes, sure=sure)
    return Clock(start, end, minutes, sure=sure)


def _edge(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """ "ke baad", "se pehle", "tak"."""
    place = at + (at < len(words) and words[at].plain in ("ke", "k", "se", "के", "से", "ki"))
    side = sense(words, place, "later", "earlier") if place > at else None
    if side:
        return ("after" if side.kind == "later" else "before"), side.end
    if is_a(words, at, "until"):
        return "before", at + 1
    if at < len(words) and words[at].plain in ("onwards", "onward"):
        return "after", at + 1
    return None


def _is_hour(setting: Setting, start: int, hour: _Hour, part: str | None, edge: str | None, end: int) -> bool:
    """Whether a bare number is an hour: by the part of the day, or by *after*, *before*, *at*."""
    words = setting.words
    if hour.minutes % 60 and not part:
        return edge is not None
    if hour.minutes > NOON + 59 and not part:
        return False
    if part is None and edge is None and not (start and words[start - 1].plain in AT):
        return False
    if (
        edge
        and part is None
        and is_a(words, start, "before", "after") is False
        and setting.tense.about_leave
        and is_a(words, end - 1, "until")
    ):
        return False
    return not _measures(words, end) and _closes(setting, end)


def _measures(words: Sequence[Word], at: int) -> bool:
    """Whether a thing or a unit follows, which the number counts."""
    if at >= len(words):
        return False
    word = words[at]
    return (
        is_unit(word.key)
        or word.is_number
        or is_a(words, at, "unit", "ordinal", "tarikh", "month", "month_beside")
        or word.plain in ("/", "%", "₹", "rs", "log", "लोग")
    )


def _closes(setting: Setting, at: int) -> bool:
    words = setting.words
    if at >= len(words) or not words[at].key:
        return True
    return words[at].plain in CLOSING or begins(words[at]) or setting.tense.tells(at)


def _settled(hour: _Hour, part: str | None) -> int:
    """The minutes since midnight."""
    minutes = hour.minutes
    if hour.half == "24":
        return minutes
    if hour.half:
        return minutes % NOON + (NOON if hour.half == "pm" else 0)
    if part == "morning":
        return minutes
    if part == "night":
        return (minutes - NOON) if minutes >= NOON else minutes + (NOON if minutes >= 5 * 60 else 0)
    if part == "noon":
        return minutes + (NOON if minutes < 7 * 60 else 0)
    if part == "evening":
        return minutes + (NOON if minutes < NOON else 0)
    return minutes + (NOON if minutes < FIRST_MORNING_HOUR * 60 else 0)


def _span(first: _Hour, second: _Hour, part: str | None, second_part: str | None) -> tuple[int, int]:
    if second.half == "pm" and not first.half and not part:
        since = first.minutes % NOON + NOON
        until = _settled(second, second_part)
        return (since if since < until else since - NOON), until
    if first.half == "pm" and not second.half and not second_part:
        second = second._replace(half="pm")
    since = _settled(first, part)
    if second.half or second_part:
        until = _settled(second, second_part)
        if not first.half and not part and since >= until > since - NOON:
            since -= NOON
        return since, until
    until = second.minutes
    while until <= since and until < DAY - NOON:
        until += NOON
    return since, until % DAY


def part_of_day(words: Sequence[Word], at: int) -> Clock | None:
    """A part of the day that is named alone: "shaam ko", "kal subah"."""
    found = sense(words, at, "part")
    if not found:
        return None
    since, until = PARTS[str(found.value)]
    return Clock(at, found.end, since, until, part=str(found.value))
