"""How a draft becomes a request: exactly what was said yes to, once, with a reference and with its days held."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.columns import plain
from munshi.leave.asking import drafts, moving
from munshi.leave.asking.drafts import Draft
from munshi.leave.asking.proposals import Proposal
from munshi.leave.asking.service import decided, shown
from munshi.leave.balances.covering import ChargedDay
from munshi.leave.desk import WHOLE, Desk, desk
from munshi.leave.facts import called
from munshi.leave.models import LeaveDayRow, LeaveMove, LeaveRequest, LeaveSeries
from munshi.leave.notices import tell_approver
from munshi.leave.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.series import next_number
from munshi.undoing import acts
from munshi.undoing.rules import Kind

PREFIX = "LV-"


def file(session: Session, caller: Caller, summary: str | None, note: str | None = None) -> Outcome[Any]:
    """Files exactly the leave that `summary` stands for, once; shows it again when it is another by now.

    A `note` that came with the yes goes along.
    """
    at = desk(session, caller)
    earlier = _filed_with(at, summary) if summary else None
    if earlier is not None:
        return Outcome[str](outcome="filed_already", facts=_filed_facts(at, earlier))
    draft, serial = drafts.load(session, caller.person, clock.now())
    if draft.is_empty:
        return Outcome[str](outcome="nothing_open")
    offered = shown(at, draft, serial)
    if note:
        draft.keep(note)
    if offered is None or offered.summary != summary:
        return decided(at, draft, serial, confirm="changed")
    before = moving.give_up(at, draft.instead)
    request = _write(at, draft, offered.proposal, offered.summary)
    following = draft.next(at.today)
    drafts.save(session, caller.person, following, serial + 1, clock.now())
    tell_approver(session, at.grants, request)
    act = acts.note(session, caller, Kind.LEAVE_FILED, [request.reference])
    facts = {**_filed_facts(at, request), "act": act, "instead": before.reference if before else None}
    if not following.is_empty:
        facts["next"] = decided(desk(session, caller), following, serial + 1).model_dump()
    return Outcome[str](outcome="filed", facts=facts)


def next_reference(session: Session, business_id: str) -> str:
    """The business's next reference; whoever asks at the same time waits."""
    return f"{PREFIX}{next_number(session, LeaveSeries, business_id)}"


def _filed_with(at: Desk, summary: str) -> LeaveRequest | None:
    query = select(LeaveRequest).where(
        LeaveRequest.business_id == at.caller.business_id,
        LeaveRequest.person_id == at.caller.person.id,
        LeaveRequest.summary == summary,
    )
    return at.session.scalar(query.options(*WHOLE))


def _filed_facts(at: Desk, request: LeaveRequest) -> dict[str, Any]:
    approver = request.approver_id and at.session.get_one(Person, (request.business_id, request.approver_id))
    return {
        "reference": request.reference,
        "approver": called(approver or None),
        "note": request.note,
        "count": plain(request.count),
        "unpaid": plain(request.unpaid),
        "from": request.first.isoformat(),
        "to": request.last.isoformat(),
        "today": at.today.isoformat(),
        "status": request.status,
        "type": request.type,
    }


def _write(at: Desk, draft: Draft, proposal: Proposal, summary: str) -> LeaveRequest:
    now, person, asked = clock.now(), at.caller.person, proposal.asked
    request = LeaveRequest(
        business_id=at.caller.business_id,
        reference=next_reference(at.session, at.caller.business_id),
        person_id=person.id,
        type=proposal.policy.type,
        first=asked.first,
        last=asked.last,
        portion=asked.portion,
        count=proposal.cover.count,
        unpaid=proposal.cover.unpaid,
        reason=draft.reason,
        note=draft.note,
        certificate=draft.certificate.model_dump() if draft.certificate else None,
        status=Status.PENDING,
        summary=summary,
        approver_id=proposal.approver.id,
        asked_at=now,
        days=[_day_row(person, each) for each in proposal.cover.days],
        moves=[LeaveMove(position=1, status=Status.PENDING, person_id=person.id, at=now)],
    )
    at.session.add(request)
    at.session.flush()
    return request


def _day_row(person: Person, each: ChargedDay) -> LeaveDayRow:
    return LeaveDayRow(
        date=each.day.date,
        person_id=person.id,
        portion=each.day.portion,
        counted=each.day.counted,
        why=each.day.off,
        charged=each.charged,
        leave_year=each.leave_year,
        live=True,
    )
