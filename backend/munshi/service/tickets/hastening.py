"""Who says that it is dangerous speaks of what they have reported, whoever has asked: it comes before the rest."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets import escalating, words
from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits.words import asks, machine_in

PAGE = "check_ticket_status"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Aaj hi chahiye, khatra hai" of who has one thing open; a new danger is a report of its own."""
    text = reading.text or ""
    if reading.is_tap or not words.calls_dangerous(text) or asks(text) or hazard_in(text) or machine_in(text):
        return None
    if SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    live = [
        each for each in Desk(session, caller).tickets if each.status in LIVE and not each.order_reference
    ]
    return (
        heard(session, caller, PAGE, lambda here, by: _hasten(here, by, live[0].reference)) if live else None
    )


def _hasten(session: Session, caller: Caller, reference: str) -> Outcome[str]:
    ticket = next(each for each in Desk(session, caller).tickets if each.reference == reference)
    escalating.hasten(session, caller.business, ticket)
    return Outcome[str](outcome="hastened", facts={"reference": reference})
