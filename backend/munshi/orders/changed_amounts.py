"""Amounts that are said without a name: of what in the cart they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import the_one_shown
from munshi.orders.halves import HALF
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.portions import portion_of_text
from munshi.orders.settling import fits_item, put_instead, settle, wish_for
from munshi.orders.shelf import holds, likely
from munshi.orders.wishes import Op

FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")


def change_amounts(
    desk: Desk,
    lines: Sequence[Said],
    message: Message,
    unsaid: Op,
    before: Mapping[str, Item],
    *,
    alone: bool,
) -> bool:
    """Amounts without a name are of what is in the cart, of what was there before; whether any was."""
    portion = portion_of_text(desk, message.text) if alone else None
    if portion is not None and portion[0].item.key != portion[1].key:
        put_instead(desk, *portion, next(iter(lines), None))
        return True
    lines = [said for said in lines if portion is None or said.quantity != HALF]
    named = any(said.name and said.quantity is None for said in message.lines)  # which it may count
    beside = message.beside
    alone = not (beside.place or beside.says_when or beside.ways)
    leads = alone and bool(message.lines) and message.lines[0].name is None  # "8 kar do aur ek maggi"
    loose = unsaid is Op.SET or message.consent is not None or named or leads
    if message.at_times:
        loose = False  # "8 nahi 6 baje"
    own = any(said.name and said.quantity is not None for said in message.lines)  # has its amount already
    changes = [said for said in lines if _is_change(said, loose, own) and not _says_size(desk, said)]
    counted = changes if desk.cart.lines else []
    for said in counted:
        _change_amount(desk, said, before)
    return bool(counted)


def _is_change(said: Said, loose: bool, own: bool) -> bool:
    """A bare number changes nothing by itself: with a unit it does, or `loose`, beside words that change something.

    Beside goods that have an amount of their `own` a unit is not enough: "adha kilo tamatar aur pav".
    """
    if said.quantity is None and said.pack is None:
        return False
    return bool(said.op or (said.unit and not own) or loose)


def _says_size(desk: Desk, said: Said) -> bool:
    """Whether only the size is said of what is there: *20 litre wala*, of jars of 20 litres."""
    is_size = said.quantity is None and said.pack is not None and said.op is None
    return is_size and any(holds(line.item, said.pack) for line in desk.cart.lines)


def _change_amount(desk: Desk, said: Said, before: Mapping[str, Item]) -> None:
    """*3 kilo kar do* means the one thing in the cart, or the one changed last; else it is asked what."""
    inside = [line.item for line in desk.cart.lines]
    inside = [item for item in inside if item.key in before] or inside  # "wahi 2, aur 5 kilo aata"
    shown = the_one_shown(desk)
    if shown and fits_item(said, shown) and not any(fits_item(said, item) for item in inside):
        settle(desk, wish_for(replace(said, name=shown.name["en"], op=Op.ADD), [shown]))
        return
    counted = likely(inside, said.quantity, said.unit, said.pack)
    if _counts_none_of(desk, said, counted):
        desk.note("counts_nothing", names=[said.text])
        return
    counted = _counted_before(desk, said, counted) or counted
    last = [item for item in desk.cart.changed_last() if item in counted]
    items = counted if len(counted) == 1 or len(last) != 1 else last
    name = items[0].name["en"] if len(items) == 1 else said.text or said.counted
    settle(desk, replace(wish_for(replace(said, name=name, op=said.op or Op.SET), items), also=()))


def _counted_before(desk: Desk, said: Said, items: Sequence[Item]) -> list[Item]:
    """The one of which so many are in the cart as the amount that is put right: *20 likh diya 10 hi chahiye*."""
    so_many = [item for item in items if _held_before(desk, said, item)]
    return so_many if len(so_many) == 1 else []


def _counts_none_of(desk: Desk, said: Said, items: Sequence[Item]) -> bool:
    """Whether a count is put right that nothing in the cart has, where all that is there is weighed."""
    weighed = all(not item.measure.is_counted for item in items)
    return weighed and said.unit is None and bool(_put_right(said)) and not _counted_before(desk, said, items)


def _held_before(desk: Desk, said: Said, item: Item) -> bool:
    """Whether so much of an item is in the cart, in its unit or in the smaller one, as is put right."""
    held = desk.cart.held(item)
    return not _put_right(said).isdisjoint({held, held * 1000})


def _put_right(said: Said) -> set[Decimal]:
    """The figures of an amount that hold no more: the 20 of *20 likh diya 10 hi chahiye*."""
    return {Decimal(each) for each in FIGURE.findall(said.text or "")} - {said.quantity or Decimal(0)}
