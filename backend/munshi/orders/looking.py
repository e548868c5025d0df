"""Where an order stands, for the person who placed it."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from munshi import clock, series
from munshi.callers import Caller
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.facts import Facts, order_facts
from munshi.orders.filing import PREFIX
from munshi.orders.models import OpenCart, Order
from munshi.orders.rules import Fulfilment
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome, Refusal

LISTED = 10
SITTING = timedelta(hours=6)  # so long an order may be what is spoken of
LONGEST_SUM = 5  # figures
REFERENCE = re.compile(rf"{PREFIX.rstrip('-')}[- ]?\d+", re.IGNORECASE)
WHOLE = (selectinload(Order.lines), selectinload(Order.moves))


def track(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The named order; else the open ones; else the last one."""
    refuse_where_not_offered(caller.business)
    if reference:
        order = own_order(session, caller, reference)
        return Outcome[str](outcome=order.status, facts=facts_of(caller, order))
    orders = open_orders(session, caller)
    if len(orders) > 1:
        return Outcome[str](
            outcome="several", facts={"orders": [facts_of(caller, order) for order in orders]}
        )
    last = orders[0] if orders else last_order(session, caller)
    if last is not None:
        return Outcome[str](outcome=last.status, facts=facts_of(caller, last))
    return Outcome[str](outcome="only_cart" if has_cart(session, caller) else "no_orders")


def own_order(session: Session, caller: Caller, reference: str, *, lock: bool = False) -> Order:
    """The person's order with this reference. Refuses with `not_found`, also for somebody else's order."""
    named = normalised(reference)
    query = _of(caller).where(Order.reference == named)
    if lock:
        query = query.with_for_update(of=Order)
    order = session.scalar(query) or of_sum(session, caller, reference)
    if order is None:
        raise Refusal("not_found", reference=named)
    return order


def of_sum(session: Session, caller: Caller, figure: str) -> Order | None:
    """The person's last order that came to a sum, in rupees, by which it is called: *280 wala order*."""
    if not figure.isdecimal() or len(figure) > LONGEST_SUM:
        return None
    query = _of(caller).where(Order.total_paise == int(figure) * 100)
    return session.scalar(query.order_by(Order.placed_at.desc(), Order.id.desc()).limit(1))


def open_orders(session: Session, caller: Caller) -> Sequence[Order]:
    """The person's orders that still move, the last one first."""
    query = _of(caller).where(Order.status.in_(OPEN)).order_by(Order.placed_at.desc(), Order.id.desc())
    return session.scalars(query.limit(LISTED)).all()


def open_or_served(session: Session, caller: Caller) -> Sequence[Order]:
    """The person's orders that still move, and what they had at their table in this sitting; the last one first."""
    served = (
        (Order.status == Status.DELIVERED)
        & (Order.fulfilment == Fulfilment.DINE_IN)
        & (Order.placed_at > clock.now() - SITTING)
    )
    query = _of(caller).where(Order.status.in_(OPEN) | served)
    return session.scalars(query.order_by(Order.placed_at.desc(), Order.id.desc()).limit(LISTED)).all()


def facts_of(caller: Caller, order: Order) -> Facts:
    """The order as its customer sees it, now."""
    business = caller.business
    return order_facts(order, business.address, clock.now_in(business.timezone))


def names_an_order(text: str) -> bool:
    """Whether there is a number in it."""
    return any(character.isdecimal() for character in text)


def reference_in(text: str) -> re.Match[str] | None:
    """Where an order is named by its reference in a text: "ORD-1042", "ord 1042"."""
    return REFERENCE.search(text)


def normalised(reference: str) -> str:
    """`1042`, `ord 1042` and `ORD-1042` are one reference."""
    return series.reference(PREFIX, reference)


def has_cart(session: Session, caller: Caller) -> bool:
    """Whether anything is in the person's cart, or asked about."""
    cart = session.get(OpenCart, (caller.business_id, caller.person.id))
    return bool(cart and (cart.lines or cart.wishes))


def last_order(session: Session, caller: Caller) -> Order | None:
    return session.scalar(_of(caller).order_by(Order.placed_at.desc(), Order.id.desc()).limit(1))


def _of(caller: Caller) -> Select[Order]:
    return (
        select(Order)
        .where(Order.business_id == caller.business_id, Order.person_id == caller.person.id)
        .options(*WHOLE)
    )
