"""What the shop was paid for a job before its bill: it is laid against the bill, and nobody pays it again."""

from sqlalchemy.orm import Session

from munshi.billing.payments import laying
from munshi.people.models import Person
from munshi.service.tickets.models import Ticket
from munshi.service.visits.models import Visit


def lay(session: Session, visit: Visit, bill_number: str, ahead: int, by: Person) -> list[int]:
    """Lays what the customer has paid since the job began, and nothing else has taken, against its bill: the sums.

    `ahead` is what stood so before the bill was made.
    """
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    named = [visit.reference, *([ticket.reference] if ticket else [])]
    since = ticket.opened_at if ticket else visit.moves[0].at
    person = session.get_one(Person, (visit.business_id, visit.person_id))
    return laying.against(session, person, bill_number, named, since, ahead, by)
