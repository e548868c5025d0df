"""What goods that somebody took on credit come to, by the prices of the shelf: it is shown before it is written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.quantities import QuantityQuestion, converted
from munshi.orders.shelf import StockedShelf
from munshi.orders.totals import line_amount


def worth(session: Session, caller: Caller, lines: Sequence[Mapping[str, Any]]) -> int | None:
    """In paise; None where not every line is surely one product with its amount, or tax comes on top of the price."""
    if not lines or not caller.business.prices_include_gst:
        return None
    shelf = StockedShelf(session, caller.business_id)
    found = [_amount(shelf, line) for line in lines]
    return None if None in found else sum(each or 0 for each in found)


def _amount(shelf: StockedShelf, line: Mapping[str, Any]) -> int | None:
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
    return line_amount(quantity, item.price_paise)
