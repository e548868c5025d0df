"""Where orders stand, for whoever asks: their own, or for who is in charge those of the shop."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.payments import of_late
from munshi.callers import Caller
from munshi.orders import looking
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.serving import looking as for_shop
from munshi.orders.serving.deciding import open_question
from munshi.outcomes import Outcome

OVER = (
    "no_orders",
    "only_cart",
    "delivered",
    "cancelled",
)  # of who sees to orders and has none of their own open


def follow(session: Session, caller: Caller, reference: str | None, *, new: bool = False) -> Outcome[Any]:
    """The named order, with its next steps for the shop; the person's own; else what the shop has to do."""
    refuse_where_not_offered(caller.business)
    reference = None if _is_paid_sum(session, caller, reference) else reference
    if reference is None and new and (waiting := for_shop.new_orders(session, caller)):
        return waiting
    card = for_shop.order_card(session, caller, reference) if reference else None
    if card is not None:
        return card
    own = looking.track(session, caller, reference)
    is_over = reference is None and own.outcome in OVER
    theirs = for_shop.open_orders(session, caller) if is_over else None
    return theirs or _with_open_question(session, caller, own)


def _is_paid_sum(session: Session, caller: Caller, figure: str | None) -> bool:
    """Whether a bare figure is what the person says to have paid of late: *1060 bheja tha. order kitne ka hua tha?*."""
    paise = int(figure) * 100 if figure and figure.isdecimal() and len(figure) <= looking.LONGEST_SUM else 0
    return bool(paise) and of_late.of_late(session, caller, paise) is not None


def _with_open_question(session: Session, caller: Caller, own: Outcome[Any]) -> Outcome[Any]:
    """Behind where an order stands, what its customer is still asked of a line that ran out."""
    asked = open_question(session, caller, None)
    if asked is None:
        return own
    shown = asked[1]
    tapped = {
        name: shown[name]
        for name in ("run_out", "takes", "instead", "gone", "offered_quantity", "is_there", "summary")
    }
    then = [{"note": "run_out_open", **shown}]
    return Outcome[str](outcome=own.outcome, facts={**own.facts, **tapped, "then": then})
