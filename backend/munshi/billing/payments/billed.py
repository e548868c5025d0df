"""A customer asks why a bill is what it is: it is shown line by line, with what of it is paid and what is left.

*I paid 640, why is the bill 680* tells of no new payment. A bill that is not here is for the owners, in their words.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import disputing, looking
from munshi.billing.accounts.said import holds
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.orders.facts import order_line_facts
from munshi.orders.looking import WHOLE
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import asks_why, tells_of_paying

INVOICE, DUES = "request_invoice", "check_dues"
LEAST_SUM = 1000  # in paise; less is a count


def asked_why(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Taken where a bill is named with its sum, and it is asked why, beside what was paid; or why a sum is left."""
    text = reading.text or ""
    sums = [paise for paise in figures(text) if paise >= LEAST_SUM]
    if not reading.is_tap and sums and asks_why(text) and holds(text, "is_left"):
        entry = disputing.entry_of(session, caller, text)
        return None if entry is not None else _left(session, caller, sums)
    asks = holds(text, "bill") and (asks_why(text) or holds(text, "extra"))
    if reading.is_tap or not sums or not asks or not (tells_of_paying(text) or len(sums) > 1):
        return None
    order = _of_sum(session, caller, sums)
    if order is None:
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, text))
    return heard(session, caller, INVOICE, lambda here, by: _shown(here, by, order))


def _left(session: Session, caller: Caller, sums: list[int]) -> Heard:
    """Why a sum is left: the order of which so much is, with what of it was paid; else all that is owed."""
    due = due_of(session, caller.business_id, caller.person.id)
    orders = (_of_reference(session, caller, each.reference) for each in due.items if each.paise in sums)
    order = next(filter(None, orders), None)
    if order is None:
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, looking.Wish()))
    return heard(session, caller, INVOICE, lambda here, by: _shown(here, by, order))


def _of_reference(session: Session, caller: Caller, reference: str | None) -> Order | None:
    """The order of the caller that is called so."""
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id == caller.person.id,
        Order.reference == reference,
    )
    return session.scalar(query.options(*WHOLE))


def _of_sum(session: Session, caller: Caller, sums: list[int]) -> Order | None:
    """The last order of the caller that comes to one of these sums."""
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id == caller.person.id,
        Order.total_paise.in_(sums),
        Order.status != Status.CANCELLED,
    )
    return session.scalar(query.options(*WHOLE).order_by(Order.id.desc()).limit(1))


def _shown(session: Session, caller: Caller, order: Order) -> Outcome[Any]:
    left = due_of(session, caller.business_id, caller.person.id).of(order.reference)
    facts = {
        "bill_of": order.reference,
        "bill_total_paise": order.total_paise,
        "bill_rows": [order_line_facts(line) for line in order.lines],
        "bill_fee_paise": order.fee_paise,
        "bill_off_paise": order.discount_paise,
        "bill_left_paise": left,
        "bill_paid_paise": max(order.total_paise - left, 0),
        "files": [],
    }
    return Outcome[str](outcome="line_by_line", facts=facts)
