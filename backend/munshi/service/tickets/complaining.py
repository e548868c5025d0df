"""A complaint for which nobody comes: what was being reported, or asked for as a visit, goes to the shop in words."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.tickets import raising, words
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import CONFIRM
from munshi.service.visits.words import says


def goes_on(text: str) -> bool:
    """Whether who wants nobody to come still complains, or wants money back or an exchange."""
    is_only = says(text, "only_complaint") or says(text, "no_address")
    complains = is_only or (words.complains(text) and not says(text, "cancelling"))
    return (
        complains
        or words.wants_refund(text)
        or says(text, "exchange_wished")
        or words.came_wrong(text)
        or words.is_of_conduct(text)
    )


def needs_nobody(text: str) -> bool:
    """Whether nobody shall come, or not to the house, and it still complains."""
    return any(says(text, each) for each in ("nobody_comes", "not_at_home", "no_address")) and goes_on(text)


def complain(session: Session, caller: Caller, reading: Reading, before: str | None) -> Outcome[Any]:
    """What was told before and these words are a complaint for which nobody comes."""
    desk, text = Desk(session, caller), (reading.text or "").strip()
    desk.empty()
    desk.draft.no_visit = True
    desk.draft.is_of_order(None, [])
    for said in filter(None, (before, text)):
        desk.draft.tell(said)
    return _written(desk, text)


def without_visit(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """The report goes on with these words, and nobody comes for it: the shop hears it."""
    desk = Desk(session, caller)
    desk.draft.no_visit = True
    desk.draft.tell(text.strip())
    return _written(desk, text)


def _written(desk: Desk, text: str) -> Outcome[Any]:
    """Who says that a complaint is to be written and no more has it written; anything else is shown first."""
    answer = conclude(desk)
    if answer.outcome != CONFIRM or not says(text, "only_complaint"):
        return answer
    return raising.raise_ticket(desk.session, desk.caller, answer.facts["summary"])
