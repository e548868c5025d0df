"""What a refund would leave owed again: whoever gives a part back does not want it once more, so it is lowered too."""

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.bills.crediting import credit
from munshi.billing.bills.models import Bill
from munshi.billing.bills.notices import tell_customer
from munshi.billing.bills.service import bill_of, find, left_of
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import due_of
from munshi.orders.models import Order
from munshi.orders.moving import find as find_order
from munshi.orders.statuses import OPEN
from munshi.people.models import Person

LOWERED = "lowered"  # why a bill was taken back, as `words.yml` says it


def owed_again(session: Session, payment: Payment, paise: int) -> int:
    """What of a refund is more than was paid ahead; nothing where it was paid for an order that is still to come."""
    if any(order is not None and order.status in OPEN for order in _orders(session, payment)):
        return 0
    return max(paise - due_of(session, payment.business_id, payment.person_id).ahead_paise, 0)


def lower(session: Session, payment: Payment, paise: int, by: Person) -> None:
    """So much less is owed: by a credit note of a bill that was paid and holds it, else by an entry."""
    bill = next((each for each in _bills(session, payment) if left_of(session, each) >= paise), None)
    if bill is not None:
        tell_customer(session, credit(session, bill, LOWERED, by, paise), "bill_credited")
        return
    accounts.post(
        session,
        payment.business_id,
        payment.person_id,
        Kind.CREDIT_NOTE,
        -paise,
        f"lowered:{payment.reference}:{len(payment.refunds) + 1}",
        by=by,
        note=payment.reference,
    )


def _orders(session: Session, payment: Payment) -> list[Order | None]:
    return [find_order(session, payment.business_id, part.of) for part in payment.parts if part.of]


def _bills(session: Session, payment: Payment) -> list[Bill]:
    """The bills that it settled and that lower what is owed."""
    numbers = (part.of for part in payment.parts if part.of)
    by_number = (find(session, payment.business_id, number) for number in numbers)
    of_orders = (bill_of(session, order) for order in _orders(session, payment) if order is not None)
    found = [bill for bill in (*of_orders, *by_number) if bill is not None]
    return [bill for bill in found if accounts.sale_of(session, bill.business_id, bill.source) is not None]
