"""Reads days by a festival: diwali, diwali ke agle din, holi week, pichle saal holi pe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlu.time import days
from nlu.time.counts import whole_number
from nlu.time.days import Days
from nlu.time.festivals import KIND as FESTIVAL
from nlu.time.festivals import festival
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.weeks import unit_end
from nlu.time.words import Sense, begins, sense
from nlu.words.reading import Word
from spelling import key

OF = small_words("dates")["of"]
WORDS = small_words("festival_dates")
BEFORE_FESTIVAL, KEPT, BESIDE = WORDS["before"], WORDS["kept"], WORDS["beside"]
KEPT_BY_SOUND = frozenset(map(key, WORDS["kept_by_sound"]))
HELPING = ("present", "was")
SECOND = WORDS["second"]  # "diwali ke dusre din"
FROM_FESTIVAL = WORDS["from_festival"]
OF_SIDE = WORDS["of_side"]  # "holi ke baad wale din"


def festival_dates(setting: Setting, at: int) -> Dated | None:
    """The day of a festival, its week, or a day beside it, or that of last year."""
    return _festival(setting, at) or _of_last_year(setting, at)


def _festival(setting: Setting, at: int) -> Dated | None:
    """ "diwali", "diwali ke agle din", "holi ke ek din pehle", "day after holi"."""
    words, start, moved = setting.words, at, 0
    if words[at].plain == "day" and at + 2 < len(words) and words[at + 1].plain in BESIDE:
        moved = 1 if words[at + 1].plain == "after" else -1
        at += 3 if words[at + 2].plain == "the" else 2
    named = sense(words, at, FESTIVAL)
    if not named or setting.tense.is_held(at) or is_kept(setting, at):
        return None
    end = named.end
    if not moved and (week := _week(setting, at, named)):
        return week
    if not moved:
        moved, end = _moved(setting, end)
    on = festival(str(named.value), setting.today, past=setting.past(start, end), state=setting.state)
    return _on(start, end, on and days.shift(on, moved))


def is_kept(setting: Setting, at: int) -> bool:
    """Whether a *rakhi* is the verb of what is held: "katha rakhi hai", "puja rakhi thi"; not "kal rakhi hai"."""
    words = setting.words
    arranged = any(setting.tense.has(kind, at + 1, at + 2) for kind in ("held", "past"))
    if words[at].plain in KEPT or (arranged and words[at].key in KEPT_BY_SOUND):
        return True
    if words[at].key not in KEPT_BY_SOUND or not any(
        setting.tense.has(kind, at + 1, at + 2) for kind in HELPING
    ):
        return False
    return (
        at > 0 and not words[at - 1].is_number and bool(words[at - 1].key) and not _names_when(words, at - 1)
    )


def _names_when(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a day, or a small one that a festival may follow: "is saal rakhi", "behan ki rakhi"."""
    return words[at].plain in BEFORE_FESTIVAL or begins(words[at])


def _week(setting: Setting, at: int, named: Sense) -> Dated | None:
    """ "diwali week", "holi wale hafte"."""
    end = unit_end(setting, after_small(setting.words, named.end, OF), "week")
    past = bool(end) and setting.past(at, end or at)
    on = festival(str(named.value), setting.today, past=past, state=setting.state) if end else None
    return Dated(at, end, days.week(on, 0)) if on and end else None


def _of_last_year(setting: Setting, at: int) -> Dated | None:
    """ "pichle saal diwali pe", "last year's holi"."""
    which = sense(setting.words, at, "which")
    end = unit_end(setting, which.end, "year") if which and which.value == "last" else None
    named = sense(setting.words, after_small(setting.words, end, OF), FESTIVAL) if end else None
    if not named:
        return None
    last = days.year(setting.today, -1).last
    return _on(at, named.end, festival(str(named.value), last, past=True, state=setting.state))


def _moved(setting: Setting, at: int) -> tuple[int, int]:
    """How many days after or before a festival, and the word after that."""
    words, start = setting.words, at
    at = after_small(words, at, FROM_FESTIVAL, len(words))
    if at == start:
        return 0, start
    which = sense(words, at, "which")
    if which and which.value in ("next", "last") and _is_day(setting, which.end):
        return (1 if which.value == "next" else -1), which.end + 1
    if at < len(words) and words[at].plain in SECOND and _is_day(setting, at + 1):
        return 1, at + 2
    number = whole_number(words, at)
    if number and _is_day(setting, number[1]):
        side = sense(words, number[1] + 1, "later", "earlier")
        return (number[0] * (1 if side.kind == "later" else -1), side.end) if side else (0, start)
    side = sense(words, at, "later", "earlier")
    if side:
        end = after_small(words, side.end, OF_SIDE, len(words))
        if _is_day(setting, end):
            return (1 if side.kind == "later" else -1), end + 1
    return 0, start


def _is_day(setting: Setting, at: int) -> bool:
    return unit_end(setting, at, "day") is not None


def _on(at: int, end: int, on: date | None) -> Dated | None:
    return Dated(at, end, Days(on, on), festive=True) if on else None
