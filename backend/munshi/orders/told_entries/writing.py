"""What a helper told, as if who may write it had said it; a tap writes it where it is what was shown."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.accounts import filing as khatas
from munshi.billing.accounts.said import is_paid
from munshi.billing.accounts.said import told_of as credit_of
from munshi.callers import Caller
from munshi.orders.counter import filing as sales
from munshi.orders.counter.said import told_of as sale_of
from munshi.orders.told_entries.models import SALE
from munshi.orders.whole_names import whole
from munshi.outcomes import Outcome, Refusal

SHOWS = frozenset({"confirm", "written"})
ASKS = frozenset(
    {
        "choose_product",
        "ask_amount",
        "ask_person",
        "ask_name",
        "ask_phone",
        "choose_customer",
        "unknown_person",
        "ask_way",
        "ask_way_walk_in",
    }
)


def said(
    session: Session, caller: Caller, kind: str, reading: Reading, number: int | None = None
) -> Outcome[Any]:
    """What becomes of the words where the caller has said them; `number` is the entry that they come from."""
    read = whole(session, caller.business_id, reading)
    if kind == SALE:
        return sales.tell(session, caller, replace(sale_of(caller, read), entry=number))
    if is_paid(read):
        raise Refusal("unsure")
    return khatas.tell(session, caller, replace(credit_of(read), entry=number))
