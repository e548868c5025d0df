"""What is said of the stock: each change with what is there."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.columns import plain
from munshi.orders.facts import Facts, item_facts
from munshi.orders.shelf import items_of
from munshi.owner.drafts import Change
from munshi.owner.filing import Products, price_after
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
                **item_facts(items_of(product, there)[0], marked=False),
                "kind": change.kind,
                "quantity": plain(change.figure) if change.figure is not None and not of_price else None,
                "left": None if there is None or change.kind is Kind.PHOTO else plain(there),
                "until": change.until.astimezone(zone).isoformat() if change.until else None,
                "new_price_paise": product.price_paise
                if written or not of_price
                else price_after(product, change),
            }
        )
    return found
