"""The same again: an earlier order goes into the cart at today's prices, and what differs is said line by line."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.orders import named
from munshi.orders.answers import answer, conclude, note_price
from munshi.orders.desk import Desk
from munshi.orders.facts import order_line_facts
from munshi.orders.hearing import hear
from munshi.orders.in_place_of import with_what_gives_way
from munshi.orders.items import Item, key_of
from munshi.orders.kept import SaidHour, Spoken, Way
from munshi.orders.looking import WHOLE, own_order
from munshi.orders.messages import Message, Said
from munshi.orders.models import Order, OrderLine
from munshi.orders.notes import keep
from munshi.orders.rules import Fulfilment
from munshi.orders.statuses import Status
from munshi.orders.wishes import Line, Op, Wish
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists

_list = WordLists(__file__, "repeating.yml").words
MONTHS = timedelta(days=92)
LOOKED_AT = 30  # orders of these months
HALF = 2  # what stands in one of two orders is taken each month


def repeat(
    session: Session, caller: Caller, reference: str | None, usual: bool, also: Message
) -> Outcome[Any]:
    """Puts the order into the cart: the named one, what is `usual`, or the last; then what else is said of it."""
    desk = Desk(session, caller)
    also = _for_its_day(desk, also)
    desk.look_ahead(also.beside.hour)
    order = _order(desk, reference, usual)
    lines = order.lines if order else _usual(_orders(desk)) if usual else ()
    if not lines:
        return answer(desk, "no_usual" if usual else "no_orders")
    if order:
        _come_as_before(desk, order)
    for line in lines:
        take(desk, line)
    if (also := with_what_gives_way(desk, also)).lines:
        hear(desk, _added_to(desk, also), Op.ADD)
    rest, notes = _take_out(desk, also)
    named.take(desk, also)
    keep(desk, replace(also.beside, notes=notes))
    said = conclude(desk, "nothing_left")
    return Outcome[str](outcome=said.outcome, facts={**said.facts, "rest": rest})


def _for_its_day(desk: Desk, also: Message) -> Message:
    """The message with the last day it names from today on; one that is over says of which order it speaks."""
    today = clock.now_in(desk.business.timezone).date()
    days = [each.day for each in also.times if each.day and each.day >= today]
    if also.beside.hour or not days:
        return also
    return replace(also, beside=replace(also.beside, hour=SaidHour(days[-1])))


def _take_out(desk: Desk, also: Message) -> tuple[str | None, list[Spoken]]:
    """Takes out what is to be left away this time; what has figures is said again as a wish of its own.

    And how a dish shall be made, which is a note.
    """
    rest, notes = [], []
    for note in also.beside.notes:
        words = [word.casefold() for word in note.text.split()]
        named = " ".join(word for word in words if word not in _list("without") | _list("doing"))
        meant = desk.shelf.meant(named, [line.item.key for line in desk.cart.lines])
        if meant.near and not _list("without").isdisjoint(words):
            for item in meant.items:
                desk.note_results(
                    desk.cart.fulfil([Wish(item.name["en"], (item.key,), op=Op.REMOVE)], desk.shelf)
                )
            continue
        if note.of_making:
            notes.append(note)
        if counted := _counted(desk, note.text, also.said or note.text):
            rest.append(counted)
    return ", ".join(rest) or None, notes


def _counted(desk: Desk, text: str, said: str) -> str | None:
    """Words of a message from the figure in them or right before them; None where there is none.

    All of them where no goods are named behind the figure: "besan 1 kilo".
    """
    found = re.search(rf"(?:\d[\d./]*\s*)?{re.escape(text)}", said)
    whole = found.group() if found else text
    figure = re.search(r"\d[\d./]*\s*(?P<goods>.*)", whole)
    if figure is None:
        return None
    return figure.group() if desk.shelf.meant(figure["goods"]).items else whole


def _order(desk: Desk, reference: str | None, usual: bool) -> Order | None:
    """The named order, else the last; what is `usual` is of none."""
    if reference:
        return own_order(desk.session, desk.caller, reference)
    return None if usual else next(iter(_orders(desk)), None)


def _come_as_before(desk: Desk, order: Order) -> None:
    """What was fetched is fetched again, unless another way is said for the cart."""
    if order.fulfilment == Fulfilment.PICKUP and desk.cart.kept.way is None:
        desk.cart.kept.way = Way.PICKUP


def _orders(desk: Desk) -> Sequence[Order]:
    """What the person has ordered and not taken back, the last first; the shop may have cancelled it.

    What went out again free of charge, for what came wrong, is no order of theirs.
    """
    query = (
        select(Order)
        .where(
            Order.business_id == desk.business.id,
            Order.person_id == desk.caller.person.id,
            Order.goods_paise > 0,
        )
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .limit(LOOKED_AT)
        .options(*WHOLE)
    )
    return [order for order in desk.session.scalars(query) if not _was_taken_back(order)]


def _was_taken_back(order: Order) -> bool:
    return order.status == Status.CANCELLED and order.moves[-1].person_id == order.person_id


def _usual(orders: Sequence[Order]) -> list[OrderLine]:
    """What stood in at least half of the orders of the last months, as it was ordered last."""
    kept = (order for order in orders if order.status != Status.CANCELLED)
    recent = [order for order in kept if order.placed_at > clock.now() - MONTHS]
    latest: dict[str, OrderLine] = {}
    times: dict[str, int] = {}
    for order in recent:
        for key, line in {_key(line): line for line in order.lines}.items():
            latest.setdefault(key, line)
            times[key] = times.get(key, 0) + 1
    return [line for key, line in latest.items() if times[key] * HALF >= len(recent)]


def _key(line: OrderLine) -> str:
    return key_of(line.sku, line.variant)


def take(desk: Desk, line: OrderLine) -> None:
    """A line as it was, on today's terms; what cannot be had any more is said."""
    item = desk.shelf.item(_key(line))
    if item is None or item.variants:
        desk.note("no_longer_sold", line=order_line_facts(line))
        return
    _note_price(desk, line, item)
    wanted = max(Decimal(line.quantity), desk.cart.held(item))  # what is there is not doubled
    wish = Wish(item.name["en"], (item.key,), wanted, item.measure.unit, op=Op.SET)
    desk.note_results(desk.cart.fulfil([wish], desk.shelf))
    _add_extras(desk, line, item)


def _add_extras(desk: Desk, line: OrderLine, item: Item) -> None:
    wanted = {each["name"]["en"] for each in line.add_ons}
    extras = tuple(each for each in item.add_ons if each.key in wanted)
    desk.cart.lines = [
        Line(each.item, each.quantity, extras) if extras and each.item.key == item.key else each
        for each in desk.cart.lines
    ]


def _note_price(desk: Desk, line: OrderLine, item: Item) -> None:
    """A price that has changed since, of the goods without their extras."""
    note_price(desk, item, line.price_paise - sum(each["price_paise"] for each in line.add_ons))


def _added_to(desk: Desk, also: Message) -> Message:
    """What is said beside it, without the words for the order itself: what is counted, or surely sold here."""
    inside = {line.item.key for line in desk.cart.lines}
    told = [
        line
        for line in also.lines
        if line.name and (line.quantity or line.op is Op.REMOVE or _is_sold(desk, line))
    ]
    return replace(also, lines=[_in_all(line, desk, inside) for line in told], text=None)


def _in_all(line: Said, desk: Desk, inside: Collection[str]) -> Said:
    """Of what the order has already, that much in all."""
    meant = desk.shelf.meant(line.name or "", desk.near).items
    is_there = any(item.key in inside for item in meant)
    return replace(line, op=Op.SET) if is_there and line.op is not Op.REMOVE and line.quantity else line


def _is_sold(desk: Desk, line: Said) -> bool:
    meant = desk.shelf.meant(line.name or "")
    return bool(meant.items) and meant.sure
