"""What words say of an order: a step that the shop has made, minutes that it takes, or a question where it stands."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.following import follow
from munshi.orders.looking import names_an_order
from munshi.orders.serving.duty import must_serve
from munshi.orders.serving.looking import order_card, orders_before, which_order
from munshi.orders.serving.moving import ask_why, move_through, promise
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal


def told(
    session: Session, caller: Caller, reference: str | None, step: Status | None, minutes: int | None
) -> Outcome[Any]:
    """Does what the shop says of a customer's order; everything else asks where an order stands.

    A step without a name is of the one order that comes to it next; of several it is asked.
    """
    if reference is None and step is not None and step is not Status.CANCELLED:
        waiting = orders_before(session, caller, step)
        if len(waiting) > 1:
            return which_order(caller, waiting, step)
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
    if step is not None:
        return move_through(session, caller, reference, step)
    if minutes is not None:
        return promise(session, caller, reference, minutes)
    return follow(session, caller, reference)


def accepted(session: Session, caller: Caller) -> Outcome[Any]:
    """A bare "accept": the one order that waits for it; of several it is asked which."""
    refuse_where_not_offered(caller.business)
    must_serve(session, caller)
    if not orders_before(session, caller, Status.ACCEPTED):
        raise Refusal("none_waits")
    return told(session, caller, None, Status.ACCEPTED, None)
