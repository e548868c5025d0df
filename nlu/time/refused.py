"""Leaves out the days and hours that are refused for others: "aaj nahi kal bhejna", "not today, tomorrow"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.time.matters import Matter
from nlu.time.pieces import Joined, Setting
from nlu.time.small_words import after_small, small_words
from nlu.words.reading import Word

WORDS = small_words("refused_times")
NEAR = 4  # words
NOT, OWNING, NEVER = WORDS["not"], WORDS["owning"], WORDS["never"]
INSTEAD = WORDS["instead"]
SMALL = WORDS["small"]


def meant(setting: Setting, joined: Sequence[Joined]) -> list[Joined]:
    """The days and hours that hold."""
    if sum(bool(each.days or each.clock) for each in joined) < 2:
        return list(joined)
    kept: list[Joined] = []
    refused: list[Joined] = []
    following: Joined | None = None
    for at in range(len(joined) - 1, -1, -1):
        each = joined[at]
        timed = bool(each.days or each.clock)
        if timed and _is_refused(setting, each, following, first=at == 0):
            refused.append(each)
            if kept and each.clock and each.days and kept[-1].clock and not kept[-1].days:
                kept[-1] = replace(kept[-1], days=each.days)  # "kal 10 baje ki jagah 12 baje"
        else:
            kept.append(each)
        following = each if timed else following
    return _without_refused_days(kept[::-1], refused)


def _without_refused_days(kept: list[Joined], refused: Sequence[Joined]) -> list[Joined]:
    """Without a refused day that is named again: "aaj mat bhejiye, aaj tala rahega, uski jagah somvar ko"."""
    days = [each.days.days for each in refused if each.days and not each.clock]
    others = [each for each in kept if not each.days or each.clock or each.days.days not in days]
    return others if any(each.days for each in others) else kept


def _ends_refused(words: Sequence[Word], each: Joined) -> bool:
    """ "28 ko bula lijiye, aaj nahi": the no is said of the day alone."""
    at = after_small(words, each.end, SMALL)
    ends = at + 1 >= len(words) or not words[at + 1].key
    before = words[each.start - 1] if each.start else None
    return at < len(words) and words[at].plain in NOT and ends and bool(before and not before.key)


def _is_refused(setting: Setting, each: Joined, following: Joined | None, *, first: bool) -> bool:
    words = setting.words
    before = [word.plain for word in words[max(0, each.start - 2) : each.start]]
    if (
        before[-1:] == ["rather"]
        or before == ["instead", "of"]
        or (before[-1:] == ["not"] and (following or not first))
    ):
        return True
    after = words[each.end].plain if each.end < len(words) else ""
    if after in NEVER or (setting.matter is Matter.MOVED and not first and _ends_refused(words, each)):
        return True
    if following is None or following.start - each.end > NEAR:
        return False
    same = (each.days and following.days) or (each.clock and following.clock)
    if setting.matter is Matter.MOVED and same and words[each.end].plain in OWNING:
        return True  # "kal ka visit parso kar do"
    between = [word.plain for word in words[each.end : following.start] if word.key]
    while between and between[0] in SMALL:
        between = between[1:]
    moved = setting.matter is Matter.MOVED and each.days and following.days
    return bool(between) and (
        between[0] in INSTEAD or (between[0] in NOT and (bool(moved) or len(between) == 1))
    )
