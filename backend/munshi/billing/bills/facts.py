"""What replies say of a bill; facts are named apart from those of other skills, as notices of all are said alike."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.bills.paying import link_for
from munshi.billing.bills.rules import Kind, reference_of

Facts = dict[str, Any]


def bill_facts(session: Session, bill: Bill) -> Facts:
    """A bill for whose it is, with where it can be paid; None where nothing of it is to be paid so."""
    url = None if bill.kind == Kind.CREDIT_NOTE else link_for(session, bill)
    return {**plain_facts(bill), "bill_pay_url": url}


def plain_facts(bill: Bill) -> Facts:
    """A bill with the PDF that comes along."""
    return {
        "bill_number": bill.number,
        "bill_total_paise": bill.total_paise,
        "bill_of": bill.about.get("order") or bill.source,
        "bill_on": bill.issued_on.isoformat(),
        "files": [pdf([bill])],
    }


def pdf(bills: Sequence[Bill]) -> dict[str, str]:
    """The bills as one document of WhatsApp's, at the books' own address."""
    query = urlencode([("number", reference_of(bill.number)) for bill in bills])
    last = reference_of(bills[-1].number)
    name = last if len(bills) == 1 else f"{reference_of(bills[0].number)}--{last}"
    return {
        "kind": "document",
        "source": f"/api/businesses/{bills[0].business_id}/bills/file?{query}",
        "filename": f"{name}.pdf",
    }
