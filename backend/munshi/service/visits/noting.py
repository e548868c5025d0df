"""What a customer adds to what was just booked or reported: words for who comes, and photos of what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.filing import File, add_files, added, file_of
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import media_of, tell_staff
from munshi.service.tickets.statuses import LIVE as LIVE_TICKETS
from munshi.service.visits import looking
from munshi.service.visits.facts import job_facts, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_technician


def may_note(session: Session, caller: Caller) -> bool:
    """Whether the person waits for somebody, or has one open complaint."""
    visit = _visit(session, caller)
    return visit is not None or _ticket(session, caller, visit) is not None


def note(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Adds it to the last visit and its ticket, else to the ticket, and has told who comes. Refuses with `none`."""
    visit = _visit(session, caller, reading)
    ticket = _ticket(session, caller, visit)
    if visit is None and ticket is None:
        raise Refusal("none")
    words, file = (reading.text or "").strip(), file_of(reading)
    _write(visit, ticket, words)
    if ticket is not None and file is not None:
        add_files(ticket, [File(**file)])
    session.flush()
    return _told(session, caller, visit, ticket, words)


def leave_out(session: Session, caller: Caller, visit: Visit, less: str, reading: Reading) -> Outcome[Any]:
    """The work of a visit is less than it was; who comes hears it in the words of the customer."""
    ticket = _ticket(session, caller, visit)
    if ticket is not None:
        ticket.problem = less
    if visit.work.get("problem"):
        visit.work = {**visit.work, "problem": less}
    session.flush()
    return _told(session, caller, visit, ticket, (reading.text or "").strip())


def keep(
    session: Session, caller: Caller, ticket: Ticket, files: Sequence[Mapping[str, str]], words: str
) -> None:
    """Keeps files, and what was said with them, with a complaint; who comes for it hears it, else who is in charge."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    visit = next((each for each in visits if each.ticket_id == ticket.id), None)
    _write(visit, ticket, words)
    add_files(ticket, [File(**each) for each in files])
    session.flush()
    _told(session, caller, visit, ticket, words)


def for_shop(session: Session, caller: Caller, ticket: Ticket, words: str) -> Outcome[Any]:
    """Words of a complaint that who is in charge decides about, whoever comes for it."""
    _write(None, ticket, words)
    session.flush()
    return _told(session, caller, None, ticket, words)


def note_more(session: Session, caller: Caller, visit: Visit, said: str | None) -> bool:
    """Whether what is said of a visit is more than who comes knows; then they are told."""
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    known = ticket.problem if ticket else visit.work.get("problem") or ""
    if not said or said in known:
        return False
    _write(visit, ticket, said)
    session.flush()
    _told(session, caller, visit, ticket, said)
    return True


def note_of_desk(session: Session, caller: Caller, reference: str, said: str) -> Outcome[Any]:
    """What who minds the desk notes of a visit of a customer; once more it is the same."""
    looking.must_mind_desk(session, caller)
    visit = looking.locked(session, caller.business_id, reference)
    note_more(session, caller, visit, said)
    facts = {**job_facts(session, caller.business, visit), "visit_word": said, "given": True}
    return Outcome[str](outcome="noted_for_job", facts=facts)


def _write(visit: Visit | None, ticket: Ticket | None, words: str) -> None:
    if ticket is not None:
        ticket.problem = added(ticket.problem, words)
    elif visit is not None:
        visit.work = {**visit.work, "problem": added(visit.work.get("problem"), words)}


def _told(
    session: Session, caller: Caller, visit: Visit | None, ticket: Ticket | None, words: str
) -> Outcome[Any]:
    """Who comes hears it, where somebody does; else who is in charge."""
    facts = {"note_words": words or "📎", "note_files": len(ticket.media) if ticket else 0}
    again = f"{len(ticket.problem) if ticket else len(words)}:{facts['note_files']}"
    if visit is not None:
        files = media_of(ticket) if ticket else []
        tell_technician(session, caller.business, visit, "visit_note", again=again, files=files, **facts)
        return Outcome[str](outcome="noted", facts={**visit_facts(session, caller.business, visit), **facts})
    assert ticket
    tell_staff(session, ticket, again=again)
    return Outcome[str](
        outcome="noted_on_ticket",
        facts={"ticket": ticket_facts(session, ticket), "reference": ticket.reference},
    )


def _visit(session: Session, caller: Caller, reading: Reading | None = None) -> Visit | None:
    """The visit that is named, else the one that was booked last, of those that are not over."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    said = {str(each.value).upper() for each in reading.all("reference")} if reading else set()
    named = [each for each in visits if each.reference in said]
    return max(named or visits, key=lambda each: each.id, default=None)


def _ticket(session: Session, caller: Caller, visit: Visit | None) -> Ticket | None:
    """The ticket of that visit; without a visit the last that is open."""
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id, Ticket.person_id == caller.person.id
    )
    if visit is not None:
        query = query.where(Ticket.id == visit.ticket_id)
    else:
        query = query.where(Ticket.status.in_(LIVE_TICKETS))
    query = query.order_by(Ticket.id.desc()).limit(1).options(*WHOLE)
    return session.scalar(query.with_for_update(of=Ticket))
