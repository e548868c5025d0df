"""What words say of an order: a step that the shop has made, minutes that it takes, or a question where it stands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts.whom import named_in
from munshi.callers import Caller
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.following import follow
from munshi.orders.looking import facts_of, names_an_order
from munshi.orders.models import Order
from munshi.orders.serving.duty import may_serve, must_serve
from munshi.orders.serving.looking import order_card, orders_before, orders_of, which_order
from munshi.orders.serving.moving import ask_why, move_through, promise
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person


def _named(session: Session, caller: Caller, said: str | None) -> Sequence[Person]:
    """The customers whom the words of who sees to orders name."""
    return named_in(session, caller.business_id, said) if said and may_serve(session, caller) else ()


def _of_several(caller: Caller, orders: Sequence[Order], named: Sequence[Person]) -> Outcome[Any]:
    """Which of a customer's orders is meant; that there is none is said."""
    if not orders:
        raise Refusal("none_of_theirs", whose={"name": ", ".join(each.called or "?" for each in named)})
    return Outcome[str](outcome="to_do", facts={"orders": [facts_of(caller, order) for order in orders]})


def told(
    session: Session,
    caller: Caller,
    reference: str | None,
    step: Status | None,
    minutes: int | None,
    said: str | None = None,
) -> Outcome[Any]:
    """Does what the shop says of a customer's order; everything else asks where an order stands.

    A step without a name is of the one order that comes to it next; of several it is asked. Where a customer is named
    it is of their order alone.
    """
    if reference is None and (named := _named(session, caller, said)):
        orders = orders_of(session, caller, named)
        if len(orders) != 1:
            return _of_several(caller, orders, named)
        reference = orders[0].reference
    if reference is None and step is not None and step is not Status.CANCELLED:
        waiting = orders_before(session, caller, step)
        if len(waiting) > 1:
            return which_order(session, caller, waiting, step)
        reference = waiting[0].reference if waiting else None
    is_of_shop = (
        reference is not None
        and names_an_order(reference)
        and order_card(session, caller, reference) is not None
    )
    if not is_of_shop or reference is None:
        return follow(session, caller, reference)
    if step is Status.CANCELLED:
        return ask_why(session, caller, reference) or follow(session, caller, reference)
    moved = move_through(session, caller, reference, step) if step is not None else None
    if minutes is not None:
        return promise(session, caller, reference, minutes)
    if moved is not None:
        return moved
    return follow(session, caller, reference)


def accepted(session: Session, caller: Caller) -> Outcome[Any]:
    """A bare "accept": the one order that waits for it; of several it is asked which."""
    refuse_where_not_offered(caller.business)
    must_serve(session, caller)
    if not orders_before(session, caller, Status.ACCEPTED):
        raise Refusal("none_waits")
    return told(session, caller, None, Status.ACCEPTED, None)
