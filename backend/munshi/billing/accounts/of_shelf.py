"""What goods that somebody took on credit come to, by the prices of the shelf: it is shown before it is written.

They leave the stock with the entry; what the books have less of is said before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts.drafts import Goods, Row
from munshi.billing.accounts.facts import Facts
from munshi.callers import Caller
from munshi.catalogue.stock import StockLine
from munshi.columns import plain
from munshi.orders.items import Item
from munshi.orders.quantities import QuantityQuestion, converted
from munshi.orders.shelf import StockedShelf
from munshi.orders.totals import line_amount


@dataclass(frozen=True)
class Reckoned:
    """What goods come to in paise, and what they are."""

    paise: int
    goods: Goods


def reckoned(session: Session, caller: Caller, lines: Sequence[Mapping[str, Any]]) -> Reckoned | None:
    """None where not every line is surely one product with its amount, or tax comes on top of the price."""
    if not lines or not caller.business.prices_include_gst:
        return None
    shelf = StockedShelf(session, caller.business_id)
    found = [each for line in lines if (each := _line(shelf, line)) is not None]
    if len(found) < len(lines):
        return None
    paise = sum(line_amount(quantity, item.price_paise) for item, quantity in found)
    return Reckoned(paise, tuple((item.sku, plain(quantity)) for item, quantity in found))


def with_worth(session: Session, caller: Caller, row: Row, lines: Sequence[Mapping[str, Any]]) -> Row:
    """The entry with these goods: a sum of its own holds, else it is theirs. As it was where that is not known."""
    worth = reckoned(session, caller, lines)
    if not worth or not worth.paise:
        return row
    if row.paise is None:
        return replace(row, paise=worth.paise, reckoned=True, goods=worth.goods)
    return replace(row, shelf_paise=worth.paise, goods=worth.goods)


def lines_of(goods: Goods) -> list[StockLine]:
    """The goods as the stock knows them."""
    return [StockLine(sku, Decimal(quantity)) for sku, quantity in goods]


def short_of(session: Session, business_id: str, goods: Goods) -> list[Facts]:
    """The goods of which the books have less, by name, with what they have."""
    wanted: dict[str, Decimal] = {}
    for line in lines_of(goods):
        wanted[line.sku] = wanted.get(line.sku, Decimal(0)) + line.quantity
    shelf = StockedShelf(session, business_id)
    shelf.fetch(wanted)
    found = ((shelf.item(sku), quantity) for sku, quantity in wanted.items())
    return [
        {"name": item.name, "unit": item.measure.unit, "left": plain(max(item.left, Decimal(0)))}
        for item, quantity in found
        if item is not None and item.left is not None and item.left < quantity
    ]


def _line(shelf: StockedShelf, line: Mapping[str, Any]) -> tuple[Item, Decimal] | None:
    if not line.get("name") or line.get("quantity") is None or line.get("pack"):
        return None
    meant = shelf.meant(str(line["name"]))
    if len(meant.items) != 1 or meant.against or not (meant.sure or meant.strong) or meant.items[0].variants:
        return None
    item = meant.items[0]
    try:
        quantity = converted(Decimal(str(line["quantity"])), line.get("unit"), item.measure)
    except QuantityQuestion:
        return None
    return item, quantity
