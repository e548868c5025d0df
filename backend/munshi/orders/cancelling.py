"""Cancelling an order: asked first, allowed until the business's cut-off, and what was reserved goes back."""

from collections.abc import Sequence
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.orders.choosing import words_of
from munshi.orders.desk import Desk, refuse_where_not_offered
from munshi.orders.every_line import is_not_all
from munshi.orders.items import Item, key_of
from munshi.orders.looking import (
    facts_of,
    names_an_order,
    normalised,
    open_orders,
    own_order,
    reference_in,
)
from munshi.orders.models import Order
from munshi.orders.moving import record
from munshi.orders.reopening import ask as ask_to_reopen
from munshi.orders.sections import OrderSections
from munshi.orders.serving.looking import orders_before
from munshi.orders.serving.moving import ask_why
from munshi.orders.statuses import Status, may_customer_cancel
from munshi.outcomes import Outcome, Refusal
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "reopening.yml")
_words = LISTS.words


def ask(
    session: Session,
    caller: Caller,
    reference: str | None,
    said: str | None = None,
    reason: str | None = None,
    *,
    comes_otherwise: bool = False,
) -> Outcome[Any]:
    """Shows what would be cancelled: the named order, the only open one, or a choice; else the open cart.

    Who says that it `comes_otherwise`, or cancels one thing of it, has it changed, not cancelled.

    What was `said` beside the order's name waits for the answer. Who sees to orders cancels a customer's for a `reason`
    that is said with its name, and is asked for it otherwise.
    """
    refuse_where_not_offered(caller.business)
    if says_not_to(said or ""):
        return _left_as_it_is(session, caller, reference)
    desk = Desk(session, caller)
    desk.cart.kept.waiting = _beyond(said or "")
    desk.save()
    if (order := _to_be_changed(desk, reference, said, comes_otherwise=comes_otherwise)) is not None:
        return ask_to_reopen(desk, order, said, said)
    if is_not_all(said):
        return _left_as_it_is(session, caller, reference)
    if reference and names_an_order(reference):
        if of_a_customer := ask_why(session, caller, reference, reason):
            return of_a_customer
        return _ask_about(caller, own_order(session, caller, reference))
    orders = open_orders(session, caller)
    if len(orders) > 1:
        return Outcome[str](
            outcome="choose_order", facts={"orders": [facts_of(caller, order) for order in orders]}
        )
    if orders:
        return _ask_about(caller, orders[0])
    if not desk.cart.lines and (of_the_shop := _only_of_the_shop(session, caller)):
        return of_the_shop
    return _ask_about_cart(session, caller)


def ask_instead(session: Session, caller: Caller, reference: str, waiting: str) -> Outcome[Any]:
    """Shows what would be cancelled; what comes in its place waits for the answer."""
    refuse_where_not_offered(caller.business)
    desk = Desk(session, caller)
    desk.cart.kept.waiting = waiting
    desk.save()
    return _ask_about(caller, own_order(session, caller, reference))


def part_named(said: str, items: Sequence[Item]) -> Item | None:
    """The one of several things that the words around the cancelling name: "bottle cancel kar do, sirf lunch box"."""
    goes = _words("cancels") | _words("takes_out")
    clauses = (each for each in PART.split(said) if not goes.isdisjoint(_spoken(each)))
    named = [_named_alone(clause, items) for clause in clauses] if len(items) > 1 else []
    return named[0] if len(named) == 1 else None


def _named_alone(clause: str, items: Sequence[Item]) -> Item | None:
    """The only one of which a word is said."""
    said = words_of([clause])
    named = [item for item in items if not said.isdisjoint(words_of(item.name.values()))]
    return named[0] if len(named) == 1 else None


def _to_be_changed(
    desk: Desk, reference: str | None, said: str | None, *, comes_otherwise: bool
) -> Order | None:
    """The placed order of which one thing shall go or that shall come otherwise: the one named, or the only one."""
    orders = open_orders(desk.session, desk.caller) if desk.cart.is_empty and said else []
    named = reference_in(reference or said or "")
    if named:
        orders = [order for order in orders if order.reference == normalised(named.group())]
    if len(orders) != 1 or comes_otherwise:
        return orders[0] if len(orders) == 1 else None
    keys = [key_of(line.sku, line.variant) for line in orders[0].lines]
    items = [item for key in keys if (item := desk.shelf.item(key))]
    return orders[0] if part_named(said or "", items) else None


def _only_of_the_shop(session: Session, caller: Caller) -> Outcome[Any] | None:
    """Why the only order is cancelled that the shop still has, where who sees to it has none of their own."""
    waiting = orders_before(session, caller, Status.CANCELLED)
    return ask_why(session, caller, waiting[0].reference) if len(waiting) == 1 else None


def cancel(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """Cancels the person's order that the question was about."""
    refuse_where_not_offered(caller.business)
    if not reference:
        return ask(session, caller, None)
    order = own_order(session, caller, reference, lock=True)
    _refuse_too_late(caller, order)
    record(session, order, Status.CANCELLED, caller.person)
    act = acts.note(session, caller, Kind.ORDER_CANCELLED, [order.reference])
    return Outcome[str](outcome="cancelled", facts={**facts_of(caller, order), "act": act})


def asks_for(said: str | None) -> bool:
    """Whether a message names an order and has a word of cancelling: "cancel ORD-1003 then, 2 masala dosa"."""
    return reference_in(said or "") is not None and not _words("cancels").isdisjoint(_spoken(said or ""))


def may_mean_else(session: Session, caller: Caller, said: str) -> bool:
    """Whether a word that cancels stands beside no word of the cart and asks nothing: "cancel kar do"."""
    spoken = _spoken(said)
    if _words("cancels").isdisjoint(spoken) or says_not_to(said) or said.rstrip().endswith("?"):
        return False
    things = [name for line in Desk(session, caller).cart.lines for name in line.item.name.values()]
    return _words("calls_it_order").isdisjoint(spoken) and words_of([said]).isdisjoint(words_of(things))


def _spoken(said: str) -> frozenset[str]:
    return frozenset(word.strip(",.;:!?।").casefold() for word in said.split())


def take_waiting(session: Session, caller: Caller) -> str | None:
    """What was said beside the order to be cancelled, once."""
    desk = Desk(session, caller)
    waiting, desk.cart.kept.waiting = desk.cart.kept.waiting, None
    if waiting:
        desk.save()
    return waiting


def keep(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The order stays as it is."""
    refuse_where_not_offered(caller.business)
    if not reference:
        return Outcome[str](outcome="no_orders")
    return Outcome[str](outcome="kept", facts=facts_of(caller, own_order(session, caller, reference)))


def _ask_about(caller: Caller, order: Order) -> Outcome[Any]:
    _refuse_too_late(caller, order)
    facts = {**facts_of(caller, order), "summary": order.reference}
    return Outcome[str](outcome="confirm_cancel", facts=facts)


def _ask_about_cart(session: Session, caller: Caller) -> Outcome[Any]:
    """People call it an order before it is one; what is only asked about is dropped."""
    desk = Desk(session, caller)
    if not desk.cart.lines:
        desk.cart.empty()
        desk.save()
        return Outcome[str](outcome="no_orders")
    return Outcome[str](outcome="confirm_empty", facts={"lines": desk.lines(), "summary": desk.contents()})


def _refuse_too_late(caller: Caller, order: Order) -> None:
    """A customer cancels until the business's cut-off status."""
    status = Status(order.status)
    cut_off = Status(of(caller.business, OrderSections).orders.cancel_until)
    if status in (Status.DELIVERED, Status.CANCELLED):
        _refuse(f"already_{status}", caller, order)
    if not may_customer_cancel(status, cut_off):
        _refuse(f"too_late_{status}", caller, order)


def says_not_to(said: str) -> bool:
    """Whether a word that refuses stands right beside one of cancelling: "cancel mat karna", or no new order is wanted
    beside the one that is placed: "naya order nahi chahiye, pehle wala hi hai".
    """
    if LISTS.has(plain(said), "no_new_one"):
        return True
    words = [word.strip(",.;:!?।").casefold().replace("’", "'") for word in said.split()]
    beside = (
        (words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else "")
        for at in range(len(words))
    )
    return any(
        word in _words("cancels")
        and (before in _words("refused_before") or behind in _words("refused_behind"))
        for word, (before, behind) in zip(words, beside, strict=True)
    )


def _left_as_it_is(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    orders = open_orders(session, caller)
    named = reference if reference and names_an_order(reference) else None
    if named or len(orders) == 1:
        return keep(session, caller, named or orders[0].reference)
    return Outcome[str](outcome="none_cancelled")


def _beyond(said: str) -> str | None:
    """What stands before or behind the name of an order, and has a figure: "then, 2 masala dosa"."""
    named = reference_in(said)
    sides = (said[named.end() :], said[: named.start()]) if named else ()
    return next((side.strip(" ,.;") for side in sides if names_an_order(side)), None)


def _refuse(outcome: str, caller: Caller, order: Order) -> NoReturn:
    numbers = caller.business.numbers
    phone = numbers[0].display_number if numbers else None
    raise Refusal(outcome, **facts_of(caller, order), phone=phone)
