"""What the shop has somebody told in its own words, about an order or not: shown first, and sent by one yes.

Out of WhatsApp's 24 hours words about an order go as the template of its news; others do not go at all.
"""

from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, decides, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.handoffs import speaking
from munshi.handoffs.conversations import Conversation
from munshi.notices import service as notices
from munshi.orders.facts import Facts
from munshi.orders.models import Order
from munshi.orders.serving import asked_for, replies
from munshi.orders.serving.duty import must_serve
from munshi.orders.serving.mentions import MONEY, STEPS
from munshi.orders.serving.moving import of_the_shop
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person

PAGE = "move_order"
LONGEST = 300  # characters
MOST_OF_WHO = 8  # words that say who else shall hear it
PERSON = "@"  # begins what names somebody without an order


class Receiver(NamedTuple):
    """Who hears it, and of which order; None where it is of none."""

    person: Person
    order: Order | None


def named(person: Person) -> str:
    """How somebody is named of whom no order is."""
    return f"{PERSON}{person.id}"


def ask(session: Session, caller: Caller, to: str, words: str) -> Outcome[Any]:
    """Whether the customer of an order, or somebody as `named`, shall be told this; nothing is sent yet."""
    receiver, words = _receiver(session, caller, to), " ".join(words.split())[:LONGEST]
    facts = {**_facts(receiver, words), "summary": f"{to} {words}"}
    is_open = _is_window_open(session, caller, receiver.person)
    if receiver.order is None:
        if not is_open:
            raise Refusal("window_closed", **facts)
        return Outcome[str](outcome="confirm_words", facts=facts)
    return Outcome[str](outcome="confirm_message" if is_open else "confirm_message_late", facts=facts)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is sent."""
    return Outcome[str](outcome="message_kept")


def send(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Has them told the words that were shown."""
    to, _, words = shown.partition(" ")
    receiver = _receiver(session, caller, to)
    facts, order = _facts(receiver, words), receiver.order
    if order is None and not _is_window_open(session, caller, receiver.person):
        raise Refusal("window_closed", **facts)
    said = {
        "order_words": words,
        "order_shop": caller.business.name,
        **({"reference": order.reference} if order else {}),
        **replies.asking(order, caller.person),
    }
    key = f"{to}:message:{clock.now().isoformat()}"
    name = "order_message" if order else "shop_message"
    is_told = notices.tell(session, caller.business_id, receiver.person, name, key, **said)
    sent = "message_sent" if order else "words_sent"
    return Outcome[str](outcome=sent if is_told else "message_not_sent", facts=facts)


def _receiver(session: Session, caller: Caller, to: str) -> Receiver:
    if to.startswith(PERSON):
        must_serve(session, caller)
        return Receiver(session.get_one(Person, (caller.business_id, int(to.removeprefix(PERSON)))), None)
    order = of_the_shop(session, caller, to)
    return Receiver(session.get_one(Person, (order.business_id, order.person_id)), order)


def _is_window_open(session: Session, caller: Caller, person: Person) -> bool:
    where = notices.address_of(session, caller.business, person)
    return where is None or speaking.is_window_open(session, Conversation(where.number, where.person))


def _facts(receiver: Receiver, words: str) -> Facts:
    """Who it is for and what is said; no step of an order is offered."""
    order = {"reference": receiver.order.reference} if receiver.order else {}
    return {**order, "whose": people.name_and_phone(receiver.person), "order_words": words}


def of_message(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To *shall I send this?*: a yes, a no, or who else shall hear it."""
    text, shown = reading.text or "", asked.summary
    other = asked_for.of_goods(session, caller, reading, text) if shown and _says_who(reading) else None
    orders = asked_for.found(session, caller, other) if other and len(text.split()) <= MOST_OF_WHO else ()
    if shown and len(orders) == 1:
        reference, words = orders[0].reference, shown.partition(" ")[2]
        return heard(session, caller, PAGE, lambda here, by: ask(here, by, reference, words))
    return decides(PAGE, keep, send)(session, caller, asked, reading)


def _says_who(reading: Reading) -> bool:
    """Whether words only say who shall hear it, *calculator wale ko*: nothing else is of the message that waits."""
    else_said = any(reading.sides(each) for each in (MONEY, STEPS, "happened", "ran_out"))
    says_else = else_said or any(True for _ in reading.all("money"))
    return not reading.is_tap and bool(reading.sides("of_customer")) and not says_else
