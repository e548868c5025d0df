"""Goods for an order that the shop has taken and not sent yet: they stand in the cart, and the shop is asked for them.

They are said to be of that order (*aur ek coke bhi bhej do*), or too few to be brought by themselves. By the customer's
yes the shop hears of them, and by the shop's yes they come onto the bill (`serving/goods_added.py`).
"""

from munshi.orders.desk import Desk
from munshi.orders.drafts import lines_to_store
from munshi.orders.facts import Facts, beside_facts
from munshi.orders.kept import Kept, Wanted
from munshi.orders.looking import open_orders, own_order
from munshi.orders.messages import Message
from munshi.orders.models import Order
from munshi.orders.rules import BelowMinimum, Fulfilment, NoWay, token
from munshi.orders.serving import goods_added
from munshi.orders.serving.goods_added import may_join
from munshi.orders.statuses import Status
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome


def begin(desk: Desk, order: Order) -> None:
    """What the cart holds, or will hold, shall come into an order."""
    desk.cart.kept.joins, desk.cart.kept.apart = order.reference, False
    desk.save()


def set_apart(desk: Desk) -> None:
    """It is an order of its own after all."""
    desk.cart.kept.joins, desk.cart.kept.apart = None, True


def only_adds(desk: Desk, message: Message) -> bool:
    """Whether all that a message names is sold here, and nothing is taken out or set to another amount."""
    return bool(message.lines) and all(
        line.name and line.op in (None, Op.ADD) and desk.shelf.meant(line.name).items
        for line in message.lines
        if not line.beside
    )


def order_for(desk: Desk) -> Order | None:
    """The order into which the goods of the cart shall come, once nothing is asked of them.

    The one that was named; else, of what is too little to be brought by itself, the last one that is still here. What
    shall come elsewhere or on another day is an order of its own.
    """
    kept = desk.cart.kept
    if not desk.cart.lines or desk.cart.open_wish or kept.apart:
        return None
    named = kept.joins
    if named is None and not _is_too_little(desk):
        return None
    orders = [each for each in open_orders(desk.session, desk.caller) if named in (None, each.reference)]
    found = next((each for each in orders if may_join(each) and _comes_with(kept, each)), None)
    kept.joins = found.reference if found else None
    if named and found is None:
        desk.note("no_longer_joins", reference=named)
    return found


def to_reopen(desk: Desk) -> Order | None:
    """The order that the shop has yet to take, for goods that are too few to be brought by themselves; asked once."""
    kept = desk.cart.kept
    if not desk.cart.lines or desk.cart.open_wish or kept.apart or not _is_too_little(desk):
        return None
    last = next(iter(open_orders(desk.session, desk.caller)), None)
    if last is None or last.status != Status.PLACED or not _comes_with(kept, last):
        return None
    kept.apart = last.fulfilment == Fulfilment.DELIVERY
    return last if kept.apart else None


def _is_too_little(desk: Desk) -> bool:
    """Whether the goods are not brought only as they are worth too little, and nobody said that they fetch them."""
    if desk.cart.kept.way is not None or desk.cart.kept.changes is not None:
        return False
    try:
        return desk.bill().pickup_because == "below_minimum"
    except BelowMinimum:
        return True
    except NoWay:
        return False


def _comes_with(kept: Kept, order: Order) -> bool:
    """Whether goods come where, how and on the day on which an order does."""
    day = Wanted.of(order.wanted).day if order.wanted else None
    other_day = kept.wanted is not None and kept.wanted.day != (day or order.placed_at.date())
    return not (kept.said_where or other_day or kept.way not in (None, order.fulfilment))


def shown(desk: Desk, order: Order) -> Facts:
    """The goods, and what the order would come to with them, with the token of exactly that."""
    lines, kept = lines_to_store(desk.cart), desk.cart.kept
    more = goods_added.reckoned(order, desk.cart.lines, desk.shelf)
    facts: Facts = {
        "reference": order.reference,
        "lines": desk.lines(),
        "beside": beside_facts(kept),
        "before_paise": more.before_paise,
        "total_paise": more.total_paise,
    }
    who = [desk.business.id, desk.caller.person.id, desk.cart.serial]
    return {**facts, "summary": token([who, lines, facts])}


def ask_shop(desk: Desk, order: Order) -> Outcome[str]:
    """Has the shop asked for what was shown; the cart is empty then."""
    facts = shown(desk, own_order(desk.session, desk.caller, order.reference, lock=True))
    goods_added.ask(desk.session, order, desk.cart.lines, desk.cart.kept, desk.shelf)
    desk.cart.empty()
    desk.save()
    return Outcome[str](outcome="join_asked", facts={**facts, "notes": desk.notes})
