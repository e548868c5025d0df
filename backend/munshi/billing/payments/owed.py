"""What a person can pay for: what the ledger says they owe, and what is ordered and on its way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.bills import service as bills
from munshi.billing.bills.of_orders import due_paise
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Owed
from munshi.billing.payments.statuses import Status as Paid
from munshi.orders.models import Order
from munshi.orders.statuses import OPEN, Status
from munshi.people.models import Person


@dataclass(frozen=True)
class Due:
    """Everything that a person can pay now, the oldest first, and its sum; else what they have paid `ahead`.

    `coming_paise`: what the orders come to that are not delivered yet, `now_paise`: what is owed without them.
    """

    items: tuple[Owed, ...]
    paise: int
    ahead_paise: int
    coming_paise: int = 0
    now_paise: int = 0

    def of(self, reference: str) -> int:
        """What of it is for one order or bill."""
        return sum(item.paise for item in self.items if item.reference == reference)


def due_of(session: Session, business_id: str, person_id: int) -> Due:
    """What is owed, and what is ordered: that is due from delivery, but may be paid before."""
    in_ledger = [
        Owed(item.reference, item.paise_left) for item in accounts.open_items(session, business_id, person_id)
    ]
    ahead = sum(item.paise for item in in_ledger) - accounts.balance(session, business_id, person_id)
    coming = _coming(session, business_id, person_id)
    ahead -= sum(paid for _, _, paid in coming)  # what was paid for these waits for them in the ledger
    items = [*in_ledger, *(Owed(reference, total - paid) for reference, total, paid in coming)]
    left = [item for item in _without(items, ahead) if item.paise > 0]
    due = sum(item.paise for item in left)
    more = max(ahead - sum(item.paise for item in items) + due, 0)
    of_coming = {reference for reference, _, _ in coming}
    now = sum(item.paise for item in left if item.reference not in of_coming)
    return Due(tuple(left), due, more, sum(total for _, total, _ in coming), now)


def waiting_paise(session: Session, business_id: str, person_id: int) -> int:
    """What the person says to have paid, and nobody has looked for yet."""
    query = select(func.coalesce(func.sum(Payment.paise), 0)).where(
        Payment.business_id == business_id,
        Payment.person_id == person_id,
        Payment.status == Paid.REPORTED,
    )
    return int(session.scalar(query) or 0)


def item_of(session: Session, business_id: str, said: str | None) -> str | None:
    """What is owed for, by the reference that somebody says: the order of a bill stands for the bill."""
    bill = bills.find(session, business_id, said) if said and "/" in said else None
    return bill.source if bill is not None and bill.source_kind == "order" else said


def _coming(session: Session, business_id: str, person_id: int) -> Sequence[tuple[str, int, int]]:
    """The orders that are not delivered yet: the reference of each, its total, and what was paid for it."""
    query = (
        select(Order)
        .where(Order.business_id == business_id, Order.person_id == person_id, Order.status.in_(OPEN))
        .order_by(Order.placed_at, Order.id)
    )
    return [
        (order.reference, due_paise(session, order), -_in_ledger(session, business_id, order.reference))
        for order in session.scalars(query)
    ]


def left_of(session: Session, person: Person, of: str) -> int:
    """What is left to pay of an order or bill, also of an order in the transaction that delivers it."""
    due = due_of(session, person.business_id, person.id).of(of)
    named = (Order.business_id == person.business_id) & (Order.reference == of)
    order = session.scalar(select(Order).where(named, Order.status == Status.DELIVERED))
    if due or order is None or accounts.sale_of(session, person.business_id, of):
        return due
    return due_paise(session, order) + _in_ledger(session, person.business_id, of)


def _in_ledger(session: Session, business_id: str, order_reference: str) -> int:
    """What the ledger says of an order: before it is delivered, what was paid for it, below nothing."""
    query = select(func.coalesce(func.sum(AccountEntry.paise), 0)).where(
        AccountEntry.business_id == business_id, AccountEntry.order_reference == order_reference
    )
    return int(session.scalar(query) or 0)


def _without(items: Sequence[Owed], ahead: int) -> list[Owed]:
    """The items less what was paid ahead, which goes to the oldest."""
    left = []
    for item in items:
        taken = min(max(ahead, 0), max(item.paise, 0))
        ahead -= taken
        left.append(Owed(item.reference, item.paise - taken))
    return left
