"""A ticket as the shop sees it, and as whose it is: what can be done with it, each step by a tap."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.callers import Caller
from munshi.leave.desk import live_requests
from munshi.leave.models import LeaveRequest
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.named import named_in
from munshi.people.rules import STAFF, Role
from munshi.service.feedback.asking import ask_for_rating
from munshi.service.settling import arrived, filing
from munshi.service.settling.facts import credit_note_of
from munshi.service.settling.proposing import propose
from munshi.service.settling.rules import WAYS, Way
from munshi.service.tickets.desk import refuse_where_not_offered
from munshi.service.tickets.facts import Facts, name_of, ticket_facts, whose
from munshi.service.tickets.filing import due
from munshi.service.tickets.looking import WHOLE, locked
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.moving import move
from munshi.service.tickets.notices import (
    IN_CHARGE,
    tell_assigned,
    tell_customer,
    tell_of_customer,
    tell_staff,
)
from munshi.service.tickets.statuses import LIVE, MOVES, WITHDRAWABLE, Status
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import for_ticket, paid_ahead
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import LIVE as LIVE_VISITS
from munshi.service.visits.statuses import MAY_CHANGE

LISTED = 10
REASONED = frozenset({Status.WAITING, Status.RESOLVED, Status.CANCELLED})  # by the shop, which says why
OVER = frozenset({Status.RESOLVED, Status.CANCELLED, Status.CLOSED})
WORKS = frozenset({Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED})  # by whom it is assigned to
OFFERED = (Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED, Status.CANCELLED)


def card(session: Session, caller: Caller, ticket: Ticket) -> Facts:
    """The ticket, to others than whose it is with who that is, and what can be done next by the one who looks."""
    own = ticket.person_id == caller.person.id
    return {
        "ticket": {
            **ticket_facts(session, ticket),
            "customer": None if own else whose(session, ticket),
            "ahead_paise": paid_ahead.of_ticket(session, ticket) if ticket.status in LIVE else 0,
        },
        "steps": [str(step) for step in _next(caller, ticket)],
        "settles": list(WAYS) if _may_settle(caller, ticket) else [],
    }


def late(session: Session, caller: Caller) -> Outcome[Any]:
    """What should be put right by now and is not, what is due longest first of all."""
    answer = to_do(session, caller, Ticket.due_at < clock.now())
    return Outcome[str](outcome="nothing_late") if answer.outcome == "nothing_to_do" else answer


def to_do(session: Session, caller: Caller, *which: ColumnElement[bool]) -> Outcome[Any]:
    """What is not put right yet, what is due first of all: of the shop for who is in charge, else one's own work."""
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.status.in_(LIVE), *which)
    if not caller.may_act_as(*IN_CHARGE):
        query = query.where(Ticket.assigned_id == caller.person.id)
    every = session.scalars(query.order_by(Ticket.due_at, Ticket.id).options(*WHOLE)).all()
    if not which:
        every = [each for each in every if not _is_plain_booking(session, each)]
    found = every[:LISTED]
    if not found:
        return Outcome[str](outcome="nothing_to_do")
    note_look(session, caller, found, How.LIST)
    if len(found) == 1:
        return Outcome[str](outcome="to_move", facts=card(session, caller, found[0]))
    now = clock.now()
    tickets = [
        {
            **ticket_facts(session, each),
            "customer": whose(session, each),
            "late": each.due_at is not None and each.due_at < now,
        }
        for each in found
    ]
    return Outcome[str](outcome="to_do", facts={"tickets": tickets, "more": len(every) - len(found)})


def _is_plain_booking(session: Session, ticket: Ticket) -> bool:
    """Whether it is there only because somebody was booked, and tells of nothing wrong: no complaint."""
    if ticket.summary is not None or ticket.hazard or tells_fault(ticket.problem):
        return False
    query = select(Visit.id).where(
        Visit.business_id == ticket.business_id,
        Visit.ticket_id == ticket.id,
        Visit.status.in_(LIVE_VISITS),
    )
    return session.scalar(query.limit(1)) is not None


def old(session: Session, caller: Caller, days: int) -> Outcome[Any]:
    """What has been open for so many days, the oldest first, with since when; where none is, how old the oldest is."""
    caller.must_be(*IN_CHARGE)
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.status.in_(LIVE))
    every = session.scalars(query.order_by(Ticket.opened_at, Ticket.id).options(*WHOLE)).all()
    if not every:
        return Outcome[str](outcome="nothing_to_do")
    aged = [each for each in every if each.opened_at <= clock.now() - timedelta(days=days)]
    found = (aged or every[:1])[:LISTED]
    note_look(session, caller, found, How.LIST)
    tickets = [
        {**ticket_facts(session, each), "customer": whose(session, each), "tells_since": True}
        for each in found
    ]
    facts = {"tickets": tickets, "more": max(0, len(aged) - len(found)), "days": days}
    return Outcome[str](outcome="old" if aged else "none_so_old", facts=facts)


def of_day(session: Session, caller: Caller, day: date) -> Outcome[Any]:
    """What was reported on a day, whatever has become of it: of the shop for who is in charge, else one's own work."""
    start = datetime.combine(day, time.min, tzinfo=ZoneInfo(caller.business.timezone))
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.opened_at >= start,
        Ticket.opened_at < start + timedelta(days=1),
    )
    if not caller.may_act_as(*IN_CHARGE):
        query = query.where(Ticket.assigned_id == caller.person.id)
    every = session.scalars(query.order_by(Ticket.id).options(*WHOLE)).all()
    found = every[:LISTED]
    note_look(session, caller, found, How.LIST)
    tickets = [{**ticket_facts(session, each), "customer": whose(session, each)} for each in found]
    facts = {"tickets": tickets, "more": len(every) - len(found), "on": day.isoformat()}
    return Outcome[str](outcome="of_day" if found else "none_of_day", facts=facts)


def note_look(session: Session, caller: Caller, seen: Sequence[Ticket], how: How) -> None:
    """Writes down that somebody of the shop sees what is of a customer."""
    rows = [(each.person_id, Kind.TICKET, each.reference) for each in seen]
    access.note(session, caller.business_id, caller.person, how, rows)


def move_on(
    session: Session,
    caller: Caller,
    reference: str,
    then: Status,
    reason: str | None = None,
    assignee: int | None = None,
    *,
    anyway: bool = False,
) -> Outcome[Any]:
    """One step of a ticket by a tap: the shop's, which is told to the customer, or the customer's own."""
    refuse_where_not_offered(caller)
    ticket = locked(session, caller.business_id, reference)
    if not _may(caller, ticket, then):
        _refuse(session, caller, ticket)
    if then not in MOVES[Status(ticket.status)]:
        raise Refusal("no_such_move", **card(session, caller, ticket), wanted=str(then))
    if ticket.person_id == caller.person.id and not caller.may_act_as(*STAFF):
        return _by_customer(session, caller, ticket, then)
    if then is Status.ASSIGNED and assignee is None:
        return Outcome[str](
            outcome="ask_whom",
            facts={
                "reference": ticket.reference,
                "staff": _staff(session, caller),
                "summary": ticket.reference,
            },
        )
    if then is Status.ASSIGNED and not anyway and (off := _off_then(session, ticket, assignee)) is not None:
        return _on_leave(session, caller, ticket, off)
    why = (reason or "").strip() or None
    if then in REASONED and why is None:
        asked = f"{ticket.reference}:{then}"
        return Outcome[str](
            outcome="ask_reason", facts={"reference": ticket.reference, "then": str(then), "summary": asked}
        )
    if then is Status.ASSIGNED:
        ticket.assigned_id = _colleague(session, caller, assignee).id
    elif then is Status.IN_PROGRESS and ticket.assigned_id is None:
        ticket.assigned_id = caller.person.id
    move(session, ticket, then, caller.person, why)
    tell_customer(session, ticket, caller.person)
    if then is Status.ASSIGNED:
        tell_assigned(session, ticket, caller.person)
        if (proposed := for_ticket.propose(session, caller, ticket)) is not None:
            return Outcome[str](outcome="assigned_visit", facts=proposed)
    return _moved(session, caller, ticket)


def _off_then(session: Session, ticket: Ticket, person_id: int | None) -> LeaveRequest | None:
    """The leave, approved or asked for, of who is to have what is brought, on its day."""
    day = ticket.brought_on
    if day is None or person_id is None:
        return None
    asked = live_requests(session, ticket.business_id, person_id)
    return next((each for each in asked if each.first <= day <= each.last), None)


def _on_leave(session: Session, caller: Caller, ticket: Ticket, off: LeaveRequest) -> Outcome[Any]:
    """Nothing is given yet: the others can be tapped, and who is on leave all the same."""
    staff = [each for each in _staff(session, caller) if each["id"] != off.person_id]
    who = name_of(session, ticket.business_id, off.person_id)
    same = {"id": off.person_id, "name": who, "me": off.person_id == caller.person.id, "anyway": "yes"}
    facts: Facts = {"reference": ticket.reference, "staff": [*staff, same], "summary": ticket.reference}
    facts |= {"named_one": who, "leave": off.reference, "on": str(ticket.brought_on)}
    return Outcome[str](
        outcome="on_leave_then" if off.status == "approved" else "asks_leave_then", facts=facts
    )


def _moved(session: Session, caller: Caller, ticket: Ticket) -> Outcome[Any]:
    """The ticket as it is now; where it is over and somebody is booked to come for it, that this stands is said."""
    facts = card(session, caller, ticket)
    visit = for_ticket.live_visit(session, ticket) if Status(ticket.status) in OVER else None
    if visit is None or visit.status not in MAY_CHANGE:
        return Outcome[str](outcome="moved", facts=facts)
    at = clock.on_the_wall(visit.starts_at, caller.business.timezone)
    return Outcome[str](outcome="moved_visit_stands", facts={**facts, "visit": visit.reference, "new_at": at})


def settle(
    session: Session, caller: Caller, reference: str, way: Way, said: str | None, summary: str | None = None
) -> Outcome[Any]:
    """What is done about goods that came wrong, as the owner chooses: shown first, then done by a yes to just that."""
    refuse_where_not_offered(caller)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed")
    ticket = locked(session, caller.business_id, reference)
    if not _may_settle(caller, ticket):
        raise Refusal("no_such_move", **card(session, caller, ticket), wanted=str(Status.RESOLVED))
    proposal = propose(session, ticket, way, said)
    if isinstance(proposal, Outcome):
        return proposal
    if proposal.summary(ticket) != summary:
        return Outcome[str](outcome=f"confirm_{way}", facts=proposal.facts(ticket))
    filing.settle(session, ticket, proposal, caller.person)
    then = arrived.then_of(ticket, way)
    ticket.assigned_id = ticket.assigned_id or (caller.person.id if then is Status.IN_PROGRESS else None)
    move(session, ticket, then, caller.person)
    tell_customer(session, ticket, caller.person, credit_note_of(session, ticket))
    return Outcome[str](outcome="settled", facts=card(session, caller, ticket))


def leave_open(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Nothing is done about it yet."""
    ticket = locked(session, caller.business_id, reference)
    return Outcome[str](outcome="left_open", facts=card(session, caller, ticket))


def _by_customer(session: Session, caller: Caller, ticket: Ticket, then: Status) -> Outcome[Any]:
    """It is well, it is not, or it is not wanted any more."""
    move(session, ticket, then, caller.person)
    if then is Status.REOPENED:
        ticket.free, ticket.overdue_at, ticket.silent_at = True, None, None
        ticket.due_at = due(caller.business, "high")
        session.flush()
        tell_staff(session, ticket)
    else:
        tell_of_customer(session, ticket)
    if then is Status.CLOSED:
        ask_for_rating(session, ticket)
    said = {Status.CLOSED: "closed", Status.REOPENED: "reopened"}.get(then, "moved")
    return Outcome[str](outcome=said, facts=card(session, caller, ticket))


def _may(caller: Caller, ticket: Ticket, then: Status) -> bool:
    """Whether the step is somebody's to make."""
    if caller.may_act_as(*IN_CHARGE):
        return True
    if ticket.assigned_id == caller.person.id and caller.may_act_as(*STAFF):
        return then in WORKS
    return ticket.person_id == caller.person.id and then in _of_customer(ticket)


def _of_customer(ticket: Ticket) -> frozenset[Status]:
    """What the one whose it is may do with it."""
    if ticket.status in WITHDRAWABLE:
        return frozenset({Status.CANCELLED})
    done = ticket.status in (Status.RESOLVED, Status.CLOSED)
    return frozenset({Status.CLOSED, Status.REOPENED}) if done else frozenset()


def _refuse(session: Session, caller: Caller, ticket: Ticket) -> None:
    """Somebody else's is not found; of one's own or one's work it is said how it stands."""
    if ticket.person_id == caller.person.id or ticket.assigned_id == caller.person.id:
        raise Refusal("no_such_move", **card(session, caller, ticket))
    if caller.may_act_as(*STAFF):
        raise Refusal("not_allowed")
    raise Refusal("not_found", reference=ticket.reference)


def _next(caller: Caller, ticket: Ticket) -> list[Status]:
    ahead = MOVES[Status(ticket.status)]
    if caller.may_act_as(*STAFF):
        return [step for step in OFFERED if step in ahead and _may(caller, ticket, step)]
    return [
        step
        for step in (Status.CLOSED, Status.REOPENED, Status.CANCELLED)
        if step in _of_customer(ticket) & ahead
    ]


def _may_settle(caller: Caller, ticket: Ticket) -> bool:
    return bool(ticket.order_reference) and ticket.status in LIVE and caller.may_act_as(*IN_CHARGE)


def _staff(session: Session, caller: Caller) -> list[Facts]:
    """Those who can be given a ticket, oneself first."""
    found = people.holders(session, caller.business, {Role.EMPLOYEE, Role.MANAGER, Role.OWNER})
    others = [each for each in found if each.id != caller.person.id]
    return [
        {"id": each.id, "name": each.called, "me": each.id == caller.person.id}
        for each in (caller.person, *others)
    ]


def colleague_in(session: Session, caller: Caller, text: str) -> Person | None:
    """Who of those that can be given a ticket is named in a text."""
    return named_in(text, people.holders(session, caller.business, {Role.EMPLOYEE, Role.MANAGER, Role.OWNER}))


def _colleague(session: Session, caller: Caller, person_id: int | None) -> Person:
    found = people.holders(session, caller.business, {Role.EMPLOYEE, Role.MANAGER, Role.OWNER})
    person = next((each for each in found if each.id == person_id), None)
    if person is None:
        raise Refusal("not_allowed")
    return person
