"""What an owner pays out of the drawer to who is no customer: *chai wale ko 60 galle se diye* is nobody's payment."""

from sqlalchemy.orm import Session

from munshi.asking.reading import FALLBACK, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.payments.said import holds
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal

OF_PAYING = ("record_payment", "report_payment", "pay_bill", "claim_reimbursement", "update_stock", FALLBACK)


def is_told(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a sum went out of the drawer, and no customer is named whose it could be."""
    text = reading.text or ""
    if reading.is_tap or not holds(text, "out_of_till") or not figures(text) or "?" in text:
        return False
    return reading.wants(*OF_PAYING) and not whom.named_in(session, caller.business_id, text)


def refuse(session: Session, caller: Caller) -> Outcome[str]:
    """It is kept nowhere, and is said to be."""
    raise Refusal("goes_out")
