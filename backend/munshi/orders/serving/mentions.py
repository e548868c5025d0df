"""Which orders a message names by their numbers or tables, and the figures that are something else."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.clauses import joined_ends
from munshi.asking.reading import FALLBACK, YES, Reading, Value
from munshi.billing.accounts.whom import named_in, with_phone
from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.models import Order
from munshi.orders.serving import asked_for, by_words
from munshi.orders.serving.asked_for import ORDERS, Hours
from munshi.orders.serving.looking import orders_of
from munshi.orders.serving.tables import orders_at
from munshi.orders.statuses import OPEN, Status
from spelling import key

STEPS, ASKED, MONEY, GONE, DENIED = (
    "step_of_order",
    "asks_of_orders",
    "of_money",
    "ran_out",
    "denied",
)  # facets
NUMBER = re.compile(r"(?<![\w/-])(?:ord[\s.:#-]*)?(\d{3,6})(?![\w/:%-]|\.\d|,\d{2,3}(?!\d))", re.IGNORECASE)
END = re.compile(r"(?<![\w/])(?:ord[\s.:#-]*)?(\d{3,6})(?![\w/:%]|\.\d)", re.IGNORECASE)  # of a range
LONGEST_RANGE = 20  # orders
FIGURE = re.compile(r"\d{2,}")
WALA, EVERY = "of_customer", "every_order"
TWO = 2
OF_A_TIME = ("duration", "time", "period")
# What words about orders may be taken for.
LOOKED_AT = (
    "track_order",
    "view_menu",
    "view_cart",
    "ask_help",
    "ask_availability",
    "place_order",
    FALLBACK,
    YES,
)
MOST_WORDS = 4  # of a bare "le lo"


class Mention(NamedTuple):
    """An order, and where its number stands."""

    order: Order
    start: int
    end: int


def mentioned(session: Session, caller: Caller, reading: Reading) -> list[Mention]:
    """Where the words have the number of a customer's order."""
    text = reading.text or ""
    ranges = [
        ((one.start(), other.end()), _between(session, caller, reading, one, other))
        for one, other in pairwise(END.finditer(text))
        if joined_ends(reading, one.end(), other.start())
    ]
    spans = [span for span, orders in ranges if orders]
    found = [each for _, orders in ranges for each in orders]
    for match in NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in spans):
            continue
        order = None if _is_amount(reading, match) else moving.find(session, caller.business_id, match[1])
        if order is not None and order.person_id != caller.person.id:
            found.append(Mention(order, match.start(), match.end()))
    found += [Mention(*each) for each in orders_at(session, caller.business_id, reading)]
    if found:
        places = [each.start for each in found]
        another = bool(reading.sides(EVERY)) or any(
            by_words.names_another(reading, each.start, places) for each in reading.placed(STEPS)
        )
        return [*found, *_called(session, caller, reading, places)] if another else found
    return (
        _wanted_then(session, caller, reading)
        or _called(session, caller, reading)
        or _of_people(session, caller, reading)
        or _of_phone(session, caller, reading)
    )


def _between(
    session: Session, caller: Caller, reading: Reading, one: re.Match[str], other: re.Match[str]
) -> list[Mention]:
    """Every order from the one to the other, "1027 se 1029": both ends, and what is open between them."""
    first, last = int(one[1]), int(other[1])
    is_amount = _is_amount(reading, one) or _is_amount(reading, other)
    if is_amount or not 0 < last - first < LONGEST_RANGE:
        return []
    orders = [moving.find(session, caller.business_id, str(number)) for number in range(first, last + 1)]
    if orders[0] is None or orders[-1] is None:
        return []
    return [
        Mention(each, *(one if each is orders[0] else other).span())
        for each in orders
        if each is not None
        and each.person_id != caller.person.id
        and (each.status in OPEN or each in (orders[0], orders[-1]))
    ]


def hours_named(reading: Reading) -> list[Value]:
    """The hours by which orders are named: "1:30 wala"."""
    text = reading.text or ""
    wala = [each.start for facet in (WALA, ORDERS) for each in reading.placed(facet)]
    times = [each for each in reading.values if each.entity == "time" and each.value.get("from")]
    return [each for each in times if any(_follows(text, each.end, start) for start in wala)]


def _follows(text: str, end: int, start: int) -> bool:
    return start >= end and not text[end:start].strip()


def _wanted_then(session: Session, caller: Caller, reading: Reading) -> list[Mention]:
    """The one open order of others that is wanted at an hour by which it is named."""
    found = []
    for named in hours_named(reading):
        hours = Hours(time.fromisoformat(named.value["from"]), None)
        there = asked_for.open_at(session, caller, hours)
        others = [order for order in there if order.person_id != caller.person.id]
        if len(others) == 1:
            found.append(Mention(others[0], named.start, named.end))
    return found


def _called(session: Session, caller: Caller, reading: Reading, beside: Sequence[int] = ()) -> list[Mention]:
    """The one open order that words surely name without its number, `beside` others."""
    found = by_words.called(session, caller, reading, beside)
    is_one = found.sure and len(found.orders) == 1
    return [Mention(found.orders[0], found.start, found.end)] if is_one else []


def _of_people(session: Session, caller: Caller, reading: Reading) -> list[Mention]:
    """The orders of several customers who are named, each of whom has one that is open."""
    text = reading.text or ""
    if not by_words.may_name(reading):
        return []
    people = named_in(session, caller.business_id, text)
    theirs = [list(orders_of(session, caller, [person])) for person in people]
    if len(people) < TWO or any(len(orders) != 1 for orders in theirs):
        return []
    said = [(word.start(), word.end(), key(word.group())) for word in by_words.WORD.finditer(text)]
    found = []
    for person, [order] in zip(people, theirs, strict=True):
        parts = {key(part) for part in (person.called or "").split()}
        places = [(start, end) for start, end, sound in said if sound in parts]
        if places:
            found.append(Mention(order, min(places)[0], min(places)[1]))
    return sorted(found, key=lambda each: each.start) if len(found) == len(people) else []


def _is_amount(reading: Reading, number: re.Match[str]) -> bool:
    """Whether it is said with a unit or a currency."""
    start, end = number.span(1)
    there = [each for each in reading.values if each.start <= start and end <= each.end]
    counted = any(each.entity == "order_line" and each.value.get("unit") for each in there)
    return counted or any(each.entity == "money" and each.end - each.start > end - start for each in there)


def _of_phone(session: Session, caller: Caller, reading: Reading) -> list[Mention]:
    """The one open order of the customer whose phone stands beside *order*."""
    named = next(reading.all("phone"), None) if reading.sides(ORDERS) else None
    person = with_phone(session, caller.business_id, str(named.value)) if named else None
    orders = orders_of(session, caller, [person]) if person else ()
    return [Mention(orders[0], named.start, named.end)] if named and len(orders) == 1 else []


def says_more(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether another figure stands there, which may be a sum or an amount."""
    times = [(each.start, each.end) for each in reading.values if each.entity in OF_A_TIME]
    times += [(each.start, each.end) for each in reading.all("phone")]
    sums = [(each.start, each.end) for each in reading.values if each.entity == "money"]
    their_sum = sums if is_their_sum(reading, mentions) else []
    known = [*times, *their_sum, *((each.start, each.end) for each in mentions)]
    figures = (each.start() for each in FIGURE.finditer(reading.text or ""))
    return any(not any(start <= at < end for start, end in known) for at in figures)


def is_their_sum(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether the sum beside *delivered* is that of the one order that is named: "1042 delivered, 340 cash"."""
    totals = {each.order.total_paise for each in mentions}
    sums = {each.value.get("paise") for each in reading.values if each.entity == "money"}
    handed = Status.DELIVERED in reading.sides(STEPS) and not reading.sides(ASKED)
    return handed and len(totals) == 1 and totals == sums


def minutes_said(reading: Reading) -> int | None:
    return (reading.first("duration") or {}).get("minutes")


def is_short(reading: Reading) -> bool:
    return len((reading.text or "").split()) <= MOST_WORDS
