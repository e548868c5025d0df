"""A complaint for which nobody comes: what was being reported, or asked for as a visit, goes to the shop in words."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.tickets import words
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.desk import Desk
from munshi.service.visits.words import says


def goes_on(text: str) -> bool:
    """Whether who wants nobody to come still complains, or wants money back or an exchange."""
    complains = words.wants_refund(text) or (words.complains(text) and not says(text, "cancelling"))
    return complains or says(text, "exchange_wished") or words.came_wrong(text) or words.is_of_conduct(text)


def complain(session: Session, caller: Caller, reading: Reading, before: str | None) -> Outcome[Any]:
    """What was told before and these words are a complaint for which nobody comes."""
    desk, text = Desk(session, caller), (reading.text or "").strip()
    desk.empty()
    desk.draft.no_visit = True
    desk.draft.is_of_order(None, [])
    for said in filter(None, (before, text)):
        desk.draft.tell(said)
    return conclude(desk)


def without_visit(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """The report goes on with these words, and nobody comes for it: the shop hears it."""
    desk = Desk(session, caller)
    desk.draft.no_visit = True
    desk.draft.tell(text.strip())
    return conclude(desk)
