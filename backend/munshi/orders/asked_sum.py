"""Whether the sum that stands beside a way to pay is the right one: *cash hi dunga 720 na?*."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.sums import sums_in
from munshi.billing.payments.owed import left_of
from munshi.callers import Caller
from munshi.orders import ways_to_pay
from munshi.orders.kept import Payment
from munshi.orders.models import Order

RIGHT, OTHER = "sum_right", "sum_other"


def way_of(text: str) -> Payment | None:
    """The way that is told beside one sum that is asked about; None where none is, or nothing is asked."""
    told, sums = ways_to_pay.TAG.sub("", text), [*sums_in(text)]
    if len(sums) != 1 or told == text or not text.rstrip().endswith("?"):
        return None
    start, end, _ = sums[0]
    return ways_to_pay.way_to_come(f"{told[:start]} {told[end:]}".strip())


def answer(session: Session, caller: Caller, order: Order, text: str) -> dict[str, Any]:
    """Yes or no, with what is still to pay for the order."""
    left = left_of(session, caller.person, order.reference)
    said = next(paise for *_, paise in sums_in(text))
    note = RIGHT if said == left else OTHER
    return {"note": note, "reference": order.reference, "total_paise": left}
