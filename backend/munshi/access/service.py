"""Who looked at what is private: written in the transaction of the answer that shows it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.models import Access
from munshi.access.rules import KEPT, How, Kind
from munshi.people.models import Person

Seen = tuple[int, Kind, str]  # whose, what, and the reference of the leave or the claim


def note(session: Session, business_id: str, looker: Person | None, how: How, seen: Iterable[Seen]) -> None:
    """Writes down that somebody, or the operator, sees these; what is one's own is no matter."""
    rows = [
        {"person_id": person_id, "kind": kind, "reference": reference}
        for person_id, kind, reference in seen
        if looker is None or person_id != looker.id
    ]
    if rows:
        every = {
            "business_id": business_id,
            "looker_id": looker.id if looker else None,
            "how": how,
            "at": clock.now(),
        }
        session.execute(insert(Access), [{**every, **row} for row in rows])


def some(
    session: Session,
    business_id: str,
    person_id: int | None,
    since: datetime | None,
    until: datetime | None,
    before: int | None,
    limit: int,
) -> Sequence[Access]:
    """The last looks before one, the newest first: those at or by a person, from a moment on until before another."""
    query = select(Access).where(Access.business_id == business_id).order_by(Access.id.desc()).limit(limit)
    if person_id is not None:
        query = query.where(or_(Access.person_id == person_id, Access.looker_id == person_id))
    if since is not None:
        query = query.where(Access.at >= since)
    if until is not None:
        query = query.where(Access.at < until)
    if before is not None:
        query = query.where(Access.id < before)
    return session.scalars(query).all()


def forget_old(session: Session) -> None:
    """Removes what is older than a year, of all businesses."""
    session.execute(delete(Access).where(Access.at < clock.now() - KEPT))
