"""What of a person still runs: an order, a visit, a complaint or a part stands until it is done or cancelled."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.orders import statuses as of_orders
from munshi.orders.models import Order
from munshi.people.models import Person
from munshi.service.parts import statuses as of_parts
from munshi.service.parts.models import PartRequest
from munshi.service.tickets import statuses as of_tickets
from munshi.service.tickets.filing import PREFIX as TICKETS
from munshi.service.tickets.models import Ticket
from munshi.service.visits import statuses as of_visits
from munshi.service.visits.models import Visit

RUNS = (
    (Order, of_orders.OPEN),
    (Ticket, of_tickets.LIVE),
    (Visit, of_visits.LIVE),
    (PartRequest, of_parts.LIVE),
)


def complaints(references: Sequence[str]) -> list[str]:
    """Those of them that are complaints, which the shop can close."""
    return [each for each in references if each.startswith(TICKETS)]


def unsettled(session: Session, person: Person) -> Sequence[str]:
    """The references of what is not over, by which the person can cancel it or ask for it."""
    return [
        reference
        for table, running in RUNS
        for reference in session.scalars(
            select(table.reference)
            .where(
                table.business_id == person.business_id,
                table.person_id == person.id,
                table.status.in_(running),
            )
            .order_by(table.id)
        )
    ]
