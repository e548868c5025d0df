"""The orders of a table that words name: *table 4 wale*; who sat there and has gone, and who sits where."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.clauses import DENIED, pieces
from munshi.asking.reading import Reading, Side
from munshi.asking.sums import figures
from munshi.billing.bills.rules import RUPEE
from munshi.orders.models import Order
from munshi.orders.serving.asked_for import ASKS, ORDERS, STEPS
from munshi.orders.statuses import OPEN, Status
from munshi.word_lists import WordLists, plain

AT_TABLE = "at_table"  # the facet whose words stand before the number
NUMBER = re.compile(r"\s*[.:#-]?\s*(\d{1,3})(?![\d:])")

OF_ORDERS, OF_A_WISH, GONE = STEPS, "step", "ran_out"  # facets
LISTS = WordLists(__file__, "tables.yml")


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


def with_closing(reading: Reading) -> Reading:
    """The same, where a table that is over is a step of its order: *table 4 khatam ho gaya*, *table 4 have left*.

    Between the number and those words stands nothing of the shelf: *table 4 ka paneer khatam* ran out.
    """
    text = reading.text or ""
    closed = [match.span(1) for _, _, end in named_tables(reading) if (match := _closing().match(text, end))]
    closed = closed or _closed_apart(reading)
    if reading.is_tap or not closed:
        return reading
    kept = [
        each
        for each in reading.facets
        if each.facet not in (OF_ORDERS, OF_A_WISH, GONE)
        or not any(each.start < end and start < each.end for start, end in closed)
    ]
    steps = [
        Side(facet, Status.DELIVERED, start, end) for start, end in closed for facet in (OF_ORDERS, OF_A_WISH)
    ]
    return replace(reading, facets=[*kept, *steps])


def _closed_apart(reading: Reading) -> list[tuple[int, int]]:
    """Where a clause of its own says so behind the one table that is named: *table 5 ne 275 diye aur chale gaye*."""
    text, tables = reading.text or "", named_tables(reading)
    if len(tables) != 1:
        return []
    behind = [start for start, _ in pieces(reading) if start >= tables[0][2]]
    found = (_closing().match(text, start) for start in behind)
    return [match.span(1) for match in found if match]


@cache
def _closing() -> re.Pattern[str]:
    between, over = LISTS.any_of("between"), LISTS.any_of("is_over")
    return re.compile(rf"(?:\s+(?:{between}))*\s+({over})(?!\w)", re.IGNORECASE)


def asks_who_sits(reading: Reading) -> bool:
    """Whether words ask which tables have guests, and name none: *kaun si table par kaun baitha hai*."""
    said = plain(reading.text)
    return (
        not reading.is_tap
        and not named_tables(reading)
        and not figures(reading.text or "")
        and all(LISTS.has(said, each) for each in ("who", "sits", "tables"))
    )


def seated(session: Session, business_id: str) -> Sequence[str]:
    """The tables that have an open order."""
    query = select(Order.dining_table).where(
        Order.business_id == business_id, Order.dining_table.is_not(None), Order.status.in_(OPEN)
    )
    return [each for each in session.scalars(query.distinct()) if each]


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
