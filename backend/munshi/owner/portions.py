"""The prices of the portions of one dish, said in one message: "handi 480, half 270"."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.items import Item
from munshi.orders.messages import Said
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.shelf import StockedShelf
from munshi.owner import service
from munshi.owner.rules import Kind, Mark, Sum
from munshi.owner.said import Told
from spelling import key

PAGE = "update_stock"
WORD = re.compile(r"[^\s,;:।]+")
PRICE = re.compile(r"(?:rs\.?|₹)?(\d{2,5})(?:/-|rs)?", re.IGNORECASE)
BESIDE = ("asks_of_orders", "of_money", "step_of_order", "tells_customer")  # with which it is no price


class Figure(NamedTuple):
    """A price, and where it stands among the words."""

    rupees: int
    at: int


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """All its prices, of who keeps the stock; None where the words do not name a dish of portions and each of them."""
    text = reading.text or ""
    if not text or any(reading.sides(facet) for facet in BESIDE) or not may_keep_stock(session, caller):
        return None
    words = WORD.findall(text)
    prices = [Figure(int(found[1]), at) for at, word in enumerate(words) if (found := PRICE.fullmatch(word))]
    portions = _portions(session, caller, words, prices) if len(prices) > 1 else {}
    priced = _each_its_own(words, prices, portions) if portions else None
    if priced is None:
        return None
    lines = [(Said(None, None, sku=sku), place) for place, sku in enumerate(priced)]
    marks = [Mark(Kind.PRICED, place) for place in range(len(lines))]
    sums = [Sum(rupees * 100, place) for place, rupees in enumerate(priced.values())]
    told = Told(lines, marks, sums)
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


def _portions(
    session: Session, caller: Caller, words: Sequence[str], prices: Sequence[Figure]
) -> Mapping[str, Item]:
    """The portions of the one dish that the words name, by the sound of what each is called."""
    shelf = StockedShelf(session, caller.business_id)
    figures = {each.at for each in prices}
    name = shelf.name_in(
        " ".join(word for at, word in enumerate(words) if at not in figures and at <= max(figures))
    )
    items = shelf.meant(name).items if name else ()
    dishes = {item.sku for item in items}
    dish = shelf.item(dishes.pop()) if len(dishes) == 1 else None
    found = [item for each in (dish.variants if dish else ()) if (item := shelf.item(each))]
    return {key(called): item for item in found for called in (item.variant or {}).values()} if found else {}


def _each_its_own(
    words: Sequence[str], prices: Sequence[Figure], portions: Mapping[str, Item]
) -> Mapping[str, int] | None:
    """Each portion with the price beside its word; the one price without a word is of the portion that is left."""
    every = {item.key for item in portions.values()}
    found: dict[str, int] = {}
    without, places = [], {price.at for price in prices}
    for price in prices:
        named = _beside(words, price.at, places, portions)
        if named is None:
            without.append(price.rupees)
        elif named not in found:
            found[named] = price.rupees
    left = every - found.keys()
    if len(without) == 1 and len(left) == 1:
        found[left.pop()] = without[0]
    return found if found.keys() == every and len(prices) == len(every) else None


def _beside(
    words: Sequence[str], at: int, places: Collection[int], portions: Mapping[str, Item]
) -> str | None:
    """The portion whose word stands before a price, else behind it and before no other."""
    before = portions.get(key(words[at - 1])) if at else None
    is_free = at + 1 < len(words) and at + 2 not in places
    behind = portions.get(key(words[at + 1])) if is_free else None
    portion = before or behind
    return portion.key if portion else None
