"""How a bill asks to be paid: the address of its pay page, and what its QR says."""

from urllib.parse import quote, urlencode

from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind, reference_of
from munshi.business.models import Business
from munshi.orders.kept import Payment

PAID_OTHERWISE = frozenset({Payment.CASH, Payment.CARD})


def link_for(session: Session, bill: Bill) -> str | None:
    """Where the bill can be paid; None while no page of it is served."""
    return None


def upi_link(business: Business, bill: Bill) -> str | None:
    """What the QR on the paper opens; None where nothing is to be paid by UPI."""
    if not business.upi_id or bill.kind == Kind.CREDIT_NOTE or not bill.total_paise:
        return None
    if bill.about.get("payment") in PAID_OTHERWISE:
        return None
    asked = {
        "pa": business.upi_id,
        "pn": business.name,
        "am": f"{bill.total_paise // 100}.{bill.total_paise % 100:02}",
        "cu": "INR",
        "tn": bill.number,
        "tr": reference_of(bill.number).replace("-", ""),
    }
    return f"upi://pay?{urlencode(asked, quote_via=quote, safe='@')}"
