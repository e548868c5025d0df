"""The receipt of a payment: in words, once the shop has confirmed it; a bill is of goods, and no receipt."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.of_late import of_late
from munshi.billing.payments.said import holds
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.undoing.wording import tells_of_paying

REPORT = "report_payment"
OF_PAYMENTS = ("utter_report_payment_", "utter_notice_payment_")  # what was told last
OF_LATE = timedelta(days=60)


def wanted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of the payment whose sum is said, or of the last where one was just spoken of, or is said to be of paying."""
    text, sums = reading.text or "", list(dict.fromkeys(figures(reading.text)))
    if reading.is_tap or not holds(text, "receipt") or holds(text, "of_goods") or len(sums) > 1:
        return None
    of_paying = holds(text, "payment") or tells_of_paying(text)
    if not (sums or of_paying or any(each.startswith(OF_PAYMENTS) for each in asked.told)):
        return None
    payment = last_paid(session, caller, sums[0] if sums else None)
    if payment is None:
        return None
    return heard(session, caller, REPORT, lambda here, by: _receipt(here, payment))


def last_paid(session: Session, caller: Caller, paise: int | None = None) -> Payment | None:
    """The person's last payment of these weeks, of this sum where one is said."""
    return of_late(session, caller, paise, OF_LATE)


def _receipt(session: Session, payment: Payment) -> Outcome[Any]:
    facts = payment_facts(session, payment)
    outcome = "receipt" if payment.status == Status.CONFIRMED else "receipt_to_come"
    return Outcome[str](outcome=outcome, facts={**facts, "pay_on": str(facts["pay_at"])[:10]})
