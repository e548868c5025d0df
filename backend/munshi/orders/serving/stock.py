"""Questions about the stock of who sees to it: how much is left of something, and what runs out."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from munshi.columns import among, plain
from munshi.orders.facts import Facts, item_facts
from munshi.orders.items import Item
from munshi.orders.models import Order, OrderLine
from munshi.orders.shelf import items_of
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome

LISTED = 15
LOOKS_BACK = timedelta(days=3)  # what is left for less than was sold in them is running low

OF_THE_ORDER = (Order.business_id == OrderLine.business_id) & (Order.id == OrderLine.order_id)


def left(session: Session, caller: Caller, items: Sequence[Item], unknown: Sequence[str]) -> Outcome[Any]:
    """How much is on the shelf of each, beside what open orders hold already."""
    held = _held(session, caller, [item.sku for item in items])
    rows = [
        {
            **item_facts(item, marked=False),
            "choice": None,
            "left": None if item.left is None else plain(item.left),
            "held": plain(held[item.sku]) if held.get(item.sku) else None,
            "on_sale": item.available,
        }
        for item in {item.sku: item for item in items}.values()
    ]
    return Outcome[str](outcome="in_stock", facts={"rows": rows, "names": list(unknown)})


def running_low(session: Session, caller: Caller) -> Outcome[Any]:
    """What is gone, then what the sales of the last days would use up."""
    there = stock.all_on_hand(session, caller.business_id)
    sold = _sold_lately(session, caller)
    products = catalogue.everything(session, caller.business_id)
    gone = [each for each in products if _is_gone(each, there[each.sku])]
    low = [each for each in products if each not in gone and _is_low(there[each.sku], sold.get(each.sku))]
    rows = [_row(each, there[each.sku]) for each in (*gone, *low)]
    if not rows:
        return Outcome[str](outcome="nothing_low")
    return Outcome[str](
        outcome="running_low", facts={"rows": rows[:LISTED], "more": max(len(rows) - LISTED, 0)}
    )


def _row(product: Product, left: Decimal | None) -> Facts:
    return {
        **item_facts(items_of(product, left)[0], marked=False),
        "choice": None,
        "left": None if left is None else plain(left),
        "held": None,
        "on_sale": product.is_on_sale(clock.now()),
    }


def _is_gone(product: Product, left: Decimal | None) -> bool:
    return not product.is_on_sale(clock.now()) or (left is not None and left < product.step)


def _is_low(left: Decimal | None, sold: Decimal | None) -> bool:
    return left is not None and sold is not None and left <= sold


def _held(session: Session, caller: Caller, skus: Collection[str]) -> dict[str, Decimal]:
    """What open orders have of each product."""
    query = (
        select(OrderLine.sku, func.sum(OrderLine.quantity))
        .join(Order, OF_THE_ORDER)
        .where(
            OrderLine.business_id == caller.business_id,
            OrderLine.dropped.is_(False),
            among(OrderLine.sku, skus),
            Order.status.in_(OPEN),
        )
        .group_by(OrderLine.sku)
    )
    return dict(session.execute(query).all())


def _sold_lately(session: Session, caller: Caller) -> dict[str, Decimal]:
    query = (
        select(OrderLine.sku, func.sum(OrderLine.quantity))
        .join(Order, OF_THE_ORDER)
        .where(
            OrderLine.business_id == caller.business_id,
            OrderLine.dropped.is_(False),
            Order.status != Status.CANCELLED,
            Order.placed_at >= clock.now() - LOOKS_BACK,
        )
        .group_by(OrderLine.sku)
    )
    return dict(session.execute(query).all())
