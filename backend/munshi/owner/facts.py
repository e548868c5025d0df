"""What is said of the stock: each change with what is there."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from munshi.columns import plain
from munshi.orders.facts import Facts, item_facts
from munshi.orders.items import Item
from munshi.orders.shelf import items_of
from munshi.owner.drafts import Change
from munshi.owner.filing import Products, price_after, price_of
from munshi.owner.rules import OF_PRICES, Kind


def rows(
    session: Session, caller: Caller, products: Products, changes: Sequence[Change], *, written: bool
) -> list[Facts]:
    """The changes as they are said; `left` is what is there, before it where it is only shown."""
    left = stock.on_hand_of(session, caller.business_id, products.values())
    zone = clock.now_in(caller.business.timezone).tzinfo
    found = []
    for change in changes:
        product, there = products[change.sku], left[change.sku]
        of_price = change.kind in OF_PRICES
        found.append(
            {
                **item_facts(_item(product, there, change), marked=False),
                "kind": change.kind,
                "quantity": plain(change.figure) if change.figure is not None and not of_price else None,
                "left": None if there is None or change.kind is Kind.PHOTO else plain(there),
                "until": change.until.astimezone(zone).isoformat() if change.until else None,
                "new_price_paise": price_of(product, change)
                if written or not of_price
                else price_after(product, change),
            }
        )
    return found


def _item(product: Product, left: Decimal | None, change: Change) -> Item:
    """The product, or the portion whose price it is."""
    items = items_of(product, left)
    named = (each for each in items if each.variant and each.variant["en"] == change.portion)
    return next(named, items[0])
