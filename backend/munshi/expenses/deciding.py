"""Claims as those who decide see them: what waits for somebody, and their word on it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.expenses.approvers import asked_now, may_decide, waits_for
from munshi.expenses.facts import KIND, Facts, asked_facts, claim_facts, moment_of, name_of
from munshi.expenses.models import Claim
from munshi.expenses.moving import record_decision
from munshi.expenses.service import WHOLE, locked
from munshi.expenses.statuses import Status
from munshi.leave.deciding import approvers
from munshi.leave.facts import called
from munshi.leave.terms import Grants, grants
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.waiting import is_overdue


def pending_for(session: Session, approver: Person, also_of_others: bool = False) -> list[Facts]:
    """The claims that are somebody's to decide, the oldest first: also those of one for whom they stand in today.

    With `also_of_others` whatever they may decide about.
    """
    granted, asks = _grants(session, approver.business_id), may_decide if also_of_others else waits_for
    query = _pending(approver.business_id).order_by(Claim.asked_at, Claim.id).options(*WHOLE)
    return [
        {"name": name_of(session, claim.business_id, claim.person_id), **asked_facts(session, claim)}
        for claim in session.scalars(query).all()
        if asks(session, granted, claim, approver)
    ]


def decide(
    session: Session, caller: Caller, reference: str, approve: bool, reason: str | None = None
) -> Outcome[Any]:
    """Approves or rejects a claim. A rejection needs a reason, nobody decides on their own, and once is once."""
    claim = locked(session, caller.business_id, reference)
    if claim.person_id == caller.person.id:
        raise Refusal("own_request", reference=claim.reference)
    _refuse_others(session, caller, claim)
    if claim.status != Status.PENDING:
        raise Refusal("decided_already", **_decision(session, claim))
    why = (reason or "").strip() or None
    name = name_of(session, claim.business_id, claim.person_id)
    facts = {"kind": KIND, "name": name, **claim_facts(claim)}
    if not approve and why is None:
        raise Refusal("ask_reason", **facts)
    then = Status.APPROVED if approve else Status.REJECTED
    record_decision(session, claim, then, caller.person, why)
    return Outcome[str](outcome=then.value, facts={**facts, "reason": why})


def overdue(session: Session, business: Business) -> Sequence[Claim]:
    """What waits longer than the business lets it and was not handed on yet, or for somebody who has left.

    Locked, the oldest first.
    """
    asked_until = clock.now() - timedelta(hours=grants(session, business).terms.approver_timeout_hours)
    query = (
        _pending(business.id)
        .where(is_overdue(Claim, asked_until, people.who_left(business)))
        .order_by(Claim.asked_at, Claim.id)
        .options(*WHOLE)
        .with_for_update(of=Claim, skip_locked=True)
    )
    return session.scalars(query).all()


def hand_on(session: Session, business: Business, claim: Claim) -> Person | None:
    """Gives an overdue claim to who decides then; who that is."""
    granted = grants(session, business)
    return approvers.hand_on(session, granted, claim, asked_now(session, granted, claim))


def _pending(business_id: str) -> Select[Claim]:
    return select(Claim).where(Claim.business_id == business_id, Claim.status == Status.PENDING)


def _grants(session: Session, business_id: str) -> Grants:
    business = business_service.get(session, business_id)
    assert business is not None
    return grants(session, business)


def _refuse_others(session: Session, caller: Caller, claim: Claim) -> None:
    """Only who is asked or an owner decides; that it is decided, whoever approves here may hear."""
    if claim.status != Status.PENDING and caller.may_act_as(Role.MANAGER, Role.OWNER):
        return
    granted = grants(session, caller.business)
    if may_decide(session, granted, claim, caller.person):
        return
    claimant = session.get_one(Person, (claim.business_id, claim.person_id))
    if claim.escalated_at is not None and claimant.manager_id == caller.person.id:
        asked = asked_now(session, granted, claim)
        raise Refusal("handed_on", reference=claim.reference, by=called(asked))
    raise Refusal("not_allowed", reference=claim.reference)


def _decision(session: Session, claim: Claim) -> Facts:
    """Who decided what and when; a claim that was withdrawn was decided by its own person, a paid one before that."""
    last = [move for move in claim.moves if move.status != Status.PAID][-1]
    return {
        "reference": claim.reference,
        "by": name_of(session, claim.business_id, last.person_id),
        "status": claim.status,
        "at": moment_of(session, claim.business_id, last.at),
    }
