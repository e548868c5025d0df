"""How a draft becomes a ticket: a new one, or the one before that is opened again free of charge."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets import bringing, repaired
from munshi.service.tickets.answers import conclude, done_before, is_free, priority
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import CONFIRM
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.filing import File, Report, add_files, added, complete, file
from munshi.service.tickets.looking import WHOLE, named
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_staff
from munshi.service.visits import second
from munshi.undoing import acts
from munshi.undoing.rules import Kind


def raise_ticket(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Raises what was shown; anything changed since is shown again, and the same yes raises it once."""
    desk = Desk(session, caller)
    raised = _raised_with(session, caller, summary) if summary else None
    if raised is not None:
        return Outcome[str](outcome="raised_already", facts={"ticket": ticket_facts(session, raised)})
    if desk.draft.is_empty:
        raise Refusal("nothing_open")
    answer = conclude(desk)
    if answer.outcome != CONFIRM:
        return answer
    if summary is None or answer.facts["summary"] != summary:
        return Outcome[str](outcome="changed", facts=answer.facts)
    before = done_before(desk)
    ticket = _reopened(desk, before, summary) if before else _new(desk, summary)
    second.keep(session, caller, desk.draft.second, reported=True)
    again = "completed" if desk.draft.reported else ""
    desk.empty()
    tell_staff(session, ticket, again=again)
    act = acts.note(session, caller, Kind.TICKET_RAISED, [ticket.reference]) if before is None else None
    facts = {"ticket": ticket_facts(session, ticket), "act": act}
    return Outcome[str](outcome="reopened" if before else "raised", facts=facts)


def _new(desk: Desk, summary: str) -> Ticket:
    draft = desk.draft
    report = Report(
        problem=added(draft.problem, draft.brings),
        sold_id=draft.sold,
        product=draft.product,
        order_reference=draft.order,
        order_lines=draft.lines,
        hazard=draft.hazard,
        priority=priority(desk),
        address=draft.address,
        pincode=draft.pincode,
        free=is_free(desk),
        brought=draft.brings is not None,
        brought_on=bringing.day_of(draft),
        brought_at=bringing.hour_of(draft),
        files=[File(**each) for each in draft.files],
    )
    if (known := _known(desk)) is not None:
        return complete(desk.session, known, report, summary)
    return file(desk.session, desk.business, desk.caller.person, report, summary)


def _known(desk: Desk) -> Ticket | None:
    """The ticket by which the shop knows already of the danger that is reported."""
    reference = desk.draft.reported
    return desk.session.scalar(named(desk.business.id, reference)) if reference else None


def _reopened(desk: Desk, before: Ticket, summary: str) -> Ticket:
    """The ticket before, opened again with all that is reported."""
    draft = desk.draft
    ticket = repaired.reopen(
        desk.session,
        desk.business,
        before.reference,
        desk.caller.person,
        added(draft.problem, draft.brings),
        priority(desk),
        summary,
    )
    ticket.hazard = draft.hazard or ticket.hazard
    if draft.brings is not None:
        ticket.brought, ticket.brought_on = True, bringing.day_of(draft)
        ticket.brought_at = bringing.hour_of(draft)
    ticket.address, ticket.pincode = draft.address or ticket.address, draft.pincode or ticket.pincode
    add_files(ticket, [File(**each) for each in draft.files])
    desk.session.flush()
    return ticket


def _raised_with(session: Session, caller: Caller, summary: str) -> Ticket | None:
    """The person's ticket that came out of what had this token."""
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.summary == summary,
    )
    return session.scalar(query.options(*WHOLE).limit(1))
