"""The cart of a person: filling it, changing it, answering what is asked about it, and placing it as an order."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.catalogue.stock import OutOfStock
from munshi.orders import placing
from munshi.orders.addresses import address_in
from munshi.orders.answers import answer, conclude
from munshi.orders.bills import NoWay
from munshi.orders.bringing import bring_to, lacks_address, waiting_for_address
from munshi.orders.desk import Desk
from munshi.orders.facts import item_facts, order_facts
from munshi.orders.hearing import Message, hear, names_a_product
from munshi.orders.models import Order
from munshi.orders.tracking import facts_of, open_orders
from munshi.orders.wishes import TAKES_A_YES, Op
from munshi.outcomes import Outcome
from munshi.undoing import acts
from munshi.undoing.rules import Kind


def tell(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person says what they want, answers the open question, or says where to bring it."""
    desk = Desk(session, caller)
    address = address_in(message.text or "")
    if address and not names_a_product(desk, message):
        return bring_to(desk, address)
    before, asked = desk.lines(), desk.cart.open_wish
    heard = hear(desk, message, Op.ADD)
    if message.text is not None and not heard and not asked:
        if waiting_for_address(desk):
            return answer(desk, "address_unclear")
        if desk.cart.lines:
            desk.note("say_yes")
    return conclude(desk, "nothing_said", told=desk.lines() != before)


def change(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person changes what is in the cart."""
    desk = Desk(session, caller)
    if desk.cart.is_empty and not message.lines:
        return conclude(desk, "empty")
    if wants_all_out(message):
        return _ask_to_empty(desk)
    if not message.lines:
        desk.save()
        return answer(desk, "nothing_said")
    before = desk.lines()
    hear(desk, message, Op.SET)
    return conclude(desk, "empty", told=desk.lines() != before)


def wants_all_out(message: Message) -> bool:
    """To remove, and nothing named: all of it."""
    return bool(message.lines) and all(
        line.op is Op.REMOVE and not line.name and line.quantity is None for line in message.lines
    )


def accept(session: Session, caller: Caller) -> Outcome[Any]:
    """The person takes what was offered."""
    desk = Desk(session, caller)
    wish = desk.cart.open_wish
    if wish and wish.question in TAKES_A_YES:
        desk.note_results(desk.cart.answer(wish.accepted(), desk.shelf))
    return conclude(desk, "empty", told=False)


def leave_out(session: Session, caller: Caller) -> Outcome[Any]:
    """The person does without what is asked about."""
    desk = Desk(session, caller)
    if desk.cart.open_wish:
        wish = desk.cart.wishes.pop(0)
        item = desk.shelf.item(wish.items[0]) if len(wish.items) == 1 else None
        desk.note("left_out", asked=wish.asked, **({"item": item_facts(item, desk.marked)} if item else {}))
    return conclude(desk, "empty", told=False)


def show(session: Session, caller: Caller) -> Outcome[Any]:
    """The cart with today's prices, and what is still asked; in place of an empty one the orders on their way."""
    desk = Desk(session, caller)
    shown = conclude(desk, "empty")
    orders = open_orders(session, caller) if shown.outcome == "empty" else ()
    if not orders:
        return shown
    return answer(desk, "only_orders", ordered=[facts_of(caller, order) for order in orders])


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is ordered, nothing is lost."""
    desk = Desk(session, caller)
    desk.save()
    return answer(desk, "kept", lines=desk.lines()) if desk.cart.lines else answer(desk, "empty")


def empty(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Takes out exactly what was shown; asks again when there is something else."""
    desk = Desk(session, caller)
    if desk.cart.is_empty:
        return conclude(desk, "empty")
    if desk.contents() != summary:
        return _ask_to_empty(desk)
    desk.cart.empty()
    desk.save()
    return answer(desk, "emptied")


def _ask_to_empty(desk: Desk) -> Outcome[Any]:
    """Wishes of which nothing is in the cart yet are dropped without asking."""
    if not desk.cart.lines:
        desk.cart.empty()
        desk.save()
        return answer(desk, "emptied")
    desk.save()
    return answer(desk, "confirm_empty", lines=desk.lines(), summary=desk.contents())


def place(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Orders exactly the bill that `summary` stands for, once; shows the bill again when it is another by now."""
    desk = Desk(session, caller)
    earlier = placing.placed_with(session, caller, summary) if summary else None
    if earlier is not None:
        return _placed(desk, earlier)
    desk.note_results(desk.cart.look_again(desk.shelf))
    try:
        shown = desk.shown(desk.bill()) if desk.cart.lines and not desk.cart.open_wish else None
    except NoWay:
        shown = None
    if shown is None or shown["summary"] != summary:
        return conclude(desk, "empty", confirm="changed")
    try:
        order = placing.place(desk, shown["summary"])
    except OutOfStock:
        desk.shelf.forget()
        return conclude(desk, "empty", confirm="changed")
    acts.note(session, caller, Kind.ORDER_PLACED, [order.reference])
    desk.cart.empty()
    desk.save()
    return _placed(desk, order)


def _placed(desk: Desk, order: Order) -> Outcome[Any]:
    """The order; where it goes is asked once it is placed, if nobody knows."""
    then = [{"note": "ask_address"}] if lacks_address(order) else []
    act = acts.open_act(desk.session, desk.caller, Kind.ORDER_PLACED, order.reference)
    facts = {**order_facts(order, desk.business.address, desk.now), "act": act and act.id}
    return answer(desk, "placed", **facts, then=then)
