"""What of a person's leave a bare *cancel* may mean, and taking back what was filed or decided by mistake."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.leave import cancelling
from munshi.leave.asking import drafts, service
from munshi.leave.balances import ledger, posting
from munshi.leave.cancelling import CLOSED, named, record
from munshi.leave.desk import desk
from munshi.leave.facts import Facts, called, span_facts
from munshi.leave.models import LeaveDayRow, LeaveRequest
from munshi.leave.notices import tell_of_restoring, tell_that_it_waits_again
from munshi.leave.rules import Portion
from munshi.leave.statuses import TAKEN_BACK, Status
from munshi.leave.terms import grants
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind

DECIDED = frozenset({Status.APPROVED, Status.REJECTED})


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The leave that is being put together, and those that wait for an answer."""
    serves = posting.SKILL in caller.business.skills and caller.may_act_as(*STAFF)
    return list(_offered(session, caller)) if serves else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    at = desk(session, caller)
    draft, _ = drafts.load(session, caller.person, clock.now())
    if not draft.is_empty:
        first, last = draft.first, draft.last or draft.first
        days = {"from": first.isoformat(), "to": last.isoformat()} if first and last else {}
        yield Cancellable("leave_draft", _draft_token(session, caller), {**days, "type": draft.type})
    for request in at.live():
        if request.status == Status.PENDING:
            yield Cancellable(
                "leave", _token(request), {**span_facts(request), "today": at.today.isoformat()}
            )


def drop_draft(session: Session, caller: Caller, token: str) -> None:
    """Throws away exactly what was shown."""
    if _draft_token(session, caller) != token or service.drop(session, caller).outcome != "dropped":
        raise Refusal("changed")


def cancel_leave(session: Session, caller: Caller, token: str) -> None:
    """Takes back the request as it was shown."""
    if cancelling.cancel(session, caller, token).outcome != "cancelled":
        raise Refusal("changed")


def undo_filing(session: Session, caller: Caller, act: Act) -> Facts:
    """What nobody has decided yet is taken back."""
    request = _locked(session, caller.business_id, act.references[0])
    if request.status in CLOSED:
        raise Refusal("undone_already")
    if request.status != Status.PENDING:
        raise Refusal("moved_on")
    return cancelling.cancel(session, caller, _token(request)).facts


def undo_cancelling(session: Session, caller: Caller, act: Act) -> Facts:
    """The leave is again what it was, unless other leave has its days or its balance by now."""
    request = _locked(session, caller.business_id, act.references[0])
    if request.status not in CLOSED:
        raise Refusal("undone_already")
    refuse_where_taken(session, request, act.at)
    then = TAKEN_BACK[Status(request.status)]
    if then is Status.APPROVED:
        ledger.take(session, request)
    record(session, request, then, caller.person)
    granted = grants(session, caller.business)
    tell_of_restoring(session, granted, request)
    posting.accrue(session, granted, request.person_id)
    return span_facts(request)


def undo_decision(session: Session, caller: Caller, reference: str, at: datetime) -> Facts:
    """The request waits again, its days come back by reversal, the employee hears it. `at` is the decision's."""
    request = _locked(session, caller.business_id, reference)
    if request.status == Status.PENDING:
        raise Refusal("undone_already")
    if request.status not in DECIDED or request.decided_by != caller.person.id:
        raise Refusal("moved_on")
    if request.status == Status.REJECTED:
        refuse_where_taken(session, request, at)
    else:
        ledger.give_back(session, request)
    request.decided_by = request.decided_at = request.decision_reason = None
    record(session, request, Status.PENDING, caller.person)
    granted = grants(session, caller.business)
    tell_that_it_waits_again(session, granted, request, caller.person)
    posting.accrue(session, granted, request.person_id)
    return decision(session, caller, reference)


def decision(session: Session, caller: Caller, reference: str) -> Facts:
    """A request as who has decided about it names it."""
    request = session.scalars(named(caller.business_id, reference)).one()
    employee = session.get_one(Person, (request.business_id, request.person_id))
    return {
        "reference": request.reference,
        "kind": "leave",
        "name": called(employee),
        "status": request.status,
    }


def refuse_where_taken(session: Session, request: LeaveRequest, since: datetime) -> None:
    """Refuses where other leave holds these days by now, or was asked for since out of the same balance."""
    others = (
        select(LeaveDayRow, LeaveRequest)
        .join(
            LeaveRequest,
            (LeaveRequest.business_id == LeaveDayRow.business_id)
            & (LeaveRequest.id == LeaveDayRow.request_id),
        )
        .where(
            LeaveDayRow.business_id == request.business_id,
            LeaveDayRow.person_id == request.person_id,
            LeaveDayRow.live,
            LeaveDayRow.request_id != request.id,
        )
    )
    charged = any(day.charged for day in request.days)
    for day, other in session.execute(others):
        is_newer = other.type == request.type and other.asked_at > since and bool(day.charged)
        if (is_newer and charged) or any(_meet(day, own) for own in request.days):
            raise Refusal("taken")


def _meet(one: LeaveDayRow, other: LeaveDayRow) -> bool:
    same = one.portion == other.portion or Portion.FULL in (one.portion, other.portion)
    return one.date == other.date and same


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The leave that was filed or cancelled."""
    return span_facts(session.scalars(named(caller.business_id, act.references[0])).one())


def _locked(session: Session, business_id: str, reference: str) -> LeaveRequest:
    """The request as it is now, with everything of its person's leave locked."""
    request = session.scalars(named(business_id, reference)).one()
    ledger.lock(session, business_id, request.person_id)
    return session.scalars(named(business_id, reference)).one()


def _draft_token(session: Session, caller: Caller) -> str:
    draft, serial = drafts.load(session, caller.person, clock.now())
    return f"{serial}:{draft.first}:{draft.last}:{draft.type}"


def _token(request: LeaveRequest) -> str:
    return f"{request.reference}:{request.status}"


UNDOING = Undoing(
    offered,
    {"leave_draft": drop_draft, "leave": cancel_leave},
    {Kind.LEAVE_FILED: undo_filing, Kind.LEAVE_CANCELLED: undo_cancelling},
    about,
)
