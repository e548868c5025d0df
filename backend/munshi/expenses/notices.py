"""Who is told of a claim without asking: whoever has to decide, and the one whose it is."""

from itertools import pairwise

from sqlalchemy.orm import Session

from munshi.access.files import sendable
from munshi.expenses.facts import asked_facts, claim_facts, name_of
from munshi.expenses.models import Claim
from munshi.expenses.outcomes import Notice
from munshi.expenses.statuses import TAKEN_BACK, Status
from munshi.notices import service as notices
from munshi.people.models import Person

REQUESTED: Notice = "claim_requested"
DECIDED: Notice = "claim_decided"
PAID: Notice = "claim_paid"
UNDONE: Notice = "claim_decision_undone"
WITHDRAWN: Notice = "claim_withdrawn"


def tell_approver(session: Session, claim: Claim, name: str = REQUESTED, **more: str | None) -> None:
    """Has whoever the claim waits for told, once each for each name of a notice."""
    if claim.approver_id is None:
        return
    approver = session.get_one(Person, (claim.business_id, claim.approver_id))
    facts = {**asked_facts(session, claim), "files": _receipts(claim), **more}
    notices.tell(
        session, claim.business_id, approver, name, f"{claim.reference}:{name}{_again(claim)}", **facts
    )


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


def tell_that_it_waits_again(session: Session, claim: Claim, by: Person) -> None:
    """The claimant hears that the decision was taken back; so does the approver, where somebody else had decided."""
    _tell_claimant(session, claim, UNDONE, status=claim.status, by=by.called)
    if claim.approver_id != by.id:
        tell_approver(session, claim)


def tell_of_withdrawing(session: Session, claim: Claim) -> None:
    """Whoever was asked to decide hears that there is nothing to decide any more."""
    if claim.approver_id is not None:
        approver = session.get_one(Person, (claim.business_id, claim.approver_id))
        facts = {**claim_facts(claim), "employee": name_of(session, claim.business_id, claim.person_id)}
        key = f"{claim.reference}:{WITHDRAWN}{_again(claim)}"
        notices.tell(session, claim.business_id, approver, WITHDRAWN, key, **facts)


def tell_payment(session: Session, claim: Claim) -> None:
    """Has the one whose claim it is told that it was paid."""
    assert claim.paid_on
    paid_on = claim.paid_on.isoformat()
    _tell_claimant(session, claim, PAID, paid_on=paid_on, payment_reference=claim.payment_reference)


def _again(claim: Claim) -> str:
    """What tells a notice from the same one before something was taken back; nothing the first time."""
    back = sum(TAKEN_BACK.get(one) == then for one, then in pairwise(Status(m.status) for m in claim.moves))
    return f":{back}" if back else ""


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
    key = f"{claim.reference}:{name}{_again(claim)}"
    notices.tell(session, claim.business_id, person, name, key, **claim_facts(claim), **facts)
