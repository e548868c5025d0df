"""Goods that are sent again for what came wrong: nothing is put right before they have come."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.orders import moving
from munshi.orders.models import Order
from munshi.orders.statuses import Status as OrderStatus
from munshi.people.models import Person
from munshi.service.settling.rules import Way
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket, TicketSettlement
from munshi.service.tickets.moving import move
from munshi.service.tickets.notices import tell_customer
from munshi.service.tickets.statuses import LIVE, Status


def then_of(ticket: Ticket, way: Way) -> Status:
    """Where a ticket stands once it is settled: what is sent again is on its way first."""
    if way != "replace":
        return Status.RESOLVED
    return Status.WAITING if ticket.status == Status.IN_PROGRESS else Status.IN_PROGRESS


def came(session: Session, order: Order, by: Person | None) -> None:
    """A replacement was brought: its ticket is put right, and its customer is asked whether all is well."""
    if order.status != OrderStatus.DELIVERED:
        return
    query = select(Ticket).where(
        Ticket.business_id == order.business_id,
        Ticket.settlements.any(TicketSettlement.replacement == order.reference),
    )
    ticket = session.scalar(query.options(*WHOLE).with_for_update(of=Ticket))
    if ticket is not None and ticket.status in LIVE:
        move(session, ticket, Status.RESOLVED, by)
        tell_customer(session, ticket, by)


moving.FOLLOWERS.append(came)
