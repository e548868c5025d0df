"""What a customer wishes and no message can do here: the shop hears it in their own words, and they are told so.

Of a placed order it goes to who sees to that, with what they can do; else to who sees to orders. A wish without an
order is shown first, and goes by one yes; what is written after it is added to it. So do words that nobody here
understands.
"""

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.serving import duty
from munshi.orders.serving.notices import tell_shop
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

PAGE, ASKS, UNCLEAR = "place_order", "ask_request", "ask_unclear"
# The outcomes that ask; each begins its token.
ASKING = (ASKS, UNCLEAR, "ask_table_request", "ask_bill_name", "ask_bill_unknown")
LONGEST = 500  # characters
ADDED_FOR = timedelta(hours=1)  # so long what is not understood is of the wish


def pass_on(session: Session, caller: Caller, words: str, order: Order | None = None) -> Outcome[Any]:
    """Has the shop told, of an order or of none; nothing else is done by it."""
    words = _in_short(words)
    key = f"wish:{caller.person.id}:{clock.now().isoformat()}"
    said = {"order_words": words, "conversation": conversation(session, caller)}
    if order is not None:
        tell_shop(session, order, "order_wish", f"{order.reference}:{key}", **said)
        outcome = "words_passed" if order.status == Status.PLACED else "wish_passed"
        return Outcome[str](outcome=outcome, facts={**facts_of(caller, order), "order_words": words})
    for person in in_charge(session, caller):
        facts = {"customer": people.name_and_phone(caller.person), **said}
        notices.tell(session, caller.business_id, person, "order_request", key, **facts)
    since = clock.now().isoformat()
    return Outcome[str](outcome="request_passed", facts={"order_words": words, "summary": since})


def pass_wish(session: Session, caller: Caller, words: str, order: Order) -> Outcome[Any]:
    """How a placed order shall be made or come is a note of it from then on, and the shop is told."""
    words = _in_short(words)
    if words not in order.notes:
        order.notes = [*order.notes, words]
        session.flush()
    return pass_on(session, caller, words, order)


def pass_to_owners(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """Has the owners told what only they decide, whoever sees to orders."""
    words, since = _in_short(words), clock.now().isoformat()
    said: dict[str, Any] = {"order_words": words, "conversation": conversation(session, caller)}
    said["customer"] = people.name_and_phone(caller.person)
    key = f"wish:{caller.person.id}:{since}"
    notices.tell_role(session, caller.business_id, Role.OWNER, "order_request", key, **said)
    return Outcome[str](outcome="request_passed", facts={"order_words": words, "summary": since})


def conversation(session: Session, caller: Caller) -> str:
    """Where who hears it can answer: the number and the person, as the assistant calls a conversation."""
    where = notices.address_of(session, caller.business, caller.person)
    return f"{where.number}:{where.person}" if where else ""


def ask(words: str, outcome: str = ASKS) -> Outcome[Any]:
    """Whether the shop shall hear a wish that nothing here can do."""
    words = _in_short(words)
    token = f"{outcome}:{zlib.crc32(words.encode()):08x}"
    facts = {"order_words": words, "token": token, "summary": f"{token}|{words}"}
    return Outcome[str](outcome=outcome, facts=facts)


def of_request(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes has the shop told what was shown, a no leaves it; more words are added to it and shown again."""
    token, _, words = (asked.summary or "").partition("|")
    if reading.first("summary") not in (None, token):
        return None  # a button of another question
    if reading.is_yes:
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, words))
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="request_left"))
    if reading.is_tap or not _adds(session, caller, reading):
        return None
    more = f"{words}; {reading.text}"
    if reading.agrees:
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, more))
    begun = token.partition(":")[0]
    return Heard(PAGE, ask(more, begun if begun in ASKING else ASKS))


def of_more(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is written behind a wish that the shop has heard goes the same way, unless it clearly wants else."""
    since = datetime.fromisoformat(asked.summary or clock.now().isoformat())
    if reading.is_tap or reading.is_yes or reading.is_no or clock.now() > since + ADDED_FOR:
        return None
    if not _adds(session, caller, reading):
        return None
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, reading.text or ""))


def _adds(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a message names no goods that it orders, and wants nothing else for sure."""
    if reading.wants(FALLBACK):
        return True
    orders, shelf = reading.wants("place_order", "modify_order"), StockedShelf(session, caller.business_id)
    names = [each.value.get("name") for each in reading.values if each.entity == "order_line"]
    sold = any(name and shelf.meant(name).items for name in names)
    return (orders and not sold) or reading.chance < CLEARLY


def _in_short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def in_charge(session: Session, caller: Caller) -> Iterable[Person]:
    """Who sees to orders here and who leads the business, but not the person themselves."""
    groups = duty.hearing(session, caller.business)
    return (person for group in groups for person in group if person.id != caller.person.id)
