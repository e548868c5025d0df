"""When the visits of a contract are due, and when its renewal is offered. Pure."""

from datetime import date, timedelta

AHEAD = timedelta(days=7)  # a visit is proposed so long before it is due
RENEWAL = timedelta(days=30)


def due_on(first: date, last: date, visits: int) -> list[date]:
    """The days by which each visit should have been, spread evenly; the last one before the end."""
    length = (last - first).days + 1
    return [first + timedelta(days=length * place // visits - 1) for place in range(1, visits + 1)]


def visit_due(first: date, last: date, visits: int, used: int, today: date) -> int | None:
    """Which visit is to be proposed today, counted from 1: the last that is due; None where none is."""
    if today > last:
        return None
    due = sum(day - AHEAD <= today for day in due_on(first, last, visits))
    return due if due > used else None


def renewal_is_due(last: date, today: date) -> bool:
    """Whether the renewal is to be offered: from 30 days before the end on, and no more after it."""
    return last - RENEWAL <= today <= last
