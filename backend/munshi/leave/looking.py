"""What somebody wants to know of their leave: what is left, how their requests stand, when nobody works."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.columns import plain
from munshi.leave.asking.proposals import available_for
from munshi.leave.cancelling import own
from munshi.leave.deciding.approvers import asked_now
from munshi.leave.desk import WHOLE, Desk, desk
from munshi.leave.facts import Facts, called, days_facts, policy_name, request_facts
from munshi.leave.holidays.calendar import Off
from munshi.leave.models import LeaveRequest
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import LeaveDay, Portion, is_of_balance
from munshi.leave.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person

LAST_ONES = 3  # requests that are told of when none is open
REFUSED_FOR = timedelta(days=14)  # a refusal is told with what is open


def balance(session: Session, caller: Caller, type_: LeaveType | None) -> Outcome[Any]:
    """What is left of each type today, or of one; what waits for an answer is told by itself."""
    at = desk(session, caller)
    policies = [policy for policy in at.grants.types_on(at.today) if type_ in (None, policy.type)]
    if not policies:
        raise Refusal("not_entitled", type=str(type_) if type_ else None)
    rows = [_row(at, policy) for policy in policies if is_of_balance(policy.type, policy)]
    if not rows:
        return Outcome[str](outcome="none")
    year = at.grants.year_of(at.today)
    facts = {"rows": rows, "year_ends": year.last.isoformat(), "type": str(type_) if type_ else None}
    return Outcome[str](outcome="balance", facts=facts)


def status(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """How a request stands: the named one, those that are open or to come, else the last ones."""
    at = desk(session, caller)
    requests: Sequence[LeaveRequest] = [own(at, reference)] if reference else _open(at) or _last(at)
    if not requests:
        return Outcome[str](outcome="none")
    return Outcome[str](outcome="status", facts={"requests": [_standing(at, each) for each in requests]})


def holidays(session: Session, caller: Caller, first: date | None, last: date | None) -> Outcome[Any]:
    """The holidays of a span; without one, those left of the calendar year and of the leave year."""
    at = desk(session, caller)
    since = first or at.today
    until = last or (since if first else max(at.grants.year_of(at.today).last, date(at.today.year, 12, 31)))
    days = [
        LeaveDay(day, Portion.FULL, False, Off.HOLIDAY)
        for day in sorted(at.calendar.holidays)
        if since <= day <= until
    ]
    facts: Facts = {"from": since.isoformat(), "to": until.isoformat()}
    if not days:
        return Outcome[str](outcome="none", facts=facts)
    return Outcome[str](outcome="holidays", facts={**facts, "rows": days_facts(days, at.calendar)})


def _row(at: Desk, policy: Policy) -> Facts:
    whole = policy.accrual is Accrual.BY_PROOF
    year = None if whole else at.grants.year_of(at.today).name
    left = available_for(at, policy, at.today)
    return {
        "type": str(policy.type),
        "name": policy_name(policy),
        "balance": plain(at.account.balance(policy.type, year)),
        "pending": plain(at.account.pending(policy.type, year)),
        "available": None if left is None else plain(left),
        "as_of": at.today.isoformat(),
    }


def _open(at: Desk) -> list[LeaveRequest]:
    """What waits or is to come, and what was refused lately: nobody looks for that by its number."""
    live = [each for each in at.live() if each.status == Status.PENDING or each.last >= at.today]
    query = select(LeaveRequest).where(
        LeaveRequest.business_id == at.caller.business_id,
        LeaveRequest.person_id == at.caller.person.id,
        LeaveRequest.status == Status.REJECTED,
        LeaveRequest.decided_at > clock.now() - REFUSED_FOR,
    )
    refused = at.session.scalars(query.options(*WHOLE)).all()
    return sorted((*live, *refused), key=lambda each: each.id)


def _last(at: Desk) -> Sequence[LeaveRequest]:
    query = (
        select(LeaveRequest)
        .where(
            LeaveRequest.business_id == at.caller.business_id,
            LeaveRequest.person_id == at.caller.person.id,
        )
        .order_by(LeaveRequest.id.desc())
        .limit(LAST_ONES)
    )
    return at.session.scalars(query.options(*WHOLE)).all()


def _standing(at: Desk, request: LeaveRequest) -> Facts:
    zone, decided_at = at.caller.business.timezone, request.decided_at
    return {
        **request_facts(request, at.grants, at.calendar),
        "approver": called(asked_now(at.session, at.grants, at.caller.person, request.approver_id)),
        "asked_at": clock.on_the_wall(request.asked_at, zone),
        "decided_by": called(_person(at, request, request.decided_by)),
        "decided_at": clock.on_the_wall(decided_at, zone) if decided_at else None,
        "decision_reason": request.decision_reason,
    }


def _person(at: Desk, request: LeaveRequest, person_id: int | None) -> Person | None:
    return at.session.get_one(Person, (request.business_id, person_id)) if person_id is not None else None
