"""Who is told of an order without asking: its customer of what the shop does, the shop of what a customer does."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.files import sendable
from munshi.billing.bills.facts import plain_facts
from munshi.billing.bills.models import Bill
from munshi.billing.bills.notices import send_promised, with_delivery
from munshi.business import service as business_service
from munshi.notices import service as notices
from munshi.orders.facts import Facts, order_facts
from munshi.orders.models import Order
from munshi.orders.outcomes import Notice
from munshi.orders.serving.hearing import hears
from munshi.orders.serving.notices import tell_kitchen, tell_shop
from munshi.orders.statuses import Status
from munshi.people.models import Person

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


def tell_of_move(session: Session, order: Order, by: Person | None, changes: str | None = None) -> None:
    """Has those told whom the order's last move concerns, but never the one who made it; nobody is the operator.

    `changes`: the earlier order of which it is the changed one.
    """
    customer = session.get_one(Person, (order.business_id, order.person_id))
    status = Status(order.status)
    if by is not None and by.id == customer.id:
        if name := OF_THE_CUSTOMER.get(status):
            tell_shop(session, order, name, _key(order), files=_prescription(order), changed_from=changes)
    elif status in OF_THE_SHOP and hears(session, order):
        billed = with_delivery(session, order) if status is Status.DELIVERED else None
        told, bill = billed or (OF_THE_SHOP[status], {})
        facts = {**_facts(session, order), **bill}
        notices.tell(session, order.business_id, customer, told, _key(order), **facts)
        order.bill_wanted = order.bill_wanted and billed is None
    send_promised(session, order)
    if status is Status.ACCEPTED:
        tell_kitchen(session, order, _key(order))


def tell_of_mistake(session: Session, order: Order, note: Bill | None) -> None:
    """The customer hears that their order was called delivered by mistake, and gets the credit note of its bill."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    name, credited = ("bill_not_delivered", plain_facts(note)) if note else ("order_not_delivered", {})
    key = f"{order.reference}:not_delivered:{len(order.moves)}"
    facts = {**_facts(session, order), **credited}
    notices.tell(session, order.business_id, customer, name, key, **facts)


def tell_of_step_back(session: Session, order: Order) -> None:
    """The customer hears that the last news of their order was a mistake, and where it stands."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:step_back:{len(order.moves)}"
    facts = {**_facts(session, order), "state": order.status}
    notices.tell(session, order.business_id, customer, "order_step_back", key, **facts)


def _prescription(order: Order) -> list[dict[str, str]]:
    """The photo of one, which who accepts the order says yes to."""
    if order.prescription is None or order.status != Status.PLACED:
        return []
    source = f"/api/businesses/{order.business_id}/orders/{order.reference}/prescription"
    return sendable(source, order.reference, order.prescription["path"], order.prescription["mime_type"])


def _key(order: Order) -> str:
    """An order comes to each status once, unless it was cancelled by mistake in between."""
    times = sum(move.status == order.status for move in order.moves)
    return f"{order.reference}:{order.status}" + (f":{times}" if times > 1 else "")


def _facts(session: Session, order: Order) -> Facts:
    business = business_service.get(session, order.business_id)
    assert business is not None
    return order_facts(order, business.address, clock.now_in(business.timezone))
