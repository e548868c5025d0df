"""Where a person's orders go: remembered from one order to the next, refused where the business does not go."""

from typing import Any

from sqlalchemy import select

from munshi.orders.addresses import Address
from munshi.orders.answers import answer, conclude
from munshi.orders.bills import Fulfilment
from munshi.orders.desk import Desk, terms_of
from munshi.orders.facts import where_facts
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

STILL_HERE = (Status.PLACED, Status.ACCEPTED, Status.READY)


def bring_to(desk: Desk, address: Address) -> Outcome[Any]:
    """Takes the address for the order that waits for one and for the cart; the bill of a cart is shown anew."""
    order = _still_here(desk)
    if not desk.cart.is_empty and not (order and lacks_address(order)):
        _remember(desk, address)
        return conclude(desk, "empty")
    if address.pincode not in terms_of(desk.business).pincodes:
        return answer(desk, "address_outside", pincode=address.pincode)
    _remember(desk, address)
    if order is not None:
        order.address, order.pincode = address.text, address.pincode
    desk.save()
    where = where_facts(Fulfilment.DELIVERY, address.text, address.pincode, desk.business.address)
    return answer(desk, "address_noted", where=where)


def waiting_for_address(desk: Desk) -> bool:
    """Whether the person was asked where their last order goes, and has not said it."""
    order = _still_here(desk)
    return order is not None and lacks_address(order)


def _still_here(desk: Desk) -> Order | None:
    """The person's last order, when it is to be brought and has not left: its address can be told, or corrected."""
    query = (
        select(Order)
        .where(Order.business_id == desk.business.id, Order.person_id == desk.caller.person.id)
        .order_by(Order.id.desc())
        .limit(1)
    )
    order = desk.session.scalar(query)
    here = order is not None and order.status in STILL_HERE and order.fulfilment == Fulfilment.DELIVERY
    return order if here else None


def lacks_address(order: Order) -> bool:
    """Whether it is to be brought, without a word where to."""
    return order.fulfilment == Fulfilment.DELIVERY and order.pincode is None and order.address is None


def _remember(desk: Desk, address: Address) -> None:
    desk.cart.pincode = address.pincode
    desk.cart.address = address.text or desk.cart.address
