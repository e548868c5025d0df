"""What customers have said of how it went, for who runs the shop."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.feedback.models import Feedback
from munshi.service.feedback.rules import BEST, is_bad
from munshi.service.tickets.models import Ticket

MOST_SHOWN = 10


def listed(session: Session, caller: Caller, *, bad: bool, day: date | None) -> Outcome[Any]:
    """The last first, of a day where one is named; only the bad ones where those are asked."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    query = select(Feedback).where(
        Feedback.business_id == caller.business_id,
        Feedback.given_at.is_not(None),
        Feedback.rating.is_not(None),
    )
    if day is not None:
        begins = datetime.combine(day, datetime.min.time(), ZoneInfo(caller.business.timezone))
        query = query.where(Feedback.given_at >= begins, Feedback.given_at < begins + timedelta(days=1))
    given = session.scalars(query.order_by(Feedback.given_at.desc())).all()
    shown = [each for each in given if not bad or is_bad(each.rating or BEST)]
    rows = [_row(session, each) for each in shown[:MOST_SHOWN]]
    rated = [each.rating for each in given if each.rating]
    facts: dict[str, Any] = {"opinions": rows, "rated": len(rated)}
    if rated:
        facts["mean"] = round(sum(rated) / len(rated), 1)
    return Outcome[str](outcome="opinions" if rows else "no_opinions", facts=facts)


def _row(session: Session, given: Feedback) -> dict[str, Any]:
    person = session.get_one(Person, (given.business_id, given.person_id))
    ticket = session.get(Ticket, (given.business_id, given.ticket_id)) if given.ticket_id else None
    return {
        "customer_name": person.called or "?",
        "rating": given.rating,
        "words": given.words,
        "reference": ticket.reference if ticket else None,
    }
