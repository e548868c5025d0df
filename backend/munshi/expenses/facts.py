"""A claim as it is said."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service as business_service
from munshi.expenses.models import Claim
from munshi.people.models import Person

Facts = dict[str, Any]

KIND = "claim"  # among all that waits for approval


def claim_facts(claim: Claim) -> Facts:
    """What was claimed."""
    return {
        "reference": claim.reference,
        "amount_paise": claim.amount_paise,
        "category": claim.category,
        "date": claim.spent_on.isoformat(),
    }


def asked_facts(session: Session, claim: Claim) -> Facts:
    """What an approver sees of a claim that waits for them; `employee` is the name."""
    return {
        **claim_facts(claim),
        "kind": KIND,
        "employee": name_of(session, claim.business_id, claim.person_id),
        "purpose": claim.purpose,
        "receipt": bool(claim.receipts),
        "over_limit": claim.over_limit,
        "asked_at": moment_of(session, claim.business_id, claim.asked_at),
    }


def status_facts(session: Session, claim: Claim) -> Facts:
    """Where a claim stands, for the person whose it is."""
    return {
        **claim_facts(claim),
        "status": claim.status,
        "decided_by": name_of(session, claim.business_id, claim.decided_by),
        "reason": claim.decision_reason,
        "approver": name_of(session, claim.business_id, claim.approver_id),
        "paid_on": claim.paid_on.isoformat() if claim.paid_on else None,
        "payment_reference": claim.payment_reference,
    }


def moment_of(session: Session, business_id: str, moment: datetime) -> str:
    """A moment as the business's clock shows it."""
    business = business_service.get(session, business_id)
    assert business is not None
    return clock.on_the_wall(moment, business.timezone)


def name_of(session: Session, business_id: str, person_id: int | None) -> str | None:
    """What the business calls the person."""
    if person_id is None:
        return None
    person = session.get(Person, (business_id, person_id))
    return person.called if person else None
