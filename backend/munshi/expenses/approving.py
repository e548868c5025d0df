"""Claims as those who decide see them: what waits for somebody, and their word on it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.expenses.approvers import may_decide
from munshi.expenses.facts import Facts, asked_facts, claim_facts, name_of
from munshi.expenses.models import Claim
from munshi.expenses.moving import record_decision
from munshi.expenses.service import WHOLE, locked
from munshi.expenses.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role

KIND = "claim"


def pending_for(session: Session, approver: Person) -> list[Facts]:
    """The claims that wait for somebody, the oldest first."""
    query = (
        select(Claim)
        .where(
            Claim.business_id == approver.business_id,
            Claim.approver_id == approver.id,
            Claim.status == Status.PENDING,
        )
        .order_by(Claim.asked_at, Claim.id)
        .options(*WHOLE)
    )
    return [
        {"kind": KIND, "asked_at": claim.asked_at.isoformat(), **asked_facts(session, claim)}
        for claim in session.scalars(query)
    ]


def decide(
    session: Session, caller: Caller, reference: str, approve: bool, reason: str | None
) -> Outcome[Any]:
    """Approves or rejects a claim. A rejection needs a reason, nobody decides on their own, and once is once."""
    claim = locked(session, caller.business_id, reference)
    if claim.person_id == caller.person.id:
        raise Refusal("own_request", reference=claim.reference)
    _refuse_others(session, caller, claim)
    if claim.status != Status.PENDING:
        raise Refusal("decided_already", **_decision(session, claim))
    why = (reason or "").strip() or None
    if not approve and why is None:
        raise Refusal("ask_reason", reference=claim.reference)
    then = Status.APPROVED if approve else Status.REJECTED
    record_decision(session, claim, then, caller.person, why)
    name = name_of(session, claim.business_id, claim.person_id)
    facts = {"kind": KIND, "name": name, "reason": why, **claim_facts(claim)}
    return Outcome[str](outcome=then.value, facts=facts)


def _refuse_others(session: Session, caller: Caller, claim: Claim) -> None:
    """Only who is asked or an owner decides; that it is decided, whoever approves here may hear."""
    if claim.status != Status.PENDING and caller.may_act_as(Role.MANAGER, Role.OWNER):
        return
    if not may_decide(session, caller.business, claim, caller.person):
        raise Refusal("not_allowed", reference=claim.reference)


def _decision(session: Session, claim: Claim) -> Facts:
    assert claim.decided_at
    return {
        "reference": claim.reference,
        "by": name_of(session, claim.business_id, claim.decided_by),
        "status": claim.status,
        "at": claim.decided_at.isoformat(),
    }
