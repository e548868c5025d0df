"""Money that somebody who works here has taken and that stands in no account yet: who keeps such money says so."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from munshi.business.models import Business

Row = tuple[int, str, int]  # from whom, in which way, and how much in paise
Source = Callable[[Session, Business, int, date, date], Sequence[Row]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """A room that keeps such money, to be asked by who has taken it, from a day until another."""
    _SOURCES.append(source)


def held_by(session: Session, business: Business, taker: int, first: date, last: date) -> list[Row]:
    """What somebody has taken so on these days."""
    return [row for source in _SOURCES for row in source(session, business, taker, first, last)]
