"""Who is named in a sale and did not buy: a word of its goods, or who works here and sold them."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.billing.accounts import whom
from munshi.billing.accounts.staff import staff_named
from munshi.orders.behind_names import goods_named
from munshi.orders.counter.said import Told
from munshi.orders.shelf import StockedShelf
from spelling import key


def with_unread_goods(session: Session, business_id: str, told: Told) -> Told:
    """What was read as a name and is one of the shelf is what the one bare amount counts: *1 kilo curry cut*."""
    if len(told.unread) != 1 or not told.who or not StockedShelf(session, business_id).is_name(told.who):
        return told
    return replace(told, lines=(*told.lines, replace(told.unread[0], said=told.who)), unread=(), who=None)


def with_whole_goods(session: Session, business_id: str, told: Told) -> Told:
    """What was read as a name and nobody has, is of the goods that stand right behind it: *desi ande*."""
    lines = tuple(
        replace(each, said=goods_named(session, business_id, told.text, each.said)) for each in told.lines
    )
    told, who = replace(told, lines=lines), told.who
    if not who or whom.meant(session, business_id, who).people:
        return told
    shelf = StockedShelf(session, business_id)
    for place, line in enumerate(told.lines):
        whole = f"{who} {line.said}"
        beside = whole.casefold() in told.text.casefold()
        if beside and (shelf.is_name(whole) or _describes(shelf, who, line.said)):
            whole_lines = (*told.lines[:place], replace(line, said=whole), *told.lines[place + 1 :])
            return replace(told, who=None, lines=whole_lines)
    return replace(told, who=None) if shelf.is_name(who) else told


def _describes(shelf: StockedShelf, who: str, goods: str) -> bool:
    """Whether it is a word of the name of one of the things that the goods may be."""
    words = {
        word for item in shelf.meant(goods).items for name in item.name.values() for word in key(name).split()
    }
    return set(key(who).split()) <= words


def without_seller(session: Session, business_id: str, told: Told) -> Told:
    """Who works here and is named has sold it, where no customer is called so: the sale is nobody known's."""
    who = told.who
    if not who or whom.meant(session, business_id, who).people or not staff_named(session, business_id, who):
        return told
    return replace(told, who=None)
