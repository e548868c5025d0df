"""Which slot a cart is brought in: taken where one is surely meant, else asked about, and refused where it is full."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from sqlalchemy import cast, func, select
from sqlalchemy.types import Boolean

from munshi.orders import slots
from munshi.orders.desk import Desk, slots_of
from munshi.orders.kept import Wanted
from munshi.orders.models import Order
from munshi.orders.rules import Bill, Fulfilment
from munshi.orders.slots import OFFERED, Taken, Window
from munshi.orders.statuses import Status


class SlotFull(Exception):
    """Others have taken the last places in the slot meanwhile, or it can no longer be chosen."""


def ask_for_slot(desk: Desk, bill: Bill) -> str | None:
    """Brings a wanted hour to one of the business's slots; the question where several are meant, or none has room."""
    kept = desk.cart.kept
    if bill.fulfilment is not Fulfilment.DELIVERY or not slots_of(desk.business):
        kept.slots = []
        return None
    if kept.wanted is not None:
        _settle(desk, kept.wanted)
    return "choose_slot" if kept.slots else None


def _settle(desk: Desk, wanted: Wanted) -> None:
    """Takes the slot that an hour means, or keeps those that are asked about."""
    kept, among = desk.cart.kept, _windows(desk, wanted.day)
    taken = _taken(desk, among)
    meant = [each] if wanted.slot and (each := slots.is_of(wanted, among)) else slots.fitting(wanted, among)
    room = list(slots.free(meant, taken))
    kept.slots = []
    if len(room) == 1:
        kept.wanted = room[0].wanted
        return
    kept.wanted = None
    if not room:
        desk.note("slot_full" if meant else "no_slot_then", wanted=wanted.as_json())
    later = [each for each in slots.free(among, taken) if each.day >= wanted.day]
    kept.slots = [each.id for each in (room or later or list(slots.free(among, taken)))[:OFFERED]]
    if not kept.slots:
        desk.note("no_slots_free")


def offered(desk: Desk) -> list[Window]:
    """The slots that are asked about, as far as they can still be chosen."""
    asked = desk.cart.kept.slots
    known = {each.id: each for each in _windows(desk, _last_day(asked))}
    return [known[each] for each in asked if each in known]


def take_slot(desk: Desk, chosen: str) -> bool:
    """Takes the slot with this id; whether it can be chosen."""
    day = chosen.partition("T")[0]
    found = next((each for each in _windows(desk, _as_day(day)) if each.id == chosen), None)
    if found is not None:
        desk.cart.kept.wanted, desk.cart.kept.slots = found.wanted, []
    return found is not None


def refuse_full_slot(desk: Desk, bill: Bill) -> None:
    """Placing takes a place in the slot only where there is one. Raises SlotFull."""
    wanted = desk.cart.kept.wanted
    if wanted is None or not wanted.slot or bill.fulfilment is not Fulfilment.DELIVERY:
        return
    among = _windows(desk, wanted.day)
    chosen = slots.is_of(wanted, among)
    if chosen is None or chosen.is_full(_taken(desk, [chosen])):
        raise SlotFull()


def has_room(desk: Desk, wanted: Wanted) -> bool:
    """Whether one more order goes into a slot, also one that has begun."""
    of_then = [each for each in slots_of(desk.business) if wanted.opens == each.opens]
    window = next((Window(wanted.day, each) for each in of_then if wanted.closes == each.closes), None)
    return window is None or not window.is_full(_taken(desk, [window]))


def _windows(desk: Desk, until: date | None) -> list[Window]:
    return slots.windows(
        slots_of(desk.business), desk.now, desk.hours(), desk.business.closed_days, _within(desk, until)
    )


def _within(desk: Desk, until: date | None) -> date | None:
    """A month ahead at most: nobody keeps a place longer."""
    return min(until, desk.now.date() + timedelta(days=31)) if until else None


def _last_day(asked: Sequence[str]) -> date | None:
    return max((_as_day(each.partition("T")[0]) or date.min for each in asked), default=None)


def _as_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _taken(desk: Desk, among: Sequence[Window]) -> Taken:
    """How many orders each slot has that were not cancelled."""
    days = sorted({each.day.isoformat() for each in among})
    day, opens = Order.wanted["day"].astext, Order.wanted["opens"].astext
    query = (
        select(day, opens, func.count())
        .where(
            Order.business_id == desk.business.id,
            cast(Order.wanted["slot"].astext, Boolean),
            day.in_(days),
            Order.status != Status.CANCELLED,
        )
        .group_by(day, opens)
    )
    found = desk.session.execute(query).all()
    return {(date.fromisoformat(on), time.fromisoformat(at)): orders for on, at, orders in found}
