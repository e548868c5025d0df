"""What the shop has its customer told about an order, in its own words: shown first, and sent by one yes."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.facts import Facts
from munshi.orders.models import Order
from munshi.orders.serving import replies
from munshi.orders.serving.facts import customer_of
from munshi.orders.serving.moving import of_the_shop
from munshi.outcomes import Outcome
from munshi.people.models import Person

PAGE = "move_order"
LONGEST = 300  # characters


def ask(session: Session, caller: Caller, reference: str, words: str) -> Outcome[Any]:
    """Whether the customer of an order shall be told this; nothing is sent yet."""
    order = of_the_shop(session, caller, reference)
    words = " ".join(words.split())[:LONGEST]
    facts = {**_facts(session, order, words), "summary": f"{order.reference} {words}"}
    return Outcome[str](outcome="confirm_message", facts=facts)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is sent."""
    return Outcome[str](outcome="message_kept")


def send(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Has the customer told the words that were shown."""
    reference, _, words = shown.partition(" ")
    order = of_the_shop(session, caller, reference)
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:message:{clock.now().isoformat()}"
    facts = {
        "reference": order.reference,
        "order_words": words,
        "order_shop": caller.business.name,
        **replies.asking(order, caller.person),
    }
    is_told = notices.tell(session, order.business_id, customer, "order_message", key, **facts)
    outcome = "message_sent" if is_told else "message_not_sent"
    return Outcome[str](outcome=outcome, facts=_facts(session, order, words))


def _facts(session: Session, order: Order, words: str) -> Facts:
    """Whose order it is and what is said; no step of it is offered."""
    return {"reference": order.reference, "whose": customer_of(session, order), "order_words": words}
