"""Who is told of a claim without asking: whoever has to decide, and the one whose it is."""

from sqlalchemy.orm import Session

from munshi.access.files import sendable
from munshi.expenses.facts import asked_facts, claim_facts, name_of
from munshi.expenses.models import Claim
from munshi.expenses.outcomes import Notice
from munshi.notices import service as notices
from munshi.people.models import Person

REQUESTED: Notice = "claim_requested"
DECIDED: Notice = "claim_decided"
PAID: Notice = "claim_paid"


def tell_approver(session: Session, claim: Claim, name: str = REQUESTED, **more: str | None) -> None:
    """Has whoever the claim waits for told, once each for each name of a notice."""
    if claim.approver_id is None:
        return
    approver = session.get_one(Person, (claim.business_id, claim.approver_id))
    facts = {**asked_facts(session, claim), "files": _receipts(claim), **more}
    notices.tell(session, claim.business_id, approver, name, f"{claim.reference}:{name}", **facts)


def tell_decision(session: Session, claim: Claim) -> None:
    """Has the one whose claim it is told that it was approved or rejected."""
    _tell_claimant(
        session,
        claim,
        DECIDED,
        status=claim.status,
        by=name_of(session, claim.business_id, claim.decided_by),
        reason=claim.decision_reason,
    )


def tell_payment(session: Session, claim: Claim) -> None:
    """Has the one whose claim it is told that it was paid."""
    assert claim.paid_on
    paid_on = claim.paid_on.isoformat()
    _tell_claimant(session, claim, PAID, paid_on=paid_on, payment_reference=claim.payment_reference)


def _receipts(claim: Claim) -> list[dict[str, str]]:
    """The receipts to be sent along, at the addresses where each look is noted."""
    source = f"/api/businesses/{claim.business_id}/claims/{claim.reference}/receipt"
    return [
        file
        for receipt in claim.receipts
        for file in sendable(
            f"{source}?position={receipt.position}", claim.reference, receipt.path, receipt.mime_type
        )
    ]


def _tell_claimant(session: Session, claim: Claim, name: Notice, **facts: str | None) -> None:
    person = session.get_one(Person, (claim.business_id, claim.person_id))
    key = f"{claim.reference}:{name}"
    notices.tell(session, claim.business_id, person, name, key, **claim_facts(claim), **facts)
