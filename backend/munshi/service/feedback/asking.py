"""How it went is asked once, when a ticket is closed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.notices import service as notices
from munshi.people.models import Person
from munshi.service.feedback.models import Feedback
from munshi.service.feedback.outcomes import Notice
from munshi.service.feedback.rules import TAKE_RATING
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.models import Ticket


def ask_for_rating(session: Session, ticket: Ticket) -> None:
    """Asks the one whose ticket it was, once for the ticket however often it is closed."""
    there = select(Feedback.id).where(
        Feedback.business_id == ticket.business_id, Feedback.ticket_id == ticket.id
    )
    if session.scalar(there) is not None:
        return
    session.add(
        Feedback(
            business_id=ticket.business_id,
            person_id=ticket.person_id,
            ticket_id=ticket.id,
            asked_at=clock.now(),
        )
    )
    session.flush()
    name: Notice = "feedback_asked"
    person = session.get_one(Person, (ticket.business_id, ticket.person_id))
    facts = {"ticket": ticket_facts(session, ticket), "asking": TAKE_RATING, "summary": ticket.reference}
    notices.tell(session, ticket.business_id, person, name, f"{ticket.reference}:{name}", **facts)
