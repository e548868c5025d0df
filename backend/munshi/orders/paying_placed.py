"""How a placed order is paid, told in a message of its own: *ठीक है नकद दूंगा आकर*, *put it on my khata*."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.terms import standing
from munshi.callers import Caller
from munshi.orders import asked_sum, store_info, ways_to_pay
from munshi.orders.asked_shop import STORE
from munshi.orders.desk import payments_of
from munshi.orders.kept import Payment
from munshi.orders.looking import REFERENCE, facts_of, reference_in
from munshi.orders.models import Order
from munshi.orders.on_khata import is_of_another
from munshi.orders.passing_on import PAGE, pass_on
from munshi.outcomes import Outcome

PAY = "pay_bill"


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """The one way by which the words say to pay what was ordered; what stands beside it is heard next.

    Who wants to pay by UPI now is shown how as well.
    """
    text = reading.text or ""
    if is_of_another(text) and not figures(text):
        facts = {"payments": list(payments_of(caller.business))}
        return Heard(PAGE, Outcome[str](outcome="khata_of_another", facts=facts))
    if summed := asked_sum.way_of(text):
        return heard(session, caller, PAGE, partial(_pay_sum, order=order, way=summed, text=text))
    if asked := ways_to_pay.asks_of_ways(text):
        return Heard(*ways_here(caller, asked))
    named = reference_in(text) is not None
    bare = REFERENCE.sub(" ", text) if named else text
    found = None if reading.first("order_line") else ways_to_pay.told_beside(bare, named=named)
    if found is None:
        return None
    way, words, rest = found
    pays_now = way is Payment.UPI and reading.wants(PAY) and reading.chance >= CLEARLY
    if pays_now and order.payment == way:
        return None  # nothing new of the order: they are shown how
    rest = rest or text if pays_now else rest
    return heard(session, caller, PAGE, lambda here, by: _pay(here, by, order, way, words), rest)


def ways_here(caller: Caller, asked: Sequence[Payment]) -> tuple[str, Outcome[Any]]:
    """That a way is not taken, and which are; else by which ways one pays here."""
    here = payments_of(caller.business)
    refused = next((way for way in asked if way not in here), None)
    if refused is None or refused is Payment.KHATA:
        return STORE, store_info.tell(caller, ("payment",), None, None, None)
    return PAGE, Outcome[str](outcome="payment_not_here", facts={"payment": refused, "payments": list(here)})


def _pay_sum(session: Session, caller: Caller, order: Order, way: Payment, text: str) -> Outcome[Any]:
    """The way is written on the order, and whether the sum is that of the order is said with it."""
    said = asked_sum.answer(session, caller, order, text)
    paid = _pay(session, caller, order, way, text)
    return Outcome[str](outcome=paid.outcome, facts={**paid.facts, "notes": [said]})


def _pay(session: Session, caller: Caller, order: Order, way: Payment, words: str) -> Outcome[Any]:
    here = payments_of(caller.business)
    if way is Payment.KHATA:
        where = standing(session, caller.business, caller.person.id)
        if not where.may_buy:
            return Outcome[str](outcome="khata_not_open", facts={"payments": list(here)})
        if not where.has_room_for(order.total_paise):
            balance = where.balance_paise + where.ordered_paise
            facts = {"payments": list(here), "limit_paise": where.limit_paise, "balance_paise": balance}
            return Outcome[str](outcome="khata_beyond_limit", facts=facts)
    elif way not in here:
        return Outcome[str](outcome="payment_not_here", facts={"payment": way, "payments": list(here)})
    order.payment = way
    session.flush()
    pass_on(session, caller, words, order)
    return Outcome[str](outcome="payment_kept", facts={**facts_of(caller, order), "payment": way})
