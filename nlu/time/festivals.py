"""The festivals of India, fixed and moving, by the calendar of the `holidays` library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.india import IN

from nlu.words.lexicon import lexicon

KIND = "festival"
_FIXED = {
    "New Year": (1, 1),
    "Gujarat Day": (5, 1),
    "Children's Day": (11, 14),
}  # no holidays, or not of any state
_OF_THEIR_OWN = ("TN", "KL", "MH", "PB", "BR", "AP", "KA", "GJ", "WB", "AS", "TS")  # first: each takes time
_CATEGORIES = ("public", "optional")


def spellings() -> Iterator[tuple[str, str]]:
    """Each festival, by its name in the list, and a spelling of it."""
    lists = lexicon("festivals")
    for name in lists.names_of_lists:
        for spelling in lists.text(name).split():
            yield name, spelling


def festival(name: str, today: date, *, past: bool, state: str | None) -> date | None:
    """The next day of a festival from today on, or the last one until today; None where no calendar knows it."""
    name, _, moved = name.rpartition(" ") if name[-1].isdigit() else (name, "", "0")
    years = (today.year, today.year + (-1 if past else 1))
    found = [
        on + timedelta(int(moved))
        for year in years
        for on in _days(year, state).get(name) or _anywhere(year, name)
    ]
    if past:
        return max((on for on in found if on <= today), default=None)
    return min((on for on in found if on >= today), default=None)


@lru_cache(maxsize=256)
def _days(year: int, state: str | None) -> dict[str, tuple[date, ...]]:
    if state is not None and state not in IN.subdivisions:
        state = None
    calendar = IN(subdiv=state, years=[year], expand=False, categories=_CATEGORIES, language="en_US")
    found: dict[str, tuple[date, ...]] = {name: (date(year, *day),) for name, day in _FIXED.items()}
    for on, names in sorted(calendar.items()):
        for name in names.split("; "):
            name = name.removesuffix(" (estimated)")
            found[name] = (*found.get(name, ()), on)
    return found


@lru_cache(maxsize=1024)
def _anywhere(year: int, name: str) -> tuple[date, ...]:
    """The days of a festival that only some states keep."""
    for state in (*_OF_THEIR_OWN, *IN.subdivisions):
        if found := _days(year, state).get(name):
            return found
    return ()
