"""What a claim is for where its words name no order: the order that was just placed, the khata, or it is asked.

Nothing is asked where only one thing is open, or where the sum is that of one.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import claims
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.owed import Due, due_of
from munshi.billing.payments.said import holds
from munshi.callers import Caller
from munshi.orders.kept import Payment as Way
from munshi.orders.looking import open_orders
from munshi.orders.models import Order

RIGHT_AFTER = timedelta(minutes=30)  # so long a part of it is of the order that was placed


def order_of(session: Session, caller: Caller, told: Told) -> str | None:
    """The order that a claim is surely for; None where it is for the khata, or that is asked."""
    due, orders, khata = _open(session, caller)
    if not orders or told.of_khata:
        return None
    words, paise = told.words or "", told.paise or 0
    if holds(words, "old"):
        return None
    last = orders[0]
    if khata <= 0:
        return last.reference if len(orders) == 1 else _of_sum(due, orders, paise)
    if _means_khata(words) or paise == due.paise:
        return None
    if (same := _of_sum(due, orders, paise)) or paise == khata:
        return same
    just_placed = clock.now() - last.placed_at < RIGHT_AFTER and not _is_for_later(caller, last)
    is_recent = just_placed and paise < due.of(last.reference)
    return last.reference if is_recent or holds(words, "of_order") else None


def asks(session: Session, caller: Caller, told: Told) -> list[dict[str, Any]]:
    """What it may be for, with what is left of each, where two things are meant as well; else nothing."""
    due, orders, khata = _open(session, caller)
    words, paise = told.words or "", told.paise or 0
    if not orders or khata <= 0 or told.of_khata or paise in (due.paise, khata):
        return []
    if _means_khata(words) or (paise < khata and not _is_of_orders(caller, orders, words)):
        return []
    of_orders = [{"of": each.reference, "paise": due.of(each.reference)} for each in orders]
    return [*of_orders, {"of": None, "paise": khata}]


def _is_of_orders(caller: Caller, orders: list[Order], words: str) -> bool:
    """Whether a part may be for one of the orders: for those of a later day it is only where the words say so."""
    return holds(words, "of_order") or not all(_is_for_later(caller, each) for each in orders)


def _is_for_later(caller: Caller, order: Order) -> bool:
    """Whether an order is for a day that is to come: what is due already is paid before it."""
    today = clock.now_in(caller.business.timezone).date().isoformat()
    return str((order.wanted or {}).get("day") or "") > today


def _open(session: Session, caller: Caller) -> tuple[Due, list[Order], int]:
    """What is owed, the orders that do not go on the khata, the last first, and what of it is for none of them.

    What is told of already as paid in full is paid for no second time.
    """
    due = due_of(session, caller.business_id, caller.person.id)
    orders = open_orders(session, caller) if due.paise else []
    told = claims.of(session, caller.person) if orders else []
    covered = {
        each.reference: sum(claim.paise for claim in told if claim.named == each.reference) for each in orders
    }
    own = [each for each in orders if each.payment != Way.KHATA and due.of(each.reference)]
    khata = due.paise - sum(due.of(each.reference) for each in own)
    return due, [each for each in own if due.of(each.reference) > covered[each.reference]], khata


def _means_khata(words: str) -> bool:
    """Whether words speak of the khata: of several messages the last that says which."""
    for said in reversed(words.split(" / ")):
        if names_a_khata(said) or holds(said, "old"):
            return True
        if holds(said, "of_order"):
            return False
    return False


def _of_sum(due: Due, orders: list[Order], paise: int) -> str | None:
    """The one order of which just this sum is left."""
    same = [each.reference for each in orders if due.of(each.reference) == paise]
    return same[0] if len(same) == 1 else None
