"""What the shop was paid for a job before its bill: it is laid against the bill, and nobody pays it again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.payments import jobs, laying
from munshi.people.models import Person
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE as OPEN
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import LIVE


def lay(session: Session, visit: Visit, bill_number: str, ahead: int, by: Person) -> list[int]:
    """Lays what the customer has paid since the job began, and nothing else has taken, against its bill: the sums.

    `ahead` is what stood so before the bill was made.
    """
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    named = [visit.reference, *([ticket.reference] if ticket else [])]
    since = ticket.opened_at if ticket else visit.moves[0].at
    person = session.get_one(Person, (visit.business_id, visit.person_id))
    return laying.against(session, person, bill_number, named, since, ahead, by)


def of_ticket(session: Session, ticket: Ticket) -> int:
    """What was paid for a complaint whose bill is not made, in paise: to the shop, and to who comes for it."""
    query = select(Visit).where(Visit.business_id == ticket.business_id, Visit.ticket_id == ticket.id)
    visits = [each for each in session.scalars(query) if each.status in LIVE]
    named = [ticket.reference, *(each.reference for each in visits)]
    person = session.get_one(Person, (ticket.business_id, ticket.person_id))
    taken = [int(part["paise"]) for each in visits for part in each.work.get("advance") or ()]
    return sum(taken) + laying.for_job(session, person, named, ticket.opened_at)


def _job(session: Session, business_id: str, reference: str) -> jobs.Job | None:
    """The visit or the complaint of this reference."""
    called = (Visit.business_id == business_id, Visit.reference == reference)
    visit = session.scalar(select(Visit).where(*called))
    if visit is not None:
        return jobs.Job(visit.person_id, (visit.work.get("bill") or {}).get("number") or reference)
    called = (Ticket.business_id == business_id, Ticket.reference == reference)
    ticket = session.scalar(select(Ticket).where(*called))
    return jobs.Job(ticket.person_id, reference) if ticket else None


def _unbilled(session: Session, business_id: str, person_id: int) -> list[jobs.Unbilled]:
    """The customer's complaints that are not done, of whose visits none has a bill; and visits for no complaint."""
    of = (Visit.business_id == business_id, Visit.person_id == person_id)
    visits = session.scalars(select(Visit).where(*of).order_by(Visit.id)).all()
    billed = {each.ticket_id for each in visits if each.work.get("bill")}
    query = select(Ticket).where(Ticket.business_id == business_id, Ticket.person_id == person_id)
    tickets = session.scalars(query.where(Ticket.status.in_(OPEN)).order_by(Ticket.id))
    of_tickets = [
        jobs.Unbilled(each.reference, each.product or each.problem)
        for each in tickets
        if each.id not in billed and not each.free and each.order_reference is None
    ]
    alone = [
        each for each in visits if not each.ticket_id and each.status in LIVE and not each.work.get("bill")
    ]
    return [*of_tickets, *(jobs.Unbilled(each.reference, "") for each in alone)]


jobs.register(_job, _unbilled)
