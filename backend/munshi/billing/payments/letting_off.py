"""What the owner lets off of an order or bill along with a payment that falls short of it: no money, and no debt.

With the payment it is taken back (`service.take_back`).
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.facts import Facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import due_of, item_of
from munshi.billing.payments.service import ORDERS, let_off_key
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.people.models import Person
from munshi.people.rules import Role


def rest_of(session: Session, caller: Caller, payment: Payment) -> Facts:
    """What is left of what the payment is for is owed no more; how much that was."""
    caller.must_be(Role.OWNER)
    item = item_of(session, payment.business_id, payment.named)
    paise = due_of(session, payment.business_id, payment.person_id).of(item) if item else 0
    if item is None or paise <= 0:
        return {}
    is_order = item.startswith(ORDERS)
    accounts.post(
        session,
        payment.business_id,
        payment.person_id,
        Kind.WAIVER,
        -paise,
        let_off_key(payment),
        by=caller.person,
        order_reference=item if is_order else None,
        bill_number=None if is_order else item,
        note=payment.reference,
    )
    return {"pay_let_off_paise": paise}


def order_cancelled(session: Session, order: Order, by: Person | None) -> None:
    """Of an order that never comes nothing was let off."""
    let_off = select(AccountEntry).where(
        AccountEntry.business_id == order.business_id,
        AccountEntry.person_id == order.person_id,
        AccountEntry.order_reference == order.reference,
        AccountEntry.kind == Kind.WAIVER,
        AccountEntry.reverses_id.is_(None),
    )
    for entry in session.scalars(let_off).all():
        if accounts.reversal_of(session, entry) is None:
            accounts.reverse(session, entry, by)
