"""How an order is paid, told beside goods in words that seem to be of money alone: kept, and the goods are heard next.

*2 nivea to 9 vijay nagar 452001. i'll pay the boy by upi* is an order, and no question what is owed.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading
from munshi.billing.payments.said import spoken_ways
from munshi.billing.pieces import REFERENCE, is_paid
from munshi.callers import Caller
from munshi.orders import money_beside
from munshi.orders.counted import counted_in
from munshi.orders.desk import Desk, payments_of
from munshi.orders.kept import Note, Payment
from munshi.orders.passing_on import PAGE
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome

OF_MONEY = (
    FALLBACK, "pay_bill", "report_payment", "record_payment", "record_credit", "update_stock", "ask_store_info",
    "check_dues",
)  # fmt: skip


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The clauses that say how it will be paid, where the others name goods that are sold here, with a number."""
    if not reading.wants(*OF_MONEY) or is_paid(reading.text or "") or REFERENCE.search(reading.text or ""):
        return None  # what was paid is for the payments
    clauses = [each.strip(SIGNS) for each in CLAUSE.split(reading.text or "") if each.strip(SIGNS)]
    paying = [each for each in clauses if money_beside.tells_of_paying(each)]
    others = [each for each in clauses if each not in paying]
    if not paying or not counted_in(StockedShelf(session, caller.business_id), others):
        return None
    said = ", ".join(paying)

    def work(here_now: Session, by: Caller) -> Outcome[Any]:
        desk = Desk(here_now, by)
        refused = keep(desk, said, note=money_beside.speaks(said))
        if refused is not None:
            facts = {"payment": refused, "payments": list(payments_of(desk.business))}
            return Outcome[str](outcome="payment_not_here", facts=facts)
        return Outcome[str](outcome="paying_noted", facts={"order_words": said})

    return heard(session, caller, PAGE, work, ", ".join(others))


def keep(desk: Desk, said: str, *, note: bool = True) -> Payment | None:
    """Has the order say how it will be paid, in a word or as a note; the only way said that the shop does not take."""
    ways = [Payment(each) for each in spoken_ways(said) if each in set(Payment)]
    if len(ways) == 1 and ways[0] not in payments_of(desk.business):
        return ways[0]
    if len(ways) == 1:
        desk.cart.kept.payment = ways[0]
    if len(ways) != 1 or note:
        desk.cart.kept.notes.append(Note(said))
    desk.save()
    return None
