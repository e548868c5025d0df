"""Who is told of leave unasked: the approver of what is asked and taken back, the employee of what is decided."""

from itertools import pairwise

from sqlalchemy.orm import Session

from munshi import clock
from munshi.access import service as access
from munshi.access.files import sendable
from munshi.access.rules import How
from munshi.columns import plain
from munshi.leave.balances import ledger
from munshi.leave.deciding.approvers import asked_now, clashes
from munshi.leave.facts import Facts, called, request_facts, type_name
from munshi.leave.models import LeaveRequest
from munshi.leave.outcomes import Notice
from munshi.leave.policy import LeaveType
from munshi.leave.private import reasons
from munshi.leave.rules import is_of_balance
from munshi.leave.statuses import TAKEN_BACK, Status
from munshi.leave.terms import Grants, employment
from munshi.notices import service as notices
from munshi.people.models import Person

REQUESTED: Notice = "leave_requested"


def tell_approver(
    session: Session, granted: Grants, request: LeaveRequest, name: str = REQUESTED, **more: str | None
) -> None:
    """The approver gets all that is needed to decide, once for each name of a notice."""
    approver = _person(session, request, request.approver_id)
    if approver is not None:
        facts = {**request_for_approver(session, granted, request), "files": _certificate(request), **more}
        if _tell(session, request, approver, name, f"{request.reference}:{name}{_again(request)}", facts):
            access.note(session, request.business_id, approver, How.NOTICE, reasons([request]))


def tell_of_decision(session: Session, granted: Grants, request: LeaveRequest) -> None:
    """The employee hears what became of it, from whom, and why not."""
    facts = {
        **_short(session, granted, request),
        "decision_reason": request.decision_reason,
        "by": called(_person(session, request, request.decided_by)),
    }
    employee = session.get_one(Person, (request.business_id, request.person_id))
    key = f"{request.reference}:{request.status}{_again(request)}"
    _tell(session, request, employee, "leave_decided", key, facts)


def tell_of_cancelling(session: Session, granted: Grants, request: LeaveRequest, returned: str) -> None:
    """The approver hears that the employee is there after all."""
    employee = session.get_one(Person, (request.business_id, request.person_id))
    approver = asked_now(session, granted, employee, request.decided_by or request.approver_id)
    if approver is not None:
        facts = {**_short(session, granted, request), "returned": returned, "reason": None, "note": None}
        _tell(
            session,
            request,
            approver,
            "leave_cancelled",
            f"{request.reference}:cancelled{_again(request)}",
            facts,
        )


def tell_that_it_waits_again(session: Session, granted: Grants, request: LeaveRequest, by: Person) -> None:
    """The employee hears that the decision was taken back; so does the approver, where somebody else had decided."""
    employee = session.get_one(Person, (request.business_id, request.person_id))
    facts = {**_short(session, granted, request), "by": called(by), "reason": None, "note": None}
    _tell(
        session,
        request,
        employee,
        "leave_decision_undone",
        f"{request.reference}:undone{_again(request)}",
        facts,
    )
    if request.approver_id != by.id:
        tell_approver(session, granted, request)


def tell_of_restoring(session: Session, granted: Grants, request: LeaveRequest) -> None:
    """The approver hears that the employee is away after all, or has to decide again."""
    if request.status == Status.PENDING:
        tell_approver(session, granted, request)
        return
    employee = session.get_one(Person, (request.business_id, request.person_id))
    approver = asked_now(session, granted, employee, request.decided_by or request.approver_id)
    if approver is not None:
        facts = {**_short(session, granted, request), "reason": None, "note": None}
        _tell(
            session,
            request,
            approver,
            "leave_restored",
            f"{request.reference}:restored{_again(request)}",
            facts,
        )


def tell_of_comp_off(session: Session, granted: Grants, employee: Person, key: str, facts: Facts) -> None:
    """The employee hears that work on an off-day was written down, and until when its day off is good."""
    type_ = LeaveType.COMP_OFF
    names = type_name(granted, type_, granted.today)
    said = {**facts, "from": facts["date"], "type": str(type_), "type_name": names, "kind": "leave"}
    notices.tell(session, employee.business_id, employee, "comp_off_recorded", key, **said)


def request_for_approver(session: Session, granted: Grants, request: LeaveRequest) -> Facts:
    """A request as who decides about it sees it; `balance` is what there is before this is taken."""
    employee = session.get_one(Person, (request.business_id, request.person_id))
    return {
        **_short(session, granted, request),
        "balance": _balance(session, granted, request),
        "clash": clashes(session, granted.business, employee, request.first, request.last),
        "asked_at": clock.on_the_wall(request.asked_at, granted.business.timezone),
        "certificate": request.certificate is not None,
    }


def _balance(session: Session, granted: Grants, request: LeaveRequest) -> str | None:
    """What the account has of the type in the leave years of the request, before this is taken."""
    type_ = LeaveType(request.type)
    policy = granted.policy(type_, request.first)
    if policy is None or not is_of_balance(type_, policy):
        return None
    account = ledger.account(session, request.business_id, request.person_id)
    return plain(account.balance(type_, granted.year_of(request.first).name))


def _short(session: Session, granted: Grants, request: LeaveRequest) -> Facts:
    """A request of somebody else's: `name` is the employee's, `type_name` that of the leave in each language."""
    calendar = granted.calendar(employment(session, request.business_id, request.person_id))
    facts = request_facts(request, granted, calendar)
    employee = _person(session, request, request.person_id)
    return {**facts, "kind": "leave", "type_name": facts["name"], "name": called(employee)}


def _again(request: LeaveRequest) -> str:
    """What tells a notice from the same one before something was taken back; nothing the first time."""
    back = sum(TAKEN_BACK.get(one) == then for one, then in pairwise(Status(m.status) for m in request.moves))
    return f":{back}" if back else ""


def _tell(session: Session, request: LeaveRequest, person: Person, name: str, key: str, facts: Facts) -> bool:
    return notices.tell(session, request.business_id, person, name, key, **facts)


def _certificate(request: LeaveRequest) -> list[dict[str, str]]:
    """The certificate to be sent along, at the address where each look is noted."""
    if request.certificate is None:
        return []
    source = f"/api/businesses/{request.business_id}/leave/{request.reference}/certificate"
    return sendable(source, request.reference, request.certificate["path"], request.certificate["mime_type"])


def _person(session: Session, request: LeaveRequest, person_id: int | None) -> Person | None:
    return session.get_one(Person, (request.business_id, person_id)) if person_id is not None else None
