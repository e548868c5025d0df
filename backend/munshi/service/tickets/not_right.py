"""What was put right and is not right: reported again free of charge, and whether it is free is answered."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets import brought, repaired, words
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.drafts import Draft as Report
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import Status
from munshi.service.visits import looking, machines, terms, wanting
from munshi.service.visits.drafts import Draft
from munshi.service.visits.references import TICKET, VISIT, ticket_in
from munshi.service.visits.words import asks_of_charge, machine_in, says

PAGE, SENDING, STATUS, GUARANTEE = (
    "raise_ticket",
    "request_technician",
    "check_ticket_status",
    "check_warranty",
)
OF_WORK = (FALLBACK, PAGE, SENDING, STATUS, "change_visit", "give_feedback", "deny")
OF_PAYING = (
    FALLBACK,
    PAGE,
    SENDING,
    STATUS,
    GUARANTEE,
    "deny",
    "ask_price",
    "check_dues",
    "report_payment",
    "pay_bill",
)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The work is not right, of who had it done here: somebody comes again where that is said, else it is reported."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    if (free := _whether_free(session, caller, reading)) is not None:
        return free
    named = VISIT.search(text) or TICKET.search(text)
    tells = says(text, "work_not_right") or (named and words.is_of_fault(text))
    if asked.waits or not (tells and reading.wants(*OF_WORK)):
        return None
    ticket = _meant(session, caller, text)
    if ticket is None:
        return None
    reference = ticket.reference
    comes = says(text, "come_please") and not brought.says_so(text)
    if comes and machines.machine_of(session, ticket) in machines.served(session, caller.business_id):
        return heard(session, caller, SENDING, lambda here, by: _send(here, by, reference, reading))
    return heard(session, caller, PAGE, lambda here, by: _report(here, by, reference, reading))


def _whether_free(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Whether work that was done here is paid again where it fails: as long as repairs are guaranteed it is not."""
    text = reading.text or ""
    of_paying = asks_of_charge(text) or says(text, "costs_nothing") or says(text, "guarantee")
    before = words.says_again(text) or says(text, "put_in_before") or reading.wants(GUARANTEE)
    if not (of_paying and before and reading.wants(*OF_PAYING)) or words.tells_fault(text):
        return None
    desk = Desk(session, caller)
    if says(text, "guarantee") and _was_bought(text) and not (desk.models or desk.pieces):
        return heard(session, caller, STATUS, _of_maker)
    named = machine_in(text) or reading.first("serial_number") or reading.first("order_line")
    if named or desk.models or desk.pieces or says(text, "plan"):
        return None
    coming = Draft(session, caller, wanting.KIND)
    begun = not desk.draft.is_empty or not coming.is_empty
    fault = desk.draft.problem or coming.get("problem") or ""
    if says(text, "guarantee") and says(fault, "has_bought") and not says(fault, "put_in_before"):
        whole = f"{fault}, {text}"
        return heard(session, caller, GUARANTEE, lambda here, by: _of_bought(here, by, whole))
    waiting = machines.waiting_tickets(session, caller)
    done = repaired.lately(session, caller.business, caller.person.id, desk.now)
    if not (begun or waiting or done):
        return None
    again = next((each for each in waiting if each.free and each.status == Status.REOPENED), None)
    return heard(
        session, caller, STATUS, lambda here, by: _told(here, by, again or (done[0] if done else None))
    )


def _was_bought(text: str) -> bool:
    """Whether it is said that the machine was bought, and not that anything was put right or put in here."""
    bought = says(text, "has_bought") or says(text, "from_elsewhere")
    return bought and not says(text, "put_in_before")


def _of_maker(session: Session, caller: Caller) -> Outcome[Any]:
    """The guarantee of what was bought is its maker's; only repairs are the shop's."""
    days = terms.said(caller.business).repair_days
    return Outcome[str](outcome="maker_guarantees" if days else "maker_only", facts={"days": days})


def _of_bought(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """What was bought is under no guarantee of repairs: where the books have none of it, the shop is asked."""
    pass_on(session, caller, text)
    return Outcome[str](outcome="none")


def _told(session: Session, caller: Caller, ticket: Ticket | None) -> Outcome[Any]:
    """Until when it is free; of work that the books do not have, how long any repair is guaranteed."""
    days = terms.said(caller.business).repair_days
    if ticket is None:
        return Outcome[str](outcome="repair_unknown" if days else "repair_not_free", facts={"days": days})
    facts: dict[str, Any] = {"ticket": ticket_facts(session, ticket), "reference": ticket.reference}
    if ticket.status == Status.REOPENED:
        return Outcome[str](outcome="repair_free", facts=facts)
    last = repaired.last_day(session, caller.business, ticket)
    return Outcome[str](
        outcome="repair_guaranteed", facts={**facts, "on": last.isoformat() if last else None}
    )


def _meant(session: Session, caller: Caller, text: str) -> Ticket | None:
    """The last that was put right of theirs and is guaranteed, or the one that is named by its number or machine."""
    done = repaired.lately(session, caller.business, caller.person.id, clock.now_in(caller.business.timezone))
    if (reference := ticket_in(text)) is not None:
        done = [each for each in done if each.reference == reference]
    elif named := VISIT.search(text):
        visit = session.scalar(looking.named(caller.business_id, named[1]))
        done = [each for each in done if visit is not None and each.id == visit.ticket_id]
    machine = machine_in(text)
    return next((each for each in done if machine in (None, machines.machine_of(session, each))), None)


def _report(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any]:
    """Shown for a yes, which opens the work again."""
    desk, ticket = Desk(session, caller), _of(session, caller, reference)
    desk.draft = Report(problem=(reading.text or "").strip(), again=reference)
    desk.draft.is_of(sold=ticket.sold_id, product=ticket.product)
    brought.take(desk, reading)
    return conclude(desk)


def _send(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any]:
    """Somebody comes for it once more."""
    wanted, ticket = wanting.Wanting(session, caller), _of(session, caller, reference)
    wanted.draft.empty()
    wanted.draft.put(machine=machines.machine_of(session, ticket), sold=ticket.sold_id, again=reference)
    wanted.take(reading, None)
    return wanted.answer()


def _of(session: Session, caller: Caller, reference: str) -> Ticket:
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.reference == reference)
    return session.scalars(query).one()
