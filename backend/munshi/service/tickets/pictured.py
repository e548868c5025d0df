"""A photo with words that sound like a report, of who has an open complaint: it shows what that one is about."""

from collections.abc import Sequence
from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.dangers import dangers_in
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import OPEN_ALREADY, WHOSE_FILE
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.looking import normalised
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.visits import machines, noting
from munshi.service.visits.references import TICKET
from munshi.service.visits.words import machine_in

OF = "of:"  # in what can be tapped, before a ticket


def heard(desk: Desk, reading: Reading) -> tuple[Outcome[Any] | None, Reading]:
    """The answer to a photo with words, or to the question whose it is; else the words as they are to be reported."""
    caption = desk.draft.caption
    if caption is None:
        return _kept(desk, reading), reading
    return _answered(desk, caption, reading), Reading(caption, reading.intents)


def _kept(desk: Desk, reading: Reading) -> Outcome[Any] | None:
    """Keeps it with the one open complaint of the machine that is named; of several, or where none is named, it is
    asked. None where nothing is open, or of something else: then it is a report of its own.
    """
    text, file = " ".join((reading.text or "").split()), file_of(reading)
    busy = not desk.draft.is_empty and desk.draft.asked != OPEN_ALREADY  # which asks nothing
    if file is None or not text or busy or dangers_in(text):
        return None
    live, machine = [each for each in desk.tickets if Status(each.status) in LIVE], machine_in(text)
    same = [each for each in live if machine in (None, machines.machine_of(desk.session, each))]
    if not same:
        return None
    if len(same) == 1 and (machine is not None or TICKET.search(text)):
        return _with(desk, same[0], [file], text)
    desk.draft.add(file)
    desk.draft.caption = text
    return desk.ask(WHOSE_FILE, tickets=[ticket_facts(desk.session, each) for each in same])


def _answered(desk: Desk, caption: str, reading: Reading) -> Outcome[Any] | None:
    """The answer to whose it is: a complaint by its number, or by a yes where it is the only one. None where its words
    are a report of their own.
    """
    choice = reading.first("choice")
    live = [each for each in desk.tickets if Status(each.status) in LIVE]
    ticket = _meant(live, str(choice) if choice else None, reading)
    if ticket is not None:
        return _with(desk, ticket, desk.draft.files, caption)
    desk.draft.caption, desk.draft.asked, desk.draft.apart = None, None, True
    return None


def _meant(live: Sequence[Ticket], choice: str | None, reading: Reading) -> Ticket | None:
    named = TICKET.search(reading.text or "")
    reference = choice.removeprefix(OF) if choice and choice.startswith(OF) else named and named.group()
    if reference:
        found = next((each for each in live if each.reference == normalised(reference)), None)
        if found is None:
            raise Refusal("nothing_open")
        return found
    return live[0] if len(live) == 1 and reading.agrees else None


def _with(desk: Desk, ticket: Ticket, files: Sequence[dict[str, str]], text: str) -> Outcome[Any]:
    noting.keep(desk.session, desk.caller, ticket, files, text)
    desk.empty()
    return Outcome[str](outcome="file_kept", facts={"reference": ticket.reference})
