"""What of a person's orders a bare *cancel* may mean, and taking back what was placed or cancelled by mistake."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from munshi.billing.accounts.of_orders import goods_came_back
from munshi.billing.moved import not_delivered
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.orders import cancelling, service
from munshi.orders.choosing_slots import has_room
from munshi.orders.counter import selling
from munshi.orders.desk import SKILL, Desk
from munshi.orders.facts import Facts
from munshi.orders.kept import Wanted
from munshi.orders.looking import facts_of, open_orders, own_order
from munshi.orders.models import Order, OrderSeries
from munshi.orders.moving import find, record
from munshi.orders.notices import tell_of_mistake, tell_of_step_back
from munshi.orders.sections import OrderSections
from munshi.orders.serving import waits
from munshi.orders.serving.facts import card
from munshi.orders.serving.moving import of_the_shop
from munshi.orders.statuses import Status, may_customer_cancel
from munshi.outcomes import Refusal
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The cart with goods in it, and the orders that can still be cancelled, the last one first."""
    return list(_offered(session, caller)) if SKILL in caller.business.skills else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    desk = Desk(session, caller)
    if desk.cart.lines:
        yield Cancellable("cart", desk.contents(), {"lines": desk.lines()})
    cut_off = Status(of(caller.business, OrderSections).orders.cancel_until)
    for order in open_orders(session, caller):
        if may_customer_cancel(Status(order.status), cut_off):
            yield Cancellable("order", _token(order), facts_of(caller, order))


def empty_cart(session: Session, caller: Caller, token: str) -> None:
    """Takes out exactly what was shown."""
    if service.empty(session, caller, token).outcome != "emptied":
        raise Refusal("changed")


def cancel_order(session: Session, caller: Caller, token: str) -> None:
    """Cancels the order as it was shown."""
    order = own_order(session, caller, token.partition(":")[0], lock=True)
    if _token(order) != token:
        raise Refusal("changed")
    cancelling.cancel(session, caller, order.reference)


def undo_placing(session: Session, caller: Caller, act: Act) -> Facts:
    """What nobody has begun with is cancelled."""
    order = _locked(session, caller, act)
    if order.status == Status.CANCELLED:
        raise Refusal("undone_already")
    if order.status != Status.PLACED:
        raise Refusal("moved_on")
    return cancelling.cancel(session, caller, order.reference).facts


def undo_cancelling(session: Session, caller: Caller, act: Act) -> Facts:
    """The order is placed again on its own terms, where everything in it is still there."""
    order = _locked(session, caller, act)
    if order.status != Status.CANCELLED:
        raise Refusal("undone_already")
    _refuse_full_slot(session, caller, order)
    wanted = [StockLine(line.sku, line.quantity) for line in order.lines]
    try:
        stock.reserve(session, caller.business_id, wanted, order.reference)
    except OutOfStock as gone:
        raise Refusal("out_of_stock") from gone
    record(session, order, Status.PLACED, caller.person)
    waits.begin(session, order)
    return facts_of(caller, order)


def _refuse_full_slot(session: Session, caller: Caller, order: Order) -> None:
    """Its place among the orders of a slot may be somebody else's by now; who places meanwhile waits."""
    wanted = Wanted.of(order.wanted) if order.wanted else None
    if wanted is None or not wanted.slot:
        return
    session.get(OrderSeries, caller.business_id, with_for_update=True)
    if not has_room(Desk(session, caller), wanted):
        raise Refusal("slot_full")


def undo_delivering(session: Session, caller: Caller, act: Act) -> Facts:
    """The order stands where it stood; its sale and its bill are taken back, unless goods of it came back since."""
    reference, before = act.references
    order = of_the_shop(session, caller, reference)
    if order.status != Status.DELIVERED:
        raise Refusal("undone_already")
    since = next(move.at for move in reversed(order.moves) if move.status == Status.DELIVERED)
    if goods_came_back(session, order, since):
        raise Refusal("moved_on")
    record(session, order, Status(before), caller.person, is_told=False)
    note = not_delivered(session, order, since, caller.person)
    if order.status == Status.PLACED:
        waits.begin(session, order)
    tell_of_mistake(session, order, note)
    return {**card(session, order), "credit_note": note.number if note else None}


def undo_step(session: Session, caller: Caller, act: Act) -> Facts:
    """The order stands where it stood before the step, unless it has gone on since; its customer is told."""
    reference, before, made = act.references
    order = of_the_shop(session, caller, reference)
    if order.status != made:
        raise Refusal("moved_on")
    record(session, order, Status(before), caller.person, is_told=False)
    if order.status == Status.PLACED:
        waits.begin(session, order)
    tell_of_step_back(session, order)
    return card(session, order)


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The order that was placed, cancelled, or brought to a step."""
    if act.kind in (Kind.ORDER_DELIVERED, Kind.ORDER_STEPPED, Kind.ORDER_SOLD):
        order = find(session, caller.business_id, act.references[0])
        assert order is not None
        return card(session, order)
    return facts_of(caller, own_order(session, caller, act.references[0]))


def _locked(session: Session, caller: Caller, act: Act) -> Order:
    return own_order(session, caller, act.references[0], lock=True)


def _token(order: Order) -> str:
    return f"{order.reference}:{order.status}"


UNDOING = Undoing(
    offered,
    {"cart": empty_cart, "order": cancel_order},
    {
        Kind.ORDER_PLACED: undo_placing,
        Kind.ORDER_CANCELLED: undo_cancelling,
        Kind.ORDER_STEPPED: undo_step,
        Kind.ORDER_DELIVERED: undo_delivering,
        Kind.ORDER_SOLD: selling.take_back,
    },
    about,
)
