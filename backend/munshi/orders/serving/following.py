"""What words say of an order: a step that the shop has made, minutes that it takes, or a question where it stands."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.following import follow
from munshi.orders.looking import names_an_order
from munshi.orders.serving.looking import order_card
from munshi.orders.serving.moving import ask_why, move_through, promise
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome


def told(
    session: Session, caller: Caller, reference: str | None, step: Status | None, minutes: int | None
) -> Outcome[Any]:
    """Does what the shop says of a customer's order that is named; everything else asks where an order stands."""
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
