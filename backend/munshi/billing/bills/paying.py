"""How a bill asks to be paid: the address of its pay page, and what its QR says."""

from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind, reference_of
from munshi.billing.payments import links, rules
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from munshi.orders.kept import Payment
from munshi.people.models import Person

ORDER = "order"  # a kind of source
PAID_OTHERWISE = frozenset({Payment.CASH, Payment.CARD})


def link_for(session: Session, bill: Bill) -> str | None:
    """Where the bill can be paid; None where nothing of it is left to pay, or the business takes nothing there."""
    person = session.get_one(Person, (bill.business_id, bill.person_id))
    return links.link_to_pay(session, person, bill.source if bill.source_kind == ORDER else bill.number)


def upi_link(business: Business, bill: Bill) -> str | None:
    """What the QR on the paper opens; None where nothing is to be paid by UPI."""
    if not business.upi_id or bill.kind == Kind.CREDIT_NOTE or not bill.total_paise:
        return None
    if bill.about.get("payment") in PAID_OTHERWISE:
        return None
    return rules.upi_link(
        business.upi_id,
        business.name,
        paise=bill.total_paise,
        reference=reference_of(bill.number),
        note=bill.number,
        mcc=terms_of(business).mcc,
    )
