"""Who is told what on the shop's side: the shop of what waits, its customer of what ran out."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.notices import service as notices
from munshi.orders.facts import order_line_facts
from munshi.orders.models import Order
from munshi.orders.outcomes import Notice
from munshi.orders.sections import OrderSections
from munshi.orders.serving import duty, tickets, waits
from munshi.orders.serving.facts import card, customer_of
from munshi.orders.serving.held import line_of
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.proposals import proposal
from munshi.orders.serving.rules import Paper, asked_at
from munshi.orders.statuses import Status
from munshi.people.models import Person

SAID_BY_CUSTOMER = ("order_wish",)  # heard by who leads the business as well


def tell_shop(session: Session, order: Order, name: Notice, key: str, **facts: Any) -> None:
    """Has everybody told who has been asked about the order so far, but never its own customer."""
    business = session.get_one(Business, order.business_id)
    asked = asked_at(waits.step_of(session, order)) + 1
    is_said = name in SAID_BY_CUSTOMER
    groups = duty.hearing(session, business, asked) if is_said else duty.line(session, business)[:asked]
    _tell(session, order, (person for group in groups for person in group), name, key, **facts)


def remind(session: Session, order: Order, step: int) -> None:
    """Has those told whose turn it is at this step."""
    business = session.get_one(Business, order.business_id)
    group = duty.line(session, business)[asked_at(step)]
    times = len(order.moves)
    _tell(session, order, group, "order_unanswered", f"{order.reference}:unanswered:{times}:{step}")


def _tell(
    session: Session, order: Order, whom: Iterable[Person], name: Notice, key: str, **facts: Any
) -> None:
    said = {**card(session, order), "customer": customer_of(session, order), **facts}
    for person in whom:
        if person.id != order.person_id:
            notices.tell(session, order.business_id, person, name, key, **said)


def ask_customer(session: Session, order: Order, run_out: RunOut) -> None:
    """Asks the customer what becomes of a line that ran out."""
    facts = {**proposal(session, order, run_out), "asking": "choose_run_out"}
    offered = run_out.instead or (run_out.quantity and f"{run_out.quantity:f}")
    key = _key(order, run_out) + (f":{offered}" if offered else "")
    notices.tell(session, order.business_id, _customer(session, order), "order_run_out", key, **facts)


def tell_found(session: Session, order: Order, run_out: RunOut) -> None:
    """Tells the customer that nothing is asked any more."""
    facts = {"reference": order.reference, "gone": order_line_facts(line_of(order, run_out))}
    key = f"{_key(order, run_out)}:found"
    notices.tell(session, order.business_id, _customer(session, order), "order_complete", key, **facts)


def tell_changed(session: Session, order: Order, run_out: RunOut) -> None:
    """Tells the shop that the customer has changed the order, with its new bill."""
    key = f"{_key(order, run_out)}:changed"
    tell_shop(session, order, "order_changed", key)
    if order.status == Status.ACCEPTED:
        tell_kitchen(session, order, key)


def tell_kept(session: Session, order: Order, run_out: RunOut) -> None:
    """Tells the shop that the customer wants the line as it was ordered."""
    gone = order_line_facts(line_of(order, run_out))
    tell_shop(session, order, "order_kept", f"{_key(order, run_out)}:kept", gone=gone)


def tell_kitchen(session: Session, order: Order, key: str) -> None:
    """Has the kitchen told what to make."""
    business = session.get_one(Business, order.business_id)
    kitchen = of(business, OrderSections).orders.kitchen
    people = list(duty.named(session, business, kitchen.people))
    if not people:
        return
    ticket = tickets.as_text(order, business, customer_of(session, order)["name"], Paper.NARROW)
    for person in people:
        facts = {"reference": order.reference, "total_paise": order.total_paise, "ticket": ticket}
        notices.tell(session, business.id, person, "order_ticket", f"{key}:ticket", **facts)


def tell_no_answer(session: Session, order: Order, run_out: RunOut) -> None:
    """Tells the shop that the customer does not answer."""
    gone = order_line_facts(line_of(order, run_out))
    key = f"{_key(order, run_out)}:no_answer"
    tell_shop(session, order, "order_no_answer", key, gone=gone, may_be_found=True)


def _customer(session: Session, order: Order) -> Person:
    return session.get_one(Person, (order.business_id, order.person_id))


def _key(order: Order, run_out: RunOut) -> str:
    return f"{order.reference}:run_out:{run_out.id}"
