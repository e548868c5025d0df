"""How a placed order is paid, told in a message of its own: *ठीक है नकद दूंगा आकर*, *put it on my khata*."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.terms import standing
from munshi.billing.payments.said import spoken_ways
from munshi.billing.pieces import holds
from munshi.callers import Caller
from munshi.orders.desk import payments_of
from munshi.orders.kept import Payment
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.on_khata import is_of_another
from munshi.orders.passing_on import PAGE, pass_on
from munshi.outcomes import Outcome
from munshi.undoing.wording import did_not_pay, tells_of_paying
from munshi.word_lists import WordLists, plain

has = WordLists(__file__, "paying_placed.yml").has
LONGEST = 10  # words that say nothing else


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """The one way by which the words say to pay what was ordered, and nothing else."""
    text = reading.text or ""
    if is_of_another(text) and not figures(text):
        facts = {"payments": list(payments_of(caller.business))}
        return Heard(PAGE, Outcome[str](outcome="khata_of_another", facts=facts))
    way = _way(text)
    if way is None or figures(text) or reading.first("order_line") or "?" in text:
        return None
    if len(text.split()) > LONGEST or order.payment == way:
        return None
    return heard(session, caller, PAGE, lambda here, by: _pay(here, by, order, way, text))


def _way(text: str) -> Payment | None:
    said = plain(text)
    was_paid = tells_of_paying(text) and not holds(text, "will_pay")
    if has(said, "asks") or was_paid or did_not_pay(text):
        return None
    is_refused = has(said, "no_khata")
    if not is_refused and (names_a_khata(text) or has(said, "credit")):
        return Payment.KHATA if has(said, "writes") else None
    ways = [each for each in spoken_ways(text) if each in set(Payment)]
    is_to_come = is_refused or holds(text, "will_pay") or has(said, "pays")
    return Payment(ways[0]) if len(ways) == 1 and is_to_come else None


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
