"""A visit that was being asked for becomes a complaint of what is brought to the shop."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.tickets import asked, meant, telling
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import ASK_ADDRESS
from munshi.service.tickets.drafts import Draft as Report
from munshi.service.visits import machines
from munshi.service.visits.drafts import Draft


def instead(session: Session, caller: Caller, reading: Reading, kind: str) -> Outcome[Any]:
    """All that was said of the visit, the draft of that `kind`, goes on as a report, with the words of now."""
    desk, draft = Desk(session, caller), Draft(session, caller, kind)
    wanted, machine = draft.get, draft.get("machine")
    if machines.ticket_for(session, caller, wanted("ticket"), machine, wanted("sold")):
        draft.empty()
        return asked.brings(session, caller, reading)
    desk.draft = Report(
        problem=wanted("problem") or wanted("wished"),
        hazard=wanted("hazard"),
        warned=bool(wanted("warned")),
        files=wanted("files") or [],
        second=wanted("second"),
        asked=ASK_ADDRESS,
    )
    if wanted("sold"):
        desk.draft.is_of(sold=wanted("sold"))
    elif machine:
        named = meant.models_named(machine.replace("_", " "), desk.models)
        desk.draft.is_of(
            model=named[0].model if named and not wanted("product") else None,
            product=wanted("product") or machine.replace("_", " "),
        )
    desk.save()
    draft.empty()
    return telling.tell(session, caller, reading)
