"""Who is told of an order without asking: its customer of what the shop does, the owners of what a customer does."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.bills.notices import with_delivery
from munshi.business import service as business_service
from munshi.notices import service as notices
from munshi.orders.facts import Facts, order_facts
from munshi.orders.models import Order
from munshi.orders.outcomes import Notice
from munshi.orders.statuses import Status
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

OF_THE_SHOP: dict[Status, Notice] = {
    Status.ACCEPTED: "order_accepted",
    Status.READY: "order_ready",
    Status.OUT_FOR_DELIVERY: "order_out_for_delivery",
    Status.DELIVERED: "order_delivered",
    Status.CANCELLED: "order_cancelled",
}
OF_THE_CUSTOMER: dict[Status, Notice] = {
    Status.PLACED: "order_placed",
    Status.CANCELLED: "order_withdrawn",
}


def tell_of_move(session: Session, order: Order, by: Person | None) -> None:
    """Has those told whom the order's last move concerns, but never the one who made it; nobody is the operator."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    status = Status(order.status)
    if by is not None and by.id == customer.id:
        _tell_owners(session, order, customer, OF_THE_CUSTOMER.get(status))
    elif status in OF_THE_SHOP:
        billed = with_delivery(session, order) if status is Status.DELIVERED else None
        name, bill = billed or (OF_THE_SHOP[status], {})
        facts = {**_facts(session, order), **bill}
        notices.tell(session, order.business_id, customer, name, _key(order), **facts)


def _tell_owners(session: Session, order: Order, customer: Person, name: Notice | None) -> None:
    if name is None:
        return
    phones = people.phones(customer)
    who = {"name": customer.called, "phone": phones[0] if phones else None}
    facts = {**_facts(session, order), "customer": who}
    notices.tell_role(session, order.business_id, Role.OWNER, name, _key(order), customer, **facts)


def _key(order: Order) -> str:
    """An order comes to each status once, unless it was cancelled by mistake in between."""
    times = sum(move.status == order.status for move in order.moves)
    return f"{order.reference}:{order.status}" + (f":{times}" if times > 1 else "")


def _facts(session: Session, order: Order) -> Facts:
    business = business_service.get(session, order.business_id)
    assert business is not None
    return order_facts(order, business.address, clock.now_in(business.timezone))
