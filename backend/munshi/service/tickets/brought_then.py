"""On which day a customer brings what they complain of, asked or said after the yes: moved by a yes, told the shop."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import part
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF
from munshi.service.tickets import bringing, brought, for_staff, words
from munshi.service.tickets.bringing import When
from munshi.service.tickets.desk import SKILL
from munshi.service.tickets.facts import Facts
from munshi.service.tickets.looking import WHOLE, locked
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_brought
from munshi.service.tickets.status import status
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits import looking, machines, wanting
from munshi.service.visits.references import VISIT, ticket_in
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import asks, machine_in, says

QUESTION = "confirm_bringing"
MOVING, STATUS, STORE = "move_ticket", "check_ticket_status", "ask_store_info"
PARTED, NONE = ">", "-"
# What a day alone, or a question for one, sounds like.
OF_A_DAY = (FALLBACK, STATUS, "raise_ticket", "request_technician", "change_visit", "apply_leave", "cancel_leave",
            "track_order", "modify_order", "affirm", "deny", "ask_team_leave")  # fmt: skip
OF_WHEN = (
    "asks_when",
    "asks_which_day",
    "how_it_stands",
    "asks_meaning",
)  # what is answered with the day and the hour
OF_STATUS = (STATUS, "change_visit", "request_technician", "track_order", FALLBACK)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of who brings one thing: another day is shown for a yes, a first one is kept, a question is answered."""
    text = reading.text or ""
    waits = asked.waits and asked.question != wanting.ADDRESS
    if (
        waits
        or surely_an_address(text)
        or reading.is_tap
        or SKILL not in caller.business.skills
        or caller.may_act_as(*STAFF)
    ):
        return None
    asks_when = any(says(text, each) for each in OF_WHEN)
    if not (says_when(reading) or (asks_when and reading.wants(*OF_STATUS))):
        return None
    ticket = _meant(session, caller, text)
    if ticket is None or _is_of_else(session, caller, reading, ticket):
        return None
    reference, (before, told_of) = ticket.reference, _beside_question(reading)
    if (when := _when(caller, ticket, told_of)) is not None:
        is_sure = not asks(told_of.text or "") and not (told_of.text or "").endswith("?")
        _leave_visit(session, caller, asked)
        return heard(
            session, caller, MOVING, lambda here, by: tell(here, by, reference, when, is_sure=is_sure), before
        )
    if asks_when and reading.wants(*OF_STATUS):
        _leave_visit(session, caller, asked)
        return heard(session, caller, STATUS, lambda here, by: status(here, by, reference))
    return None


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes keeps the day that was shown, another day is shown anew, a no leaves it as it was."""
    shown = str(reading.first("summary") or asked.summary or "")
    reference = shown.partition(PARTED)[0]
    ticket = _named(session, caller, reference) if reference else None
    if ticket is None:
        return None
    when = None if reading.is_tap else _when(caller, ticket, _beside_question(reading)[1])
    is_shown = when is not None and when.said() == shown.rpartition(PARTED)[2]
    if when is not None and not (is_shown and (reading.agrees or reading.is_no)):
        return heard(session, caller, MOVING, lambda here, by: tell(here, by, reference, when))
    if reading.agrees:
        return heard(session, caller, MOVING, lambda here, by: confirm(here, by, shown), reading.next_wish)
    if reading.is_no:
        return heard(session, caller, MOVING, lambda here, by: _as_it_is(here, by, reference))
    return None


def tell(
    session: Session, caller: Caller, reference: str, when: When, *, is_sure: bool = False
) -> Outcome[Any]:
    """What becomes of a day that is said: kept at once where none was known, and asked where one is moved."""
    ticket = _of_caller(session, caller, reference)
    before = of_ticket(ticket)
    when = _with_hour(caller, when, before)
    facts = _facts(session, caller, ticket)
    facts |= {"told_place": caller.business.place, **bringing.open_on(caller.business, when.day)}
    if not bringing.fits(caller.business, when, _now(caller)):
        return Outcome[str](outcome="closed_then", facts=facts)
    if before == when:
        return Outcome[str](outcome="brought_then", facts=facts)
    if is_sure and (before is None or before == When(when.day)):
        return _keep(session, caller, ticket, when)
    summary = PARTED.join((ticket.reference, before.said() if before else NONE, when.said()))
    facts |= {"brought_new": when.said(), "summary": summary}
    return Outcome[str](outcome="confirm_bringing" if before else "confirm_brought", facts=facts)


def confirm(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Keeps the day as it was shown; once more it is the same."""
    reference, old, new = shown.split(PARTED)
    ticket, when = _of_caller(session, caller, reference), bringing.of_said(new)
    before = of_ticket(ticket)
    if before == when:
        return _as_it_is(session, caller, reference)
    if (before.said() if before else NONE) != old:
        return tell(session, caller, reference, when)
    return _keep(session, caller, ticket, when)


def keep(session: Session, caller: Caller, reference: str, reading: Reading) -> None:
    """A complaint is brought in from now on, on the day that is said where the shop is open then."""
    ticket = _of_caller(session, caller, reference)
    ticket.brought = True
    when = _when(caller, ticket, reading)
    if when and of_ticket(ticket) is None and bringing.fits(caller.business, when, _now(caller)):
        ticket.brought_on, ticket.brought_at = when
    session.flush()


def of_ticket(ticket: Ticket) -> When | None:
    """The day on which it is brought, as the books have it."""
    return When(ticket.brought_on, ticket.brought_at) if ticket.brought_on else None


def _keep(session: Session, caller: Caller, ticket: Ticket, when: When) -> Outcome[Any]:
    ticket.brought_on, ticket.brought_at = when
    session.flush()
    tell_brought(session, ticket)
    return _as_it_is(session, caller, ticket.reference)


def _leave_visit(session: Session, caller: Caller, asked: Asked) -> None:
    """Nobody is sent for what is brought: where to was asked for nothing."""
    if asked.question == wanting.ADDRESS:
        wanting.drop(session, caller)


def _as_it_is(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    ticket = _of_caller(session, caller, reference)
    return Outcome[str](outcome="brought_then", facts=_facts(session, caller, ticket))


def _facts(session: Session, caller: Caller, ticket: Ticket) -> Facts:
    """The complaint as its customer sees it, without a step to tap."""
    return {**for_staff.card(session, caller, ticket), "steps": [], "reference": ticket.reference}


def _when(caller: Caller, ticket: Ticket, reading: Reading) -> When | None:
    return bringing.wished(caller.business, reading, _now(caller), of_ticket(ticket))


def _beside_question(reading: Reading) -> tuple[str | None, Reading]:
    """A question that stands before the day, which is heard next, and the rest: its own hour is none of theirs."""
    text = reading.text or ""
    at = text.rfind("?") + 1
    behind = part(reading, at, len(text)) if at else reading
    return (text[:at].strip(), behind) if at and says_when(behind) else (None, reading)


def _with_hour(caller: Caller, when: When, before: When | None) -> When:
    """The day with the hour of before where none is said now, and the shop is open then."""
    with_hour = When(when.day, when.hour or (before.hour if before else None))
    return with_hour if bringing.fits(caller.business, with_hour, _now(caller)) else when


def _now(caller: Caller) -> datetime:
    return clock.now_in(caller.business.timezone)


def _meant(session: Session, caller: Caller, text: str) -> Ticket | None:
    """The one that is brought and open, by its number where one is said."""
    found = _brought(session, caller)
    if (reference := ticket_in(text)) is not None:
        found = [each for each in found if each.reference == reference]
    if not found:
        return None
    is_said = reference is not None or brought.says_so(text)
    if VISIT.search(text) or (looking.live_of(session, caller.business_id, caller.person.id) and not is_said):
        return None
    return found[0] if len(found) == 1 else None


def _is_of_else(session: Session, caller: Caller, reading: Reading, ticket: Ticket) -> bool:
    """Whether it speaks of another machine, of a fault, of goods or of who shall come, or asks for the hours."""
    text = reading.text or ""
    machine = machine_in(text)
    if machine not in (None, machines.machine_of(session, ticket)) or words.tells_fault(text):
        return True
    counted = any(each.value.get("name") and each.value.get("quantity") for each in reading.all("order_line"))
    if says(text, "come_please") or counted or reading.first("phone"):
        return True
    return not (reading.wants(*OF_A_DAY) or brought.says_so(text))


def _brought(session: Session, caller: Caller) -> Sequence[Ticket]:
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.status.in_(LIVE),
        Ticket.brought,
    )
    return session.scalars(query.order_by(Ticket.id).options(*WHOLE)).all()


def _named(session: Session, caller: Caller, reference: str) -> Ticket | None:
    return next((each for each in _brought(session, caller) if each.reference == reference), None)


def _of_caller(session: Session, caller: Caller, reference: str) -> Ticket:
    """Their own, locked. Refuses with `not_found`."""
    ticket = locked(session, caller.business_id, reference)
    if ticket.person_id != caller.person.id:
        raise Refusal("not_found", reference=ticket.reference)
    return ticket
