"""When the visits of a contract are due, and when its renewal is offered. Pure."""

from datetime import date, timedelta

AHEAD = timedelta(days=7)  # a visit is proposed so long before it is due
RENEWAL = timedelta(days=30)


def due_on(first: date, last: date, visits: int) -> list[date]:
    """The days by which each visit should have been, spread evenly; the last one before the end."""
    length = (last - first).days + 1
    return [first + timedelta(days=length * place // visits - 1) for place in range(1, visits + 1)]


def visit_due(first: date, last: date, visits: int, used: int, today: date) -> int | None:
    """Which visit is to be proposed today, counted from 1; None where none is."""
    for place, day in enumerate(due_on(first, last, visits), 1):
        if place > used and day - AHEAD <= today <= last:
            return place
    return None


def renewal_is_due(last: date, today: date) -> bool:
    """Whether the renewal is to be offered: from 30 days before the end on, and no more after it."""
    return last - RENEWAL <= today <= last
