"""Handing a conversation back in words: *munshi ko wapas do*, as its button does; and words that nobody understands."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.handoffs import conversations, service
from munshi.handoffs.conversations import Conversation
from munshi.offers.service import may_be_wished
from munshi.orders import for_shop, of_placed
from munshi.orders.desk import SKILL as ORDERS
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.rules import STAFF, Role

PAGE, BACK = "hand_back", "hands_back"
MOST_WORDS = 8
LISTED = 10
COMPLAINT = "raise_ticket"


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
    """A complaint where no desk takes any goes to the shop; so may what nobody understands, while nothing is asked."""
    complains = reading.wants(COMPLAINT) and not may_be_wished(caller, COMPLAINT)
    if complains and not (asked.waits or reading.is_tap or caller.may_act_as(*STAFF)):
        return for_shop.passed_complaint(session, caller, reading) if _has_orders(caller) else None
    return of_placed.not_understood(session, caller, asked, reading)


def _has_orders(caller: Caller) -> bool:
    return ORDERS in caller.business.skills


QUESTIONS = Questions("handoffs", {}, interrupts=_interrupt, overhears=_overhear)
