"""An order that the shop cancels and that nothing names: the last one, the only one, or one of several.

Who has an order or a cart of their own means that.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders import looking
from munshi.orders.models import Order
from munshi.orders.serving import several
from munshi.orders.serving.looking import orders_before, which_order
from munshi.orders.serving.mentions import ASKED, FIGURE
from munshi.orders.serving.reasons import said_reason
from munshi.orders.statuses import Status
from munshi.word_lists import WordLists, plain

PAGE, MOVES, CANCEL = "track_order", "move_order", "cancel_order"
OF_THE_LAST = "of_the_last"
LISTS = WordLists(__file__, "unnamed_cancelling.yml")


def of_unnamed(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The order that is meant, shown for a yes with the reason that is said; of several it is asked which.

    Of the only one no reason is said of, it is asked why.
    """
    if (
        reading.is_tap
        or not reading.wants(CANCEL)
        or reading.sides(ASKED)
        or FIGURE.search(reading.text or "")
    ):
        return None
    if looking.open_orders(session, caller) or looking.has_cart(session, caller):
        return None
    waiting = orders_before(session, caller, Status.CANCELLED)
    meant, why = _meant(waiting, reading), said_reason(reading)
    if len(meant) > 1:
        return Heard(PAGE, which_order(session, caller, meant, Status.CANCELLED))
    if not meant or (why is None and len(waiting) == 1):
        return None
    return Heard(MOVES, several.ask_cancelling(session, meant[0], why))


def _meant(waiting: Sequence[Order], reading: Reading) -> Sequence[Order]:
    """The one that came last where that is said, else every one."""
    if not waiting or not LISTS.has(plain(reading.text), OF_THE_LAST):
        return waiting
    return [max(waiting, key=lambda order: (order.placed_at, order.id))]
