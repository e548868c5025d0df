"""The moves of a claim, each written down with who made it and when."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.expenses.facts import claim_facts
from munshi.expenses.models import Claim, ClaimMove
from munshi.expenses.notices import (
    tell_approver,
    tell_decision,
    tell_of_withdrawing,
    tell_payment,
    tell_that_it_waits_again,
)
from munshi.expenses.service import locked
from munshi.expenses.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person


def record_decision(session: Session, claim: Claim, then: Status, by: Person, reason: str | None) -> None:
    """Approves or rejects, and has the claimant told; the bills of what is rejected may be claimed again."""
    claim.decided_by, claim.decided_at, claim.decision_reason = by.id, clock.now(), reason
    _claim_bills(claim, live=then is not Status.REJECTED)
    _record(session, claim, then, by)
    tell_decision(session, claim)


def take_back_decision(session: Session, claim: Claim, by: Person) -> None:
    """The claim waits again, and the claimant is told; its bills are claimed again."""
    claim.decided_by = claim.decided_at = claim.decision_reason = None
    _claim_bills(claim, live=True)
    _record(session, claim, Status.PENDING, by)
    tell_that_it_waits_again(session, claim, by)


def withdraw(session: Session, claim: Claim, by: Person) -> None:
    """The claimant does not want it any more; who was asked is told, and the bills may be claimed again."""
    _claim_bills(claim, live=False)
    _record(session, claim, Status.WITHDRAWN, by)
    tell_of_withdrawing(session, claim)


def take_back_withdrawal(session: Session, claim: Claim, by: Person) -> None:
    """The claimant wants it after all; who decides is asked again."""
    _claim_bills(claim, live=True)
    _record(session, claim, Status.PENDING, by)
    tell_approver(session, claim)


def pay(session: Session, business: Business, reference: str, on: date, paid_by: str) -> Outcome[Any]:
    """An approved claim was paid on a day, by a payment with this reference; the claimant is told."""
    claim = locked(session, business.id, reference)
    if claim.status == Status.PAID:
        raise Refusal("paid_already", **_payment(claim))
    if claim.status != Status.APPROVED:
        raise Refusal("not_approved", reference=claim.reference, status=claim.status)
    if on > clock.now_in(business.timezone).date():
        raise Refusal("future_date", reference=claim.reference)
    claim.paid_on, claim.payment_reference = on, paid_by
    _record(session, claim, Status.PAID, None)
    tell_payment(session, claim)
    return Outcome[str](outcome="paid", facts=_payment(claim))


def _claim_bills(claim: Claim, *, live: bool) -> None:
    for receipt in claim.receipts:
        receipt.live = live


def _record(session: Session, claim: Claim, then: Status, by: Person | None) -> None:
    step = ClaimMove(
        position=len(claim.moves) + 1, status=then, person_id=by.id if by else None, at=clock.now()
    )
    claim.status = then
    claim.moves.append(step)
    session.flush()


def _payment(claim: Claim) -> dict[str, Any]:
    assert claim.paid_on
    paid = {"paid_on": claim.paid_on.isoformat(), "payment_reference": claim.payment_reference}
    return {**claim_facts(claim), **paid}
