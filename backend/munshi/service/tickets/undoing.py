"""What of a person's tickets a bare *cancel* may mean, and taking back what was raised by mistake."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.service.tickets import telling
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.drafts import OPEN_ALREADY
from munshi.service.tickets.facts import Facts, ticket_facts
from munshi.service.tickets.looking import locked, named
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.moving import move
from munshi.service.tickets.notices import tell_of_customer
from munshi.service.tickets.statuses import WITHDRAWABLE, Status
from munshi.service.visits import machines
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The report that is being put together, and the tickets that nobody works on yet; with a visit, that is meant."""
    return list(_offered(session, caller)) if SKILL in caller.business.skills else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    desk = Desk(session, caller)
    if not desk.draft.is_empty and desk.draft.asked != OPEN_ALREADY:
        yield Cancellable("ticket_draft", desk.token({}), {})
    coming = set(session.scalars(machines.coming(caller)))
    for ticket in desk.tickets:
        if ticket.status in WITHDRAWABLE and ticket.id not in coming:
            yield Cancellable("ticket", _token(ticket), ticket_facts(session, ticket))


def drop_draft(session: Session, caller: Caller, token: str) -> None:
    """Throws away exactly what was shown."""
    if Desk(session, caller).token({}) != token:
        raise Refusal("changed")
    telling.drop(session, caller)


def cancel_ticket(session: Session, caller: Caller, token: str) -> None:
    """Cancels the ticket as it was shown; the shop is told."""
    ticket = _own(session, caller, token.partition(":")[0])
    if _token(ticket) != token:
        raise Refusal("changed")
    _cancel(session, caller, ticket)


def undo_raising(session: Session, caller: Caller, act: Act) -> Facts:
    """What nobody works on yet is cancelled."""
    ticket = _own(session, caller, act.references[0])
    if ticket.status == Status.CANCELLED:
        raise Refusal("undone_already")
    if ticket.status not in WITHDRAWABLE:
        raise Refusal("moved_on")
    _cancel(session, caller, ticket)
    return ticket_facts(session, ticket)


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The ticket that was raised."""
    return ticket_facts(session, session.scalars(named(caller.business_id, act.references[0])).one())


def _cancel(session: Session, caller: Caller, ticket: Ticket) -> None:
    move(session, ticket, Status.CANCELLED, caller.person)
    tell_of_customer(session, ticket)


def _own(session: Session, caller: Caller, reference: str) -> Ticket:
    ticket = locked(session, caller.business_id, reference)
    if ticket.person_id != caller.person.id:
        raise Refusal("none")
    return ticket


def _token(ticket: Ticket) -> str:
    return f"{ticket.reference}:{ticket.status}"


UNDOING = Undoing(
    offered,
    {"ticket_draft": drop_draft, "ticket": cancel_ticket},
    {Kind.TICKET_RAISED: undo_raising},
    about,
)
