"""A line of an order ran out: the shelf knows at once, the customer is asked, and the bill stays until they answer."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue.running_out import mark_gone
from munshi.columns import plain
from munshi.orders.facts import order_line_facts
from munshi.orders.items import Item
from munshi.orders.models import Order, OrderLine
from munshi.orders.sections import OrderSections
from munshi.orders.serving import held, notices, waits
from munshi.orders.serving.facts import card
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.moving import of_the_shop, refuse_move
from munshi.orders.serving.proposals import instead_of
from munshi.orders.serving.rules import RUNS_OUT_IN, STILL_HERE
from munshi.outcomes import Outcome, Refusal


def ask_which(
    session: Session, caller: Caller, reference: str, among: Sequence[OrderLine] = ()
) -> Outcome[Any]:
    """The lines of the order, one of which has run out, or those of them that may be meant."""
    order = _open(session, caller, reference)
    lines = [{**order_line_facts(line), "position": line.position} for line in among or order.lines]
    facts = {"reference": order.reference, "which": lines, "summary": order.reference}
    return Outcome[str](outcome="which_line", facts=facts)


def report(session: Session, caller: Caller, reference: str, position: int) -> Outcome[Any]:
    """The line with this position has run out."""
    order = _open(session, caller, reference)
    line = next((each for each in order.lines if each.position == position), None)
    if line is None:
        raise Refusal("no_such_line", reference=order.reference, names=[str(position)])
    return _reported(session, caller, order, [line])


def report_lines(
    session: Session, caller: Caller, order: Order, lines: Sequence[OrderLine], instead: str | None = None
) -> Outcome[Any]:
    """Lines have run out, and the shop may have something `instead`; what cannot be had in its place is refused."""
    if order.status not in RUNS_OUT_IN:
        refuse_move(session, order)
    for line in lines:
        if instead is not None and instead_of(session, line, instead) is None:
            raise Refusal("cannot_replace", reference=order.reference, gone=order_line_facts(line))
    return _reported(session, caller, order, lines, instead)


def offer_instead(
    session: Session, caller: Caller, order: Order, line: OrderLine, instead: Item, *, gone: bool
) -> Outcome[Any]:
    """Asks the customer whether something else may come for a line; only what is `gone` is off the shelf by it."""
    if order.status not in STILL_HERE:
        refuse_move(session, order)
    facts = {**card(session, order), "gone": order_line_facts(line), "goods": [dict(instead.name)]}
    if instead_of(session, line, instead.sku) is None:
        raise Refusal("cannot_replace", reference=order.reference, gone=order_line_facts(line))
    _ask_about(session, caller, order, line, instead.sku, gone=gone)
    return Outcome[str](outcome="instead_asked", facts=facts)


def offer_without(session: Session, caller: Caller, order: Order, lines: Sequence[OrderLine]) -> Outcome[Any]:
    """Asks the customer whether lines may be left out; they are on the shelf all the same."""
    if order.status not in RUNS_OUT_IN:
        refuse_move(session, order)
    facts = {**card(session, order), "goods": [line.name for line in lines]}
    for line in lines:
        _ask_about(session, caller, order, line, None, gone=False)
    return Outcome[str](outcome="without_asked", facts=facts)


def offer_amount(
    session: Session, caller: Caller, order: Order, line: OrderLine, quantity: Decimal
) -> Outcome[Any]:
    """Asks the customer whether another amount of a line will do; until their yes nothing changes."""
    if order.status not in STILL_HERE:
        refuse_move(session, order)
    facts = {**card(session, order), "gone": order_line_facts(line), "offered_quantity": plain(quantity)}
    if quantity == line.quantity:
        return Outcome[str](outcome="same_amount", facts=facts)
    asked = [each for each in held.asked_about(session, order) if each.position == line.position]
    if asked:
        asked[0].quantity, asked[0].instead = quantity, None
        notices.ask_customer(session, order, asked[0])
    else:
        _ask(session, caller, order, line, quantity=quantity)
    return Outcome[str](outcome="amount_asked", facts=facts)


def found(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What had run out is there after all: nothing is asked any more."""
    order = of_the_shop(session, caller, reference)
    for run_out in held.asked_about(session, order):
        held.end(session, order, run_out, "found")
        notices.tell_found(session, order, run_out)
    waits.resume(session, order)
    return Outcome[str](outcome="found", facts=card(session, order))


def _open(session: Session, caller: Caller, reference: str) -> Order:
    order = of_the_shop(session, caller, reference)
    if order.status not in RUNS_OUT_IN:
        refuse_move(session, order)
    return order


def _reported(
    session: Session, caller: Caller, order: Order, lines: Sequence[OrderLine], instead: str | None = None
) -> Outcome[Any]:
    facts = {**card(session, order), "goods": [line.name for line in lines]}
    for line in lines:
        _ask_about(session, caller, order, line, instead)
    return Outcome[str](outcome="customer_asked", facts=facts)


def _ask_about(
    session: Session, caller: Caller, order: Order, line: OrderLine, instead: str | None, *, gone: bool = True
) -> None:
    """The customer is asked once, and again where the shop now offers something in its place."""
    asked = [each for each in held.asked_about(session, order) if each.position == line.position]
    if not asked:
        if gone:
            _mark_gone(session, order, line)
        _ask(session, caller, order, line, instead, is_there=not gone)
    elif instead is not None and asked[0].instead != instead:
        asked[0].instead = instead
        notices.ask_customer(session, order, asked[0])


def _mark_gone(session: Session, order: Order, line: OrderLine) -> None:
    product = catalogue.lock_many(session, order.business_id, [line.sku]).get(line.sku)
    if product is not None:
        mark_gone(session, product)


def _ask(
    session: Session,
    caller: Caller,
    order: Order,
    line: OrderLine,
    instead: str | None = None,
    quantity: Decimal | None = None,
    *,
    is_there: bool = False,
) -> None:
    patience = of(caller.business, OrderSections).orders.customer_answers_within_minutes
    run_out = RunOut(
        business_id=order.business_id,
        order_id=order.id,
        position=line.position,
        person_id=caller.person.id,
        at=clock.now(),
        due_at=clock.now() + timedelta(minutes=patience),
        instead=instead,
        quantity=quantity,
        is_there=is_there,
    )
    session.add(run_out)
    session.flush()
    waits.hold(session, order, None)
    notices.ask_customer(session, order, run_out)
