"""What in a message points at a visit or not: numbers that are meant and not denied, and hours by which one is called.

Pure.
"""

import re

from munshi.service.visits import words
from munshi.service.visits.references import VISIT

HOUR = re.compile(r"(?<![\w-])(\d{1,2})(?:[:.](\d{2}))?\s*([^\s\d,;:!?।][^\s,;:!?।]*)(?:\s+([^\s,;:!?।]+))?")
HOURS = re.compile(r"(?<![\w-])\d{1,2}(?!\d)")
EARLIEST = 8  # hour at which work begins
CLAUSE = re.compile(r"[,;।\n]")
HALF_A_DAY = 12  # hours: "6 baje" is either


def references(text: str) -> list[str]:
    """The figures of the visits that are named; of several none that is denied: "VIS-3 nahi VIS-5"."""
    found = list(VISIT.finditer(text))
    meant = [each for each in found if not _is_denied(text, each)]
    return [each[1] for each in meant or found]


def _is_denied(text: str, named: re.Match[str]) -> bool:
    behind, before = text[named.end() :].split()[:1], text[: named.start()].split()[-1:]
    return bool(behind and words.is_of(behind[0], "not_then")) or bool(
        before and words.is_of(before[0], "not_this")
    )


def hours(text: str) -> set[int]:
    """The hours by which something is called, whichever half of the day: "5 baje wala", "the 5 pm job"."""
    return {
        int(each[1]) % HALF_A_DAY
        for each in HOUR.finditer(text)
        if words.is_of(each[3], "of_hour")
        and any(words.is_of(each[4] or "", called) for called in ("that_one", "works", "visits"))
    }


def denies(text: str) -> bool:
    """Whether a visit is named only to say that it is not the one."""
    return any(_is_denied(text, each) for each in VISIT.finditer(text))


def hour_after(text: str) -> int | None:
    """The hour behind which something is meant: "3 baje ke baad", "after 3 pm"; a small one is of the afternoon."""
    place = words.placed(text, "after_that")
    near = HOURS.findall(text[: place[0]])[-1:] or HOURS.findall(text[place[1] :])[:1] if place else []
    return next((int(each) + (HALF_A_DAY if int(each) < EARLIEST else 0) for each in near), None)


def without_denied(text: str) -> str:
    """The words behind a denial, or beside it: "cooler wala nahi, fridge wala", "not the AC, the fridge"."""
    clauses = [each for each in CLAUSE.split(text) if each.strip()]
    begins = [each for each in clauses if not words.is_of(each.split()[0], "not_this")]
    if len(begins) < len(clauses):
        return ", ".join(begins)
    denial = words.placed(text, "not_then")
    return text[denial[1] :] if denial and denial[0] else text
