"""What customers say to have paid and nobody has looked for yet: found, and shown with what decides about it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.payments.facts import Facts, payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.service import WHOLE
from munshi.billing.payments.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

LISTED = 10


def waiting(session: Session, business_id: str, *wanted: Any) -> Sequence[Payment]:
    """The claims that wait, the last first."""
    query = select(Payment).where(
        Payment.business_id == business_id, Payment.status == Status.REPORTED, *wanted
    )
    return session.scalars(query.order_by(Payment.id.desc()).limit(LISTED).options(*WHOLE)).all()


def of(session: Session, payer: Person) -> Sequence[Payment]:
    """Those of a customer."""
    return waiting(session, payer.business_id, Payment.person_id == payer.id)


def of_sum(session: Session, payer: Person, paise: int) -> Payment | None:
    """The first of a customer's with the very same sum."""
    found = waiting(session, payer.business_id, Payment.person_id == payer.id, Payment.paise == paise)
    return found[-1] if found else None


def only(session: Session, business_id: str, paise: int | None) -> Payment | None:
    """The one that waits with just this sum, whoever's it is."""
    found = waiting(session, business_id, Payment.paise == paise) if paise is not None else []
    return found[0] if len(found) == 1 else None


def shown(session: Session, found: Sequence[Payment]) -> Outcome[Any]:
    """One claim with what decides about it, one payment with where it stands, else a list."""
    if len(found) > 1:
        return Outcome[str](outcome="several_shown", facts=listed(session, found))
    waits = found[0].status == Status.REPORTED
    outcome = "claim_shown" if waits else "payment_shown"
    return Outcome[str](outcome=outcome, facts=payment_facts(session, found[0]))


def listed(session: Session, found: Sequence[Payment]) -> Facts:
    """Each of several, and what they come to."""
    each = [payment_facts(session, payment) for payment in found]
    return {"pay_list": each, "pay_paise": sum(payment.paise for payment in found)}
