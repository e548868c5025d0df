"""The sum of a payment that is told without one: of the order that is being agreed to or was placed, all or half."""

from sqlalchemy.orm import Session

from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import holds
from munshi.callers import Caller
from munshi.orders.desk import Desk
from munshi.orders.looking import open_orders
from munshi.orders.rules import NoWay

HALF = 2


def of_cart(session: Session, caller: Caller, words: str) -> int | None:
    """What the order comes to that is being agreed to, or half of it where the words say so."""
    try:
        total = Desk(session, caller).bill().totals.total_paise
    except NoWay:
        return None
    return part_of(total, words) or None


def half_of_order(session: Session, caller: Caller, words: str | None) -> int | None:
    """Half of the only order that is open, where words say that so much was paid: *aadha advance bhej diya*."""
    if not holds(words or "", "half"):
        return None
    due, orders = due_of(session, caller.business_id, caller.person.id), open_orders(session, caller)
    left = [due.of(each.reference) for each in orders]
    return part_of(left[0], words) if len(left) == 1 and left[0] else None


def part_of(paise: int, words: str | None) -> int:
    """All of it, or in whole rupees the half that words say."""
    return paise // HALF // 100 * 100 if holds(words or "", "half") else paise
