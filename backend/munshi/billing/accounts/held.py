"""Money that somebody who works here has taken and that stands in no account yet: who keeps such money says so."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from munshi.business.models import Business

Row = tuple[int, str, int]  # from whom, in which way, and how much in paise
Source = Callable[[Session, Business, int, date, date], Sequence[Row]]
Handed = Callable[[Session, Business, int, date, date], int]
_SOURCES: list[Source] = []
_HANDED: list[Handed] = []


def register(source: Source) -> None:
    """A room that keeps such money, to be asked by who has taken it, from a day until another."""
    _SOURCES.append(source)


def held_by(session: Session, business: Business, taker: int, first: date, last: date) -> list[Row]:
    """What somebody has taken so on these days."""
    return [row for source in _SOURCES for row in source(session, business, taker, first, last)]


def register_handed(source: Handed) -> None:
    """A room that knows how much of what somebody has taken went to who runs the shop, in paise."""
    _HANDED.append(source)


def handed_by(session: Session, business: Business, taker: int, first: date, last: date) -> int:
    """How much somebody has handed in on these days."""
    return sum(source(session, business, taker, first, last) for source in _HANDED)
