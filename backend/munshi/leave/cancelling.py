"""Taking a leave back: shown first; until it begins when it is approved, at any time while nobody has decided."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.columns import plain
from munshi.leave.asking.drafts import Period
from munshi.leave.balances import ledger
from munshi.leave.desk import WHOLE, Desk, desk
from munshi.leave.facts import Facts, request_facts, span_facts
from munshi.leave.models import LeaveMove, LeaveRequest
from munshi.leave.notices import tell_of_cancelling
from munshi.leave.rules import NOTHING, Portion
from munshi.leave.statuses import LIVE, Status, may_follow
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.rules import Kind

NOON = 12  # the hour at which the second half of a day begins
CLOSED = {Status.CANCELLED, Status.WITHDRAWN}


def ask(session: Session, caller: Caller, reference: str | None, period: Period | None) -> Outcome[Any]:
    """What would be taken back: the named request, the one of these days, the only one, or a choice."""
    at = desk(session, caller)
    if reference:
        return _ask_about(at, own(at, reference))
    requests = [request for request in at.live() if _may_be_meant(at, request)]
    if period and period.first:
        last = period.last or period.first
        named = [each for each in at.live() if each.first <= last and each.last >= period.first]
        requests = named or requests
    if not requests:
        return Outcome[str](outcome="none_open")
    if len(requests) == 1:
        return _ask_about(at, requests[0])
    options = [{**span_facts(each), "choice": each.reference} for each in requests]
    return Outcome[str](outcome="choose_request", facts={"requests": options})


def cancel(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Takes back the request that was shown, as it was shown."""
    at = desk(session, caller)
    if not summary:
        return ask(session, caller, None, None)
    reference, _, status = summary.partition(":")
    request = own(at, reference)
    if request.status in CLOSED:
        return _cancelled_already(request)
    if request.status != status:
        return _ask_about(at, request, "changed")
    _refuse_begun(at, request)
    returned = take_back(at, request)
    act = acts.note(session, caller, Kind.LEAVE_CANCELLED, [request.reference])
    return Outcome[str](outcome="cancelled", facts={**span_facts(request), "returned": returned, "act": act})


def own(at: Desk, reference: str) -> LeaveRequest:
    """The person's own request. Refuses with `not_found`, also for somebody else's."""
    request = at.session.scalar(named(at.caller.business_id, reference))
    if request is None or request.person_id != at.caller.person.id:
        raise Refusal("not_found", reference=normalised(reference))
    return request


def named(business_id: str, reference: str) -> Select[LeaveRequest]:
    """The request with a reference, as it is now."""
    query = select(LeaveRequest).where(
        LeaveRequest.business_id == business_id, LeaveRequest.reference == normalised(reference)
    )
    return query.options(*WHOLE).execution_options(populate_existing=True)


def normalised(reference: str) -> str:
    """A reference as the books write it: `LV-12` for `lv 12` and `12`."""
    digits = "".join(character for character in reference if character.isdigit())
    return f"LV-{digits}" if digits else reference.strip().upper()


def record(session: Session, request: LeaveRequest, then: Status, by: Person | None) -> None:
    """Makes an allowed move of a request whose person's leave is locked, or back; what is over holds no day."""
    assert may_follow(Status(request.status), then)
    step = LeaveMove(
        position=len(request.moves) + 1, status=then, person_id=by.id if by else None, at=clock.now()
    )
    request.status = then
    request.moves.append(step)
    for day in request.days:
        day.live = then in LIVE
    session.flush()


def _may_be_meant(at: Desk, request: LeaveRequest) -> bool:
    return request.status == Status.PENDING or request.last >= at.today


def _ask_about(at: Desk, request: LeaveRequest, confirm: str = "confirm_cancel") -> Outcome[Any]:
    if request.status in CLOSED:
        return _cancelled_already(request)
    if request.status == Status.REJECTED:
        return Outcome[str](outcome="none_open", facts=span_facts(request))
    _refuse_begun(at, request)
    facts: Facts = {
        **request_facts(request, at.grants, at.calendar),
        "summary": f"{request.reference}:{request.status}",
        "returns": plain(_charged(request) if request.status == Status.APPROVED else NOTHING),
    }
    return Outcome[str](outcome=confirm, facts=facts)


def may_be_taken_back(at: Desk, request: LeaveRequest) -> bool:
    """Whether a live leave can be: one that is approved until it begins."""
    return request.status != Status.APPROVED or request.first > at.today or _begins_later(at, request)


def _refuse_begun(at: Desk, request: LeaveRequest) -> None:
    if not may_be_taken_back(at, request):
        raise Refusal("begun", **span_facts(request))


def _begins_later(at: Desk, request: LeaveRequest) -> bool:
    """Whether it is the second half of today alone, and that is still to come."""
    only_second = [each.portion for each in request.days] == [Portion.SECOND]
    return request.first == at.today and only_second and clock.now_in(at.caller.business.timezone).hour < NOON


def _cancelled_already(request: LeaveRequest) -> Outcome[Any]:
    return Outcome[str](outcome="cancelled_already", facts=span_facts(request))


def take_back(at: Desk, request: LeaveRequest) -> str:
    """The days that come back to the balance; only what was approved had taken any."""
    approved = request.status == Status.APPROVED
    returned = ledger.give_back(at.session, request) if approved else NOTHING
    then = Status.CANCELLED if approved else Status.WITHDRAWN
    record(at.session, request, then, at.caller.person)
    tell_of_cancelling(at.session, at.grants, request, plain(returned))
    return plain(returned)


def _charged(request: LeaveRequest) -> Decimal:
    return sum((day.charged for day in request.days), NOTHING)
