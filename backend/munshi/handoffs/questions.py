"""Handing a conversation back in words: *munshi ko wapas do*, as its button does; and words that nobody understands."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.handoffs import conversations, service
from munshi.handoffs.conversations import Conversation
from munshi.orders import passing_on
from munshi.orders.desk import SKILL as ORDERS
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.rules import STAFF, Role

PAGE, BACK = "hand_back", "hands_back"
MOST_WORDS = 8
LISTED = 10
FEWEST_WORDS = 4  # of what may be for the shop; fewer are seldom more than a word that nobody knows


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of who leads the business; the one that is open, and of several it is asked which."""
    if reading.is_tap or not reading.sides(BACK) or len((reading.text or "").split()) > MOST_WORDS:
        return None
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    return heard(session, caller, PAGE, _hand_back)


def _hand_back(session: Session, caller: Caller) -> Outcome[Any]:
    found = conversations.handoffs(session, caller.business, ended=False, after=None, limit=LISTED)
    there = [Conversation(each.phone_number_id, each.person) for each in found]
    if len(there) == 1:
        return service.hand_back_as(session, caller, there[0])
    if not there:
        return Outcome[str](outcome="none_open")
    rows = [
        {
            "conversation": str(each),
            "customer": service.who(people.find(session, caller.business_id, each.person), each),
        }
        for each in there
    ]
    return Outcome[str](outcome="which", facts={"open": rows})


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a customer writes and nobody understands is offered to the shop, while nothing else is asked."""
    words = reading.text or ""
    if asked.waits or not reading.wants(FALLBACK) or len(words.split()) < FEWEST_WORDS:
        return None
    if ORDERS not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    return Heard(passing_on.PAGE, passing_on.ask(words, "ask_unclear"))


QUESTIONS = Questions("handoffs", {}, interrupts=_interrupt, overhears=_overhear)
