"""A question about orders that are named, by a step of theirs or by their money: it shows them, and moves nothing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import clause_at
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving.looking import listed, order_card
from munshi.orders.serving.mentions import MONEY, STEPS, Mention
from munshi.orders.serving.steps_said import asked_in
from munshi.outcomes import Outcome

ASKS = frozenset({"who", "question"})  # *later* tells, and what is denied is told too


def shown(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Outcome[Any] | None:
    """Where the orders stand whose step or money is asked, and no other told; None of everything else."""
    text = reading.text or ""
    said = [*reading.placed(STEPS), *reading.placed(MONEY)]
    asks = asked_in(reading, ASKS)
    if not mentions or not said or any(clause_at(text, each.start) not in asks for each in said):
        return None
    return of_orders(session, caller, list({each.order.id: each.order for each in mentions}.values()))


def of_orders(session: Session, caller: Caller, orders: Sequence[Order]) -> Outcome[Any] | None:
    """All of the one, or in short where each of several stands."""
    return (
        order_card(session, caller, orders[0].reference)
        if len(orders) == 1
        else listed(session, caller, orders)
    )
