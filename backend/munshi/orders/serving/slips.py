"""Words of the shop by which a step of an order was none: nothing moves, it is asked what is taken back."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders.goods_in_text import skus_in
from munshi.orders.looking import normalised
from munshi.orders.moving import find
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing import acts, service
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, did_not_pay, is_a_slip, is_by_somebody, of_money


def not_made(
    session: Session, caller: Caller, named: Sequence[str], steps: Collection[Status], said: str | None
) -> Outcome[Any] | None:
    """What is asked of a step that the caller wrote a moment ago and says was none; None of everything else.

    A bare "nahi" is of the step that it denies. That it was a mistake, or was not given, is of the last step of the
    order that is named, whatever step it goes back to. Where no order is named the last is meant, of several that were
    delivered it is asked which.
    """
    if _names_a_sum(references := {normalised(each) for each in named}, said):
        return None  # money is given back, and no step is
    of_named = named and (of_money(said) is not None or (did_not_pay(said) and not is_by_somebody(said)))
    if not is_a_slip(said) or not (steps or of_named):
        return None
    if any(_has_goods(session, caller, each, said or "") for each in references):
        return None  # goods of it come back
    found = [
        act
        for act in acts.last_of_each(acts.recent(session, caller, Kind.ORDER_DELIVERED, Kind.ORDER_STEPPED))
        if (not references or act.references[0] in references)
        and (not steps or of_named or _made(act) in steps)
    ]
    if not found:
        return None
    delivered = [act for act in found if act.kind == Kind.ORDER_DELIVERED]
    tokens = [f"{service.ACT}|{act.id}" for act in delivered or found[:1]]
    answer = (
        service.ask(session, caller, tokens[0])
        if len(tokens) == 1
        else service.choose(session, caller, tokens)
    )
    return Outcome[str](outcome="taking_back", facts={"answer": answer.model_dump()})


def _names_a_sum(references: Collection[str], said: str | None) -> bool:
    """Whether words that give money back or credit it have a figure beside the numbers of the orders."""
    numbers = {int(each.rpartition("-")[2]) * 100 for each in references}
    return of_money(said) in (Back.REFUNDED, Back.CREDITED) and not numbers.issuperset(figures(said))


def _has_goods(session: Session, caller: Caller, reference: str, said: str) -> bool:
    """Whether goods of an order are named."""
    order = find(session, caller.business_id, reference)
    named = skus_in(StockedShelf(session, caller.business_id), said) if order else ()
    return order is not None and any(line.sku in named for line in order.lines)


def last_made(session: Session, caller: Caller) -> Status | None:
    """The step that the caller has just made, where they have done nothing else since that can be taken back."""
    act = next(iter(acts.recent(session, caller)), None)
    is_step = act is not None and act.kind in (Kind.ORDER_DELIVERED, Kind.ORDER_STEPPED)
    return _made(act) if act is not None and is_step else None


def _made(act: Act) -> Status:
    """Where the step brought the order."""
    return Status.DELIVERED if act.kind == Kind.ORDER_DELIVERED else Status(act.references[2])
