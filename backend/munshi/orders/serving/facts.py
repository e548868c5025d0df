"""An order as the shop sees it: whose it is, and what can be done next."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.orders.facts import Facts, order_facts
from munshi.orders.models import Order
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.rules import next_steps
from munshi.orders.statuses import Status
from munshi.people import service as people
from munshi.people.models import Person


def card(session: Session, order: Order) -> Facts:
    """The order with whose it is, where it stands, and its next steps."""
    business = session.get_one(Business, order.business_id)
    steps = next_steps(Status(order.status), brought=is_brought(order))
    return {
        **order_facts(order, business.address, clock.now_in(business.timezone)),
        "state": order.status,
        "whose": customer_of(session, order),
        "next": steps,
    }


def customer_of(session: Session, order: Order) -> Facts:
    """The name and the phone of who ordered."""
    return people.name_and_phone(session.get_one(Person, (order.business_id, order.person_id)))


def last_by(session: Session, order: Order) -> Facts:
    """Who made the last move."""
    last = order.moves[-1].person_id
    person = session.get(Person, (order.business_id, last)) if last else None
    return {"moved_by": person.called if person else None}


def is_brought(order: Order) -> bool:
    """Whether the goods leave the shop by its own hands."""
    return order.fulfilment == Fulfilment.DELIVERY
