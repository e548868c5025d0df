"""Where tickets stand: a person's own, and those of the shop for who works on them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.access.rules import How
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF
from munshi.service.tickets.desk import refuse_where_not_offered
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.for_staff import card, note_look, to_do
from munshi.service.tickets.looking import WHOLE, named, normalised
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import IN_CHARGE
from munshi.service.tickets.statuses import LIVE

LISTED = 10


def status(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The named ticket; else those of one's own that are not over, or the last; else what the shop has to do."""
    refuse_where_not_offered(caller)
    if reference:
        return _named(session, caller, reference)
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id, Ticket.person_id == caller.person.id
    )
    query = query.order_by(Ticket.id.desc()).options(*WHOLE)
    found = session.scalars(query.where(Ticket.status.in_(LIVE)).limit(LISTED)).all()
    if not found and caller.may_act_as(*STAFF):
        return to_do(session, caller)
    found = found or session.scalars(query.limit(1)).all()
    if len(found) > 1:
        facts = [ticket_facts(session, ticket) for ticket in found]
        return Outcome[str](outcome="several", facts={"tickets": facts})
    return (
        Outcome[str](outcome="one", facts=card(session, caller, found[0]))
        if found
        else Outcome(outcome="none")
    )


def _named(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """One's own, or for the shop anybody's; what is of nobody one may see is not found."""
    ticket = session.scalar(named(caller.business_id, reference))
    ticket = ticket or _of_sum(session, caller, reference)
    if ticket is None:
        raise Refusal("not_found", reference=normalised(reference))
    if ticket.person_id == caller.person.id:
        return Outcome[str](outcome="one", facts=card(session, caller, ticket))
    works_on_it = ticket.assigned_id == caller.person.id and caller.may_act_as(*STAFF)
    if not (works_on_it or caller.may_act_as(*IN_CHARGE)):
        raise Refusal("not_found", reference=ticket.reference)
    note_look(session, caller, [ticket], How.STATUS)
    return Outcome[str](outcome="to_move", facts=card(session, caller, ticket))


def _of_sum(session: Session, caller: Caller, figure: str) -> Ticket | None:
    """The last one of their own whose words name a sum by which it is called: *240 wali shikayat*."""
    if not figure.isdecimal():
        return None
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.problem.regexp_match(rf"\y{figure}\y"),
    )
    return session.scalars(query.order_by(Ticket.id.desc()).limit(1).options(*WHOLE)).first()
