"""Deciding about leave, for whoever has to: what waits for them, and a yes or no that is final and told at once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.columns import plain
from munshi.leave.balances import ledger, posting
from munshi.leave.cancelling import named, normalised, record
from munshi.leave.deciding import approvers
from munshi.leave.deciding.approvers import asked_now, is_asked, may_decide
from munshi.leave.desk import WHOLE
from munshi.leave.facts import Facts, called, span_facts, type_name
from munshi.leave.models import LeaveRequest
from munshi.leave.notices import request_for_approver, tell_of_decision
from munshi.leave.policy import LeaveType
from munshi.leave.statuses import Status
from munshi.leave.terms import Grants, grants
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.waiting import is_overdue


def pending_for(session: Session, approver: Person, also_of_others: bool = False) -> list[Facts]:
    """What waits for somebody's decision, the oldest first: also what waits for one for whom they stand in today.

    With `also_of_others` whatever they may decide about.
    """
    business = business_service.get(session, approver.business_id)
    assert business is not None
    granted, asks = grants(session, business), may_decide if also_of_others else is_asked
    return [
        request_for_approver(session, granted, request)
        for request in _waiting(session, business)
        if asks(
            session, _employee(session, request), approver, _asked_now(session, granted, request), granted
        )
    ]


def decide(
    session: Session, caller: Caller, reference: str, approve: bool, reason: str | None = None
) -> Outcome[Any]:
    """Approves or rejects a request, once; a no needs a reason. The employee hears of it.

    `own_request`, `not_allowed` and `not_found` change nothing, nor does `decided_already`.
    """
    found = session.scalar(named(caller.business_id, reference))
    if found is None:
        return Outcome[str](outcome="not_found", facts={"reference": normalised(reference)})
    granted = grants(session, caller.business)
    employee = _employee(session, found)
    refusal = _refusal(session, caller, found, employee, granted)
    if refusal is not None:
        return refusal
    ledger.lock(session, caller.business_id, employee.id)
    request = session.scalars(named(caller.business_id, reference)).one()
    facts = _facts(granted, request, employee)
    if request.status != Status.PENDING:
        return Outcome[str](
            outcome="decided_already", facts={**facts, **_decision(session, granted, request)}
        )
    if not approve and not (reason and reason.strip()):
        return Outcome[str](outcome="ask_reason", facts=facts)
    _write(session, granted, request, caller.person, approve, reason)
    facts = _facts(granted, request, employee)
    return Outcome[str](outcome=request.status, facts={**facts, "reason": request.decision_reason})


def overdue(session: Session, business: Business) -> Sequence[LeaveRequest]:
    """What waits longer than the business lets it and was not handed on yet, or for somebody who has left.

    Locked, the oldest first.
    """
    asked_until = clock.now() - timedelta(hours=grants(session, business).terms.approver_timeout_hours)
    query = (
        _pending(business)
        .where(is_overdue(LeaveRequest, asked_until, people.who_left(business)))
        .order_by(LeaveRequest.asked_at, LeaveRequest.id)
        .options(*WHOLE)
        .with_for_update(of=LeaveRequest, skip_locked=True)
    )
    return session.scalars(query).all()


def hand_on(session: Session, business: Business, request: LeaveRequest) -> Person | None:
    """Gives an overdue request to who decides then; who that is."""
    granted = grants(session, business)
    return approvers.hand_on(session, granted, request, _asked_now(session, granted, request))


def _waiting(session: Session, business: Business) -> Sequence[LeaveRequest]:
    query = _pending(business).order_by(LeaveRequest.asked_at, LeaveRequest.id)
    return session.scalars(query.options(*WHOLE)).all()


def _pending(business: Business) -> Select[LeaveRequest]:
    return select(LeaveRequest).where(
        LeaveRequest.business_id == business.id, LeaveRequest.status == Status.PENDING
    )


def _employee(session: Session, request: LeaveRequest) -> Person:
    return session.get_one(Person, (request.business_id, request.person_id))


def _asked_now(session: Session, granted: Grants, request: LeaveRequest) -> Person | None:
    return asked_now(session, granted, _employee(session, request), request.approver_id)


def _refusal(
    session: Session, caller: Caller, request: LeaveRequest, employee: Person, granted: Grants
) -> Outcome[Any] | None:
    """Nobody decides about their own leave, and nobody who is not asked; they are not told what it is about."""
    if request.person_id == caller.person.id:
        return Outcome[str](outcome="own_request", facts=span_facts(request))
    asked = _asked_now(session, granted, request)
    if may_decide(session, employee, caller.person, asked, granted):
        return None
    facts = {"reference": request.reference}
    if request.escalated_at is None or employee.manager_id != caller.person.id:
        return Outcome[str](outcome="not_allowed", facts=facts)
    if request.status == Status.PENDING:
        return Outcome[str](outcome="handed_on", facts={**facts, "by": called(asked)})
    return None  # what became of it is no secret to the manager who did not answer in time


def _write(
    session: Session, granted: Grants, request: LeaveRequest, by: Person, approve: bool, reason: str | None
) -> None:
    request.decided_by, request.decided_at = by.id, clock.now()
    request.decision_reason = reason.strip() if reason and reason.strip() else None
    if approve:
        ledger.take(session, request)
    record(session, request, Status.APPROVED if approve else Status.REJECTED, by)
    tell_of_decision(session, granted, request)
    posting.accrue(session, granted, request.person_id)


def _facts(granted: Grants, request: LeaveRequest, employee: Person) -> Facts:
    return {
        **span_facts(request),
        "kind": "leave",
        "name": called(employee),
        "type_name": type_name(granted, LeaveType(request.type), request.first),
    }


def _decision(session: Session, granted: Grants, request: LeaveRequest) -> Facts:
    """Who decided what and when; a request that was taken back was decided by its own person."""
    last = request.moves[-1]
    by = session.get_one(Person, (request.business_id, last.person_id)) if last.person_id else None
    return {
        "by": called(by),
        "status": request.status,
        "at": clock.on_the_wall(last.at, granted.business.timezone),
        "count": plain(request.count),
    }
