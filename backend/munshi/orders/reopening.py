"""A message that changes an order which is placed already: after a yes the order comes back into the cart.

What was said waits in the cart until then, and is heard once the order is there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.columns import plain as digits
from munshi.orders import joining
from munshi.orders.address_words import sure_address
from munshi.orders.answers import answer, conclude
from munshi.orders.desk import SKILL, Desk
from munshi.orders.items import key_of
from munshi.orders.kept import Beside, Kept, Note, Payment, Wanted, Way
from munshi.orders.looking import SITTING, facts_of, normalised, open_orders, own_order, reference_in
from munshi.orders.messages import Message
from munshi.orders.models import Order
from munshi.orders.moving import record
from munshi.orders.passing_on import pass_on
from munshi.orders.repeating import take
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.goods_added import may_join
from munshi.orders.serving.notices import tell_shop
from munshi.orders.statuses import REOPENED, Status
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome, Refusal
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "reopening.yml")
RIGHT_AFTER = timedelta(minutes=30)  # so long a remark alone is about what was placed
AT_TABLE = timedelta(hours=3)  # so long people sit and order more
WORDS_OF_ITS_NAME = 4
OF_SERVICE = re.compile(r"\b(?:TKT|VIS)[- ]?\d", re.IGNORECASE)


def ask_first(desk: Desk, message: Message, *, changes: bool) -> Outcome[Any] | None:
    """Whether to bring a placed order back, where the message changes it; None where it is about anything else.

    `changes`: the message seems to change something. What the shop has accepted is changed by nobody here: it hears it.
    """
    if desk.cart.kept.joins:
        return None
    if not desk.cart.is_empty:
        return _ask_to_join(desk, message)
    order = meant(desk, message.said, message.of_day) if message.said else None
    if order is None or not _is_of(order, message, changes=changes):
        return None
    if may_join(order) and joining.only_adds(desk, message):
        joining.begin(desk, order)
        return None  # the goods are heard as those of a cart
    return ask(desk, order, message.said, message.said)


def _ask_to_join(desk: Desk, message: Message) -> Outcome[Any] | None:
    """Whether to bring back the order into which the goods of a cart shall come: "no, in the same order"."""
    said = message.said or ""
    order = meant(desk, said) if reference_in(said) or _names_order(said, "names_earlier") else None
    if order is None:
        return None
    if order.status != Status.PLACED:
        return _join_in_work(desk, order, message)
    names_goods = any(line.name and desk.shelf.meant(line.name).items for line in message.lines)
    return ask(desk, order, said if names_goods else None, said)


def _join_in_work(desk: Desk, order: Order, message: Message) -> Outcome[Any] | None:
    """All of a cart that shall come into an order which the shop has accepted is a wish of that order, and no cart."""
    said = message.said or ""
    inside = {line.item.key for line in desk.cart.lines}
    spoken = [desk.shelf.meant(line.name, desk.near).items for line in message.lines if line.name]
    named = {item.key for items in spoken for item in items}
    joins = LISTS.has(plain(said), "joins") or any(line.op is Op.ADD for line in message.lines)
    if not joins or desk.cart.wishes or (named and named & inside != inside):
        return None
    if may_join(order):
        joining.begin(desk, order)
        return conclude(desk, "empty")
    goods = ", ".join(f"{digits(line.quantity)} {line.item.name[desk.language]}" for line in desk.cart.lines)
    desk.cart.empty()
    desk.save()
    return pass_on(desk.session, desk.caller, f"{said} ({goods})", order)


def is_of_address(session: Session, caller: Caller, said: str, *, alone: bool) -> bool:
    """Whether words change the address of an order that is placed, and no cart is open of which they may be.

    `alone`: they want nothing else, so that a whole address is enough.
    """
    words = set(plain(said).split())
    changes = words & LISTS.words("address") and words & LISTS.words("changes")
    if OF_SERVICE.search(said) or not (changes or (alone and _is_whole(said))):
        return False
    if SKILL not in caller.business.skills:
        return False
    desk = Desk(session, caller)
    return desk.cart.is_empty and meant(desk, said) is not None


def _is_whole(said: str) -> bool:
    place = sure_address(said)
    return bool(place and place.text and place.pincode)


def ask(desk: Desk, order: Order, waiting: str | None, said: str | None) -> Outcome[Any]:
    """Whether to bring an order back, which the shop has not accepted; what is `waiting` is heard then.

    Of one that the shop has accepted it hears what was `said`.
    """
    if order.status != Status.PLACED:
        return pass_on(desk.session, desk.caller, said or waiting or "", order)
    desk.cart.kept.waiting = waiting
    desk.save()
    return answer(desk, "reopen", **facts_of(desk.caller, order), summary=order.reference)


def reopen(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The order is no longer placed, and all of it is in the cart; `waiting` is what was said of it."""
    desk = Desk(session, caller)
    if not reference:
        return conclude(desk, "empty")
    order = own_order(session, caller, reference, lock=True)
    waiting = desk.cart.kept.waiting
    if order.status != Status.PLACED:
        return _too_late(desk, order, waiting)
    record(session, order, Status.CANCELLED, caller.person, REOPENED, is_told=False)
    tell_shop(session, order, "order_reopened", f"{order.reference}:reopened")
    desk.shelf.forget()
    _bring_back(desk, order)
    shown = conclude(desk, "nothing_known")
    facts = {**shown.facts, "reference": order.reference, "waiting": waiting}
    is_bill = waiting is not None and shown.outcome == "confirm"
    return Outcome[str](outcome="reopened" if is_bill else shown.outcome, facts=facts)


def _too_late(desk: Desk, order: Order, waiting: str | None) -> Outcome[Any]:
    """The shop has accepted the order meanwhile: it hears what was to be changed."""
    if waiting:
        desk.cart.kept.waiting = None
        desk.save()
        return pass_on(desk.session, desk.caller, waiting, order)
    numbers = desk.business.numbers
    phone = numbers[0].display_number if numbers else None
    raise Refusal("not_to_change", **facts_of(desk.caller, order), phone=phone)


def begin_beside(desk: Desk) -> None:
    """What begins a cart while others are on their way: at the table of one that sits there, or an order of its own."""
    orders = open_orders(desk.session, desk.caller)
    _sit_as_before(desk, orders)
    _note_separate(desk, orders)


def _note_separate(desk: Desk, orders: Sequence[Order]) -> None:
    """Beside one that is on its way it is an order of its own; who sits at a table knows it."""
    if desk.cart.is_empty or not orders:
        return
    order = orders[0]
    recent = clock.now() - order.placed_at < SITTING and order.fulfilment != Fulfilment.DINE_IN
    if order.status == Status.PLACED or recent:
        desk.note("separate_order", reference=order.reference)


def _sit_as_before(desk: Desk, orders: Sequence[Order]) -> None:
    """Who ordered at a table a while ago still sits there, unless they say otherwise."""
    kept, since = desk.cart.kept, clock.now() - AT_TABLE
    if kept.way is not None or kept.table is not None:
        return
    for order in orders:
        if order.fulfilment == Fulfilment.DINE_IN and order.placed_at > since and not order.wanted:
            kept.way, kept.table = Way.DINE_IN, order.dining_table
            return


def without_its_name(message: Message) -> Message:
    """A message about goods without the short remarks that only say of which order they are: "lagaya usme se"."""
    if not message.lines:
        return message
    notes = [
        note
        for note in message.beside.notes
        if len(note.text.split()) > WORDS_OF_ITS_NAME
        or not (_names_order(note.text) or names_own_order(note.text))
    ]
    return replace(message, beside=replace(message.beside, notes=notes))


def names_own_order(text: str) -> bool:
    """Whether few words only say that something is an order of its own: "alag order laga do"."""
    return len(text.split()) <= WORDS_OF_ITS_NAME and _names_order(text, "own_order")


def meant(desk: Desk, said: str, day: date | None = None) -> Order | None:
    """The open order that is named by its number, or that is for a day, else the person's last one."""
    orders = open_orders(desk.session, desk.caller)
    if day is not None and (of_day := [each for each in orders if _is_for(desk, each, day)]):
        orders = of_day
    named = reference_in(said)
    reference = normalised(named.group()) if named else None
    return next((order for order in orders if reference in (None, order.reference)), None)


def _is_for(desk: Desk, order: Order, day: date) -> bool:
    """Whether an order is wanted on a day; one that is wanted at once is of the day on which it was placed."""
    wanted, today = Wanted.of(order.wanted) if order.wanted else None, desk.now.date()
    days = {day, today + (today - day)} if day < today else {day}  # *kal* is yesterday and tomorrow
    return (wanted.day if wanted else order.placed_at.astimezone(desk.now.tzinfo).date()) in days


def _is_of(order: Order, message: Message, *, changes: bool) -> bool:
    """Whether a message names the order, changes or adds to what is in it, or is a remark right after it."""
    if _names_order(message.said or ""):
        return True
    if changes and any(line.op in (Op.REMOVE, Op.SET) for line in message.lines):
        return True
    if clock.now() - order.placed_at > RIGHT_AFTER:
        return False
    if message.lines and order.fulfilment == Fulfilment.DINE_IN and not order.wanted:
        return False  # who sits at a table orders more as an order of its own there
    if message.lines:
        return order.status == Status.PLACED and _names_order(message.said or "", "adds")
    return changes or _says_something(message.beside)


def _says_something(beside: Beside) -> bool:
    return bool(beside.notes or beside.ways or beside.payments or beside.hour or beside.without_notes)


def _names_order(said: str, phrases: str = "names_order") -> bool:
    return reference_in(said) is not None or LISTS.has(plain(said), phrases)


def _bring_back(desk: Desk, order: Order) -> None:
    """The lines on today's terms, and what was said beside them."""
    cart = desk.cart
    for line in order.lines:
        take(desk, line)
    of_lines = [
        Note(text, item=key_of(line.sku, line.variant)) for line in order.lines for text in line.notes
    ]
    cart.kept = Kept(
        notes=[*cart.kept.notes, *of_lines, *(Note(text) for text in order.notes)],
        payment=Payment(order.payment) if order.payment else None,
        bill_name=order.bill_name,
        bill_wanted=order.bill_wanted,
        wanted=Wanted.of(order.wanted) if order.wanted else None,
        said_where=bool(order.address),
        table=order.dining_table,
        prescription=order.prescription,
        changes=order.reference,
    )
    if order.address:
        cart.address, cart.pincode = order.address, order.pincode
    if order.fulfilment == Fulfilment.DINE_IN:
        cart.kept.way = Way.DINE_IN
    if order.fulfilment == Fulfilment.PICKUP:  # also where more comes to it, so that it could be brought
        cart.kept.way = Way.PICKUP
