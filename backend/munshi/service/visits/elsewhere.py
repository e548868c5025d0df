"""Words of a technician that speak of another job than the one they were asked about."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.named import named_in
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE as LIVE_TICKETS
from munshi.service.visits import looking
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import LIVE

PREFIXES = ("TKT", "VIS")


def named(session: Session, caller: Caller, reference: str, reading: Reading) -> str | None:
    """The other ticket, visit or customer that the words name; None where they may be of the job itself."""
    visit = looking.locked(session, caller.business_id, reference)
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    own = {visit.reference, ticket.reference if ticket else None}
    said = [str(each.value).upper() for each in reading.all("reference")]
    other = next((each for each in said if each.startswith(PREFIXES) and each not in own), None)
    if other is not None:
        return other
    customer = named_in(reading.text or "", _customers(session, caller, visit))
    return customer.called if customer is not None and customer.id != visit.person_id else None


def _customers(session: Session, caller: Caller, visit: Visit) -> list[Person]:
    """Those to whom the technician goes or whose tickets they have, with the one of this job."""
    of_visits = select(Visit.person_id).where(
        Visit.business_id == caller.business_id,
        Visit.technician_id == visit.technician_id,
        Visit.status.in_(LIVE),
    )
    of_tickets = select(Ticket.person_id).where(
        Ticket.business_id == caller.business_id,
        Ticket.assigned_id == visit.technician_id,
        Ticket.status.in_(LIVE_TICKETS),
    )
    query = select(Person).where(
        Person.business_id == caller.business_id, Person.id.in_(of_visits.union(of_tickets))
    )
    return list(session.scalars(query))
