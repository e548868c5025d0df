"""Where a person's orders go: said when it is asked or before, and corrected until the order leaves."""

from typing import Any

from sqlalchemy import select

from munshi.orders.addresses import Address
from munshi.orders.answers import answer, conclude
from munshi.orders.bills import Fulfilment, NoWay
from munshi.orders.desk import Desk, terms_of
from munshi.orders.facts import where_facts
from munshi.orders.models import Order
from munshi.orders.places import come_to, question_of
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

STILL_HERE = (Status.PLACED, Status.ACCEPTED, Status.READY)


def bring_to(desk: Desk, address: Address) -> Outcome[Any]:
    """Takes the address for the cart, whose bill is shown anew; without one, for the order that has not left yet."""
    if desk.cart.is_empty and address.pincode and address.pincode not in terms_of(desk.business).pincodes:
        return answer(desk, "address_outside", pincode=address.pincode)
    come_to(desk, address.text, address.pincode)
    if not desk.cart.is_empty:
        return conclude(desk, "empty", told=False)
    order = _still_here(desk)
    if order is not None:
        order.address = desk.cart.address or order.address
        order.pincode = desk.cart.pincode or order.pincode
    desk.save()
    where = where_facts(Fulfilment.DELIVERY, desk.cart.address, desk.cart.pincode, desk.business.address)
    return answer(desk, "address_noted", where=where)


def is_asked_where(desk: Desk) -> bool:
    """Whether the address of the cart is what is asked next: nothing else is open."""
    if not desk.cart.lines or desk.cart.open_wish:
        return False
    try:
        return question_of(desk, desk.bill()) is not None
    except NoWay:
        return False


def _still_here(desk: Desk) -> Order | None:
    """The person's last order, when it is to be brought and has not left: its address can be corrected."""
    query = (
        select(Order)
        .where(Order.business_id == desk.business.id, Order.person_id == desk.caller.person.id)
        .order_by(Order.id.desc())
        .limit(1)
    )
    order = desk.session.scalar(query)
    here = order is not None and order.status in STILL_HERE and order.fulfilment == Fulfilment.DELIVERY
    return order if here else None
