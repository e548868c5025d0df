"""The way of feedback from a file into the books and out again."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.people import service as people
from munshi.problems import Fault
from munshi.service.feedback.models import Feedback
from munshi.service.feedback.sections import FeedbackSections, GivenFeedback
from munshi.service.tickets.models import Ticket

PLAIN = ("rating", "words", "quotable", "asked_at", "given_at")


def check(session: Session, file: FeedbackSections, business_id: str) -> Iterable[Fault]:
    """Everybody is somebody, and what was neither asked for nor given is nothing."""
    known = people.ids_with(session, business_id, file)
    for place, entry in enumerate(file.feedback):
        if entry.person not in known:
            yield Fault(at=f"feedback[{place}].person", problem=f"there is nobody with the id {entry.person}")
        if entry.asked_at is None and entry.given_at is None:
            yield Fault(at=f"feedback[{place}]", problem="it was asked for or given at a time")


def write(session: Session, business: Business, file: FeedbackSections) -> None:
    """Adds what the books do not have: of a ticket there is one, else one of a person at a time."""
    ids = people.ids(session, business.id)
    tickets = dict(
        session.execute(select(Ticket.reference, Ticket.id).where(Ticket.business_id == business.id)).all()
    )
    for entry in file.feedback:
        ticket_id = tickets.get(entry.ticket) if entry.ticket else None
        query = select(Feedback.id).where(Feedback.business_id == business.id)
        if ticket_id is not None:
            query = query.where(Feedback.ticket_id == ticket_id)
        else:
            query = query.where(Feedback.person_id == ids[entry.person], Feedback.given_at == entry.given_at)
        if session.scalar(query.limit(1)) is None:
            said = {name: getattr(entry, name) for name in PLAIN}
            session.add(
                Feedback(business_id=business.id, person_id=ids[entry.person], ticket_id=ticket_id, **said)
            )
            session.flush()


def read(session: Session, business: Business) -> FeedbackSections:
    """All of it, in the order in which it came."""
    ids = people.ids_in_file(session, business.id)
    query = (
        select(Feedback, Ticket.reference)
        .outerjoin(Ticket, (Ticket.business_id == Feedback.business_id) & (Ticket.id == Feedback.ticket_id))
        .where(Feedback.business_id == business.id)
        .order_by(Feedback.id)
    )
    return FeedbackSections(
        feedback=[
            GivenFeedback(
                person=ids[row.person_id], ticket=reference, **{name: getattr(row, name) for name in PLAIN}
            )
            for row, reference in session.execute(query)
            if row.person_id in ids
        ]
    )


PART = Part(FeedbackSections, check, write, read)
