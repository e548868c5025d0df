"""The orders of a table that words name: *table 4 wale*."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.clauses import DENIED
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.bills.rules import RUPEE
from munshi.orders.models import Order
from munshi.orders.serving.asked_for import ASKS, ORDERS, STEPS
from munshi.orders.statuses import OPEN

AT_TABLE = "at_table"  # the facet whose words stand before the number
NUMBER = re.compile(r"\s*[.:#-]?\s*(\d{1,3})(?![\d:])")


class Seated(NamedTuple):
    """An open order that is eaten at a named table, and where the table stands in the words."""

    order: Order
    start: int
    end: int


def named_tables(reading: Reading) -> list[tuple[str, int, int]]:
    """The tables that the words name, each with its place."""
    text = reading.text or ""
    found = ((side, NUMBER.match(text, side.end)) for side in reading.placed(AT_TABLE))
    return [(str(int(match[1])), side.start, match.end()) for side, match in found if match]


def asks_of_tables(reading: Reading) -> bool:
    """Whether words ask what a table has, and count nothing: *table 5 ka order kya hai*, *table 5 orders*."""
    named = [text for text, _, _ in named_tables(reading)]
    counts = any(each.value.get("quantity") and each.value.get("name") for each in reading.all("order_line"))
    others = [each for each in figures(reading.text or "") if each % RUPEE or str(each // RUPEE) not in named]
    asks = not {DENIED}.issuperset(reading.sides(ASKS)) or (
        reading.sides(ORDERS) and not reading.sides(STEPS)
    )
    return bool(named) and bool(asks) and not counts and not others


def orders_at(session: Session, business_id: str, reading: Reading) -> Sequence[Seated]:
    """The open orders of the tables that the words name."""
    named = named_tables(reading)
    query = (
        select(Order)
        .where(
            Order.business_id == business_id,
            Order.dining_table.in_([table for table, _, _ in named]),
            Order.status.in_(OPEN),
        )
        .order_by(Order.placed_at, Order.id)
    )
    there = session.scalars(query).all() if named else ()
    return [
        Seated(order, start, end)
        for table, start, end in named
        for order in there
        if order.dining_table == table
    ]
