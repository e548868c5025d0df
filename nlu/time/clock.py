"""Reads clock times: shaam 6 se 8, saade paanch baje, 5.30 pm, half past five, 6 baje ke baad."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.goods import is_goods
from nlu.time.counts import count_at
from nlu.time.hours import DAY, NOON, Hour, is_measure, read_hour
from nlu.time.matters import Matter
from nlu.time.pieces import Clock, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import begins, is_a, sense
from nlu.words.reading import Word

# Hours in which one can be visited or brought something, where only the part of the day is named.
WORDS = small_words("clock")
PARTS = {
    "morning": (9 * 60, NOON),
    "noon": (NOON, 16 * 60),
    "evening": (16 * 60, 20 * 60),
    "night": (20 * 60, 23 * 60),
}
FAR = 10  # words
IN_FULL = (
    3  # words of a part of the day behind an hour, which then counts nothing: "7 in the morning on khata"
)
TONIGHT = "tonight"
TAKEN = WORDS["taken"]  # "5 se leke 7"
BESIDE_SIDE = WORDS["beside_side"]  # "6 ke baad"
BETWEEN_BEHIND, OF = WORDS["between_behind"], WORDS["of"]
FROM, AND, ONWARDS, BEFORE_HOUR = (WORDS[name] for name in ("from", "and", "onwards", "before_hour"))
FIRST_MORNING_HOUR = 7  # a bare hour from here to noon is in the morning, an earlier one after noon
AROUND = WORDS["around"]
BETWEEN = WORDS["between"]
AT = WORDS["at"]
CLOSING = WORDS["closing"]
MAKING, COMING = WORDS["making"], WORDS["fetching"] | small_words("presence")["coming"]
TIMED = WORDS["timed"]  # "office time me 11 se 5"
BESIDE_COMING, BESIDE_TIMED = 3, 2  # words
MOVING = small_words("periods")["moving"]


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
    if part is None and start and words[start - 1].plain == TONIGHT:
        part = "night"
    first = read_hour(words, at)
    if first is None or (not part and not _written_out(words, at) and count_at(setting, at)):
        return None  # "late by one and a half hours"
    second_part, second, end = _second(words, first.end)
    if second is None or (not (part or first.marked) and _only_joined(words, at, first, end)):
        return _single(setting, start, first, part, edge)
    trailing, end = _trailing_part(words, end)
    first_part = part or (trailing if not second_part else None)
    sure = part or second_part or trailing or first.marked or second.marked
    if not sure and not _plain_range(setting, start, first, second, end):
        return None
    since, until = _span(first, second, first_part, second_part or trailing)
    if _is_moved(setting, start, first, second):
        return Clock(start, end, until, sure=bool(first_part or first.half or second.half))
    end += is_a(words, end, "until")
    if end + 1 < len(words) and words[end].plain in OF and words[end + 1].plain in BETWEEN_BEHIND:
        end += 2
    return Clock(start, end, since, until, sure=bool(first_part or first.half))


def _only_joined(words: Sequence[Word], at: int, first: Hour, end: int) -> bool:
    """ "laga do aur 11:45 pe": a bare number and an hour with an *and* between them are no span, unless between."""
    between = (at and words[at - 1].plain in BETWEEN) or (
        end + 1 < len(words) and words[end + 1].plain in BETWEEN_BEHIND
    )
    return words[first.end].plain in AND and not between


def _is_moved(setting: Setting, start: int, first: Hour, second: Hour) -> bool:
    """ "move it from 3 pm to 5 pm", "3 baje se 5 baje kar do" name the new hour."""
    words, end = setting.words, second.end
    if setting.matter is not Matter.MOVED or not (first.marked and second.marked):
        return False
    if words[start].plain == "from":
        before = [word.plain for word in words[max(0, start - FAR) : start]]
        return "to" not in before and any(word in MOVING for word in before)
    return end < len(words) and words[end].plain in MAKING and words[first.end].plain in FROM


def _written_out(words: Sequence[Word], at: int) -> bool:
    """Whether an hour is written with its minutes: 10:30."""
    return at + 1 < len(words) and words[at + 1].plain == ":"


def _plain_range(setting: Setting, start: int, first: Hour, second: Hour, end: int) -> bool:
    """ "10 se 5 tak", "between 10 and 12" without any word for hours, where no days are the matter."""
    words = setting.words
    if max(first.minutes, second.minutes) > NOON + 59 or is_measure(words, end):
        return False
    if setting.tense.about_leave or setting.matter is Matter.OVER:
        return _after_day(words, start) and closes(setting, end)
    named = any(word.plain in TIMED for word in words[max(start - BESIDE_TIMED, 0) : start])
    if (named or _beside_day(words, start, end)) and closes(setting, end):
        return True
    if words[start].plain in ("between",):
        return end >= len(words) or not is_a(words, end, "month", "month_beside", "tarikh", "ordinal", "unit")
    return is_a(words, end, "until") or (end + 1 < len(words) and words[end + 1].plain in BETWEEN_BEHIND)


def _after_day(words: Sequence[Word], start: int) -> bool:
    """ "aaj 3 se 4", "kal 10 se 2 tak"."""
    return any(is_a(words, start - 1, kind) for kind in ("day", "turn"))


def _beside_day(words: Sequence[Word], start: int, end: int) -> bool:
    """ "kal 9 se 11", "9 to 11 tomorrow"."""
    named = ("day", "turn", "weekday", "weekday_beside")
    before = start - 1 - (start > 1 and words[start - 1].plain in BEFORE_HOUR)
    dated = before < start - 1 and is_a(words, before, "month", "tarikh")  # "28 nov ko 4 se 6"
    return dated or is_a(words, before, *named) or is_a(words, end, *named)


def _part(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    """A leading part of the day with the small words after it."""
    found = sense(words, at, "part")
    if not found:
        return None, at
    return str(found.value), after_small(words, found.end, AROUND, 2)


def _trailing_part(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    found = sense(words, after_small(words, at, AROUND, 2), "part")
    if not found or read_hour(words, after_small(words, found.end, AROUND)):
        return None, at
    return str(found.value), found.end


def _second(words: Sequence[Word], at: int) -> tuple[str | None, Hour | None, int]:
    joiner = sense(words, at, "to") if at < len(words) and words[at].key != "tak" else None
    if joiner is None and at < len(words) and words[at].plain in AND | FROM:
        place = at + 1
    elif joiner is None:
        return None, None, at
    else:
        place = after_small(words, joiner.end, TAKEN)
    part, place = _part(words, place)
    second = read_hour(words, place)
    if second and not second.marked and is_measure(words, second.end) and not is_a(words, second.end, "part"):
        return None, None, at
    return (part, second, second.end) if second else (None, None, at)


def _single(setting: Setting, start: int, hour: Hour, part: str | None, edge: str | None) -> Clock | None:
    words, end = setting.words, hour.end
    trailing, after = _trailing_part(words, end)
    in_full = False
    if trailing and (part is None):
        in_full, part, end = after - end >= IN_FULL, trailing, after
    closed = _edge(words, end)
    if closed and not edge:
        edge, end = closed
    if not (hour.marked or in_full) and not _is_hour(setting, start, hour, part, edge, end):
        return None
    minutes, sure = _settled(hour, part), bool(part or hour.half)
    if edge == "before":
        return Clock(start, end, None, minutes, sure=sure)
    return Clock(start, end, minutes, sure=sure)


def _edge(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """ "ke baad", "se pehle", "tak"."""
    place = after_small(words, at, BESIDE_SIDE)
    side = sense(words, place, "later", "earlier") if place > at else None
    if side:
        return ("after" if side.kind == "later" else "before"), side.end
    if is_a(words, at, "until"):
        return "before", at + 1
    if at < len(words) and words[at].plain in ONWARDS:
        return "after", at + 1
    return None


def _is_hour(setting: Setting, start: int, hour: Hour, part: str | None, edge: str | None, end: int) -> bool:
    """Whether a bare number is an hour: by the part of the day, or by *after*, *before*, *at*."""
    words = setting.words
    if hour.minutes % 60 and not part:
        return edge is not None or _is_at(words, start) or _one_comes_then(words, start, end)
    if hour.minutes > NOON + 59 and not part:
        return False
    if part is None and edge is None and not _is_at(words, start):
        return False
    if is_a(words, start, "before") and end < len(words) and words[end].is_number:
        return True  # of two numbers the second is a house: "deliver by 6 5 jail rd"
    if (
        edge
        and part is None
        and is_a(words, start, "before", "after") is False
        and setting.tense.about_leave
        and is_a(words, end - 1, "until")
    ):
        return False
    return not is_measure(words, end) and closes(setting, end)


def _is_at(words: Sequence[Word], start: int) -> bool:
    return start > 0 and words[start - 1].plain in AT


def _one_comes_then(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether somebody comes or fetches beside an hour with its minutes: "pick up 12.15", "12.15 pe aunga"."""
    around = (*words[max(start - BESIDE_COMING, 0) : start], *words[end : end + BESIDE_COMING])
    return any(word.plain in COMING for word in around)


def closes(setting: Setting, at: int) -> bool:
    """Whether a number that ends here counts nothing: a sign, a verb or a small word follows."""
    words = setting.words
    if at >= len(words) or not words[at].key or words[at].plain in CLOSING:
        return True
    if is_goods(words[at]):
        return False  # "kal subah 2 pani ke jar"
    return begins(words[at]) or setting.tense.is_shown_at(at)


def _settled(hour: Hour, part: str | None) -> int:
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


def _span(first: Hour, second: Hour, part: str | None, second_part: str | None) -> tuple[int, int]:
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
