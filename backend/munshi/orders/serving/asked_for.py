"""Which orders who sees to them asks for: by what the words say of their day, hour, way, goods, customer or status.

An order is of the day on which it is wanted, else of the one on which it was placed; what is still open of a day that
is over is of today. Only of orders that *came* the day is that of their placing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import CLEARLY, FALLBACK, Reading
from munshi.billing.accounts.whom import named_in
from munshi.callers import Caller
from munshi.columns import among
from munshi.orders.facts import Facts, order_line_facts
from munshi.orders.items import Item
from munshi.orders.looking import WHOLE, facts_of
from munshi.orders.models import Order, OrderLine
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.facts import customer_of, is_brought
from munshi.orders.serving.looking import LISTED, beyond, left_to_pay
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

PAGE = "track_order"
READ = 300
LOOKS_BACK = timedelta(days=7)  # where no day is said
LOOKS_BACK_FOR_MONEY = timedelta(days=30)
HALF_A_DAY = 12
WITH_LINES = 5  # so many orders are shown with what is in them
ORDERS, WAYS, TO_DO, CAME, EITHER = (
    "names_orders",
    "way_of_orders",
    "still_to_do",
    "orders_came",
    "either_day",
)
ASKS, WHO, QUESTION, LATER = "asks_of_orders", "who", "question", "later"
TELLS = "tells_customer"
OWN, UNPAID = "ones_own", "unpaid_orders"
STEPS, NEW = "step_of_order", "new"
ASKED_BY = frozenset({Status.READY, Status.OUT_FOR_DELIVERY, Status.DELIVERED, Status.CANCELLED})
READ_BESIDE = (
    ORDERS,
    WAYS,
    TO_DO,
    CAME,
    EITHER,
    ASKS,
    STEPS,
    "every_order",
    "says_no",
    "of_customer",
    "names_nothing",
    UNPAID,
    "of_money",
)
TIMES, SALES, MENU = ("time", "period"), "ask_sales_summary", "view_menu"
LEAST = 3  # letters of a name of goods
# What a question about orders may be taken for.
TAKEN_FOR = (
    PAGE,
    "ask_sales_summary",
    "view_menu",
    "view_cart",
    "ask_help",
    "ask_availability",
    "ask_store_info",
    "place_order",
    FALLBACK,
)
Span = tuple[date, date]


@dataclass(frozen=True)
class Hours:
    """At an hour, or from and until one."""

    opens: time | None
    closes: time | None

    @property
    def is_one(self) -> bool:
        """Whether one moment is meant, and no time between two."""
        return self.opens is not None and self.closes is None

    def later(self) -> "Hours":
        """The same hour of the other half of the day: nobody says whether eight is in the evening."""
        assert self.opens is not None
        return Hours(self.opens.replace(hour=(self.opens.hour + HALF_A_DAY) % (2 * HALF_A_DAY)), None)

    def has(self, wanted: Facts | None) -> bool:
        """Whether an order is wanted then."""
        opens, closes = (_clock((wanted or {}).get(edge)) for edge in ("opens", "closes"))
        first = opens or closes
        if first is None:
            return False
        if self.is_one:
            return first == self.opens or bool(opens and closes and opens <= (self.opens or opens) < closes)
        return (self.opens or time.min) <= first <= (self.closes or time.max)


@dataclass(frozen=True)
class AskedFor:
    """Which orders are asked for; what is left empty hinders none. `unknown`: words that name nothing of the shop."""

    days: Sequence[Span] = ()
    hours: Hours | None = None
    ways: Collection[str] = ()
    goods: Sequence[Item] = ()
    people: Sequence[Person] = ()
    statuses: Collection[Status] = ()
    tables: Collection[str] = ()
    unknown: str = ""
    to_do: bool = False
    came: bool = False
    unpaid: bool = False

    @property
    def says_which(self) -> bool:
        """Whether it says more than that orders are asked for."""
        said = (self.days, self.hours, self.ways, self.goods, self.people, self.statuses, self.unknown)
        return any((*said, self.tables)) or self.unpaid


def answer(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The orders that the words ask for, which the answer names with them; None where they ask for none, as what a
    customer shall be told does not.

    `reading` is of who sees to orders.
    """
    if reading.sides(TELLS):
        return None
    asked = asked_for(session, caller, reading)
    if reading.sides(OWN) or not asked.says_which or not _asks(reading, asked):
        return None
    return shown(session, caller, asked)


def shown(session: Session, caller: Caller, asked: AskedFor) -> Outcome[Any]:
    """The orders, the next to be brought first."""
    there = found(session, caller, asked) if not asked.unknown else []
    there, left = _not_paid(session, there) if asked.unpaid else (there, {})
    orders, hours = _at(there, asked.hours)
    orders = sorted(orders, key=lambda order: asked.came and order.status not in OPEN)  # what is to do first
    listed = orders[:LISTED]
    rows = [
        _row(session, caller, order, asked, with_lines=bool(asked.tables) or len(orders) <= WITH_LINES)
        for order in listed
    ]
    for row in rows:
        row["left_paise"] = left.get(row["reference"])
    facts = {
        "orders": rows,
        "asked_for": _named(replace(asked, hours=hours)),
        "later_orders": [
            _row(session, caller, order, asked, with_lines=False)
            for order in _for_later(session, caller, asked)
        ],
        "sum_paise": _sum(orders, asked, left),
        **beyond(orders),
    }
    return Outcome[str](outcome="of_these" if orders else "none_of_these", facts=facts)


def _sum(orders: Sequence[Order], asked: AskedFor, left: Mapping[str, int]) -> int | None:
    """What several come to together, or what of them is left to pay; of goods alone no sum is meant."""
    if len(orders) < 2 or asked.goods:
        return None
    return sum(left.values()) if asked.unpaid else sum(each.total_paise for each in orders)


def _for_later(session: Session, caller: Caller, asked: AskedFor) -> Sequence[Order]:
    """Those that came today and are wanted on a later day, where all that is wanted today is asked for."""
    today = clock.now_in(caller.business.timezone).date()
    is_all = not (asked.came or asked.to_do or replace(asked, days=()).says_which)
    if list(asked.days) != [(today, today)] or not is_all:
        return ()
    came = found(session, caller, AskedFor(days=asked.days, came=True))
    return [each for each in came if (each.wanted or {}).get("day", "") > today.isoformat()][:LISTED]


def _not_paid(session: Session, orders: Sequence[Order]) -> tuple[Sequence[Order], dict[str, int]]:
    """Those of which something is left to pay, and how much."""
    left = {order.reference: left_to_pay(session, order) for order in orders}
    return [order for order in orders if left[order.reference] > 0], left


def open_at(session: Session, caller: Caller, hours: Hours) -> Sequence[Order]:
    """The open orders that are wanted at an hour."""
    return _at(found(session, caller, AskedFor(to_do=True)), hours)[0]


def _at(there: Sequence[Order], hours: Hours | None) -> tuple[Sequence[Order], Hours | None]:
    """Those that are wanted then, and which hour that is."""
    if hours is None:
        return there, None
    orders = [each for each in there if hours.has(each.wanted)]
    if orders or not hours.is_one:
        return orders, hours
    later = hours.later()
    orders = [each for each in there if later.has(each.wanted)]
    return orders, later if orders else hours


def asked_for(session: Session, caller: Caller, reading: Reading) -> AskedFor:
    """What the words say of the orders."""
    rest, who = rest_of(reading), WHO in reading.sides(ASKS)
    said = reading.sides(ASKS)
    goods = _goods(session, caller, rest)
    people = named_in(session, caller.business_id, rest) if rest and not goods else ()
    is_unknown = who and not goods and not people and reading.wants(PAGE)
    unpaid = bool(reading.sides(UNPAID))
    to_do = bool(reading.sides(TO_DO)) and not unpaid
    statuses = set() if to_do or LATER in said else {Status(each) for each in reading.sides(STEPS)} & ASKED_BY
    ways = set(reading.sides(WAYS))
    return AskedFor(
        days=tuple(_days(caller, reading)),
        hours=_hours(reading),
        ways=() if statuses and _say_the_same(reading) else ways,
        goods=goods,
        people=people,
        statuses=statuses,
        unknown=rest if is_unknown else "",
        to_do=to_do,
        came=bool(reading.sides(CAME)) and not unpaid,
        unpaid=unpaid,
    )


def _asks(reading: Reading, asked: AskedFor) -> bool:
    """Whether words that say which orders ask for them: surely, or as far as they may be taken for something else."""
    sides = reading.sides(ASKS)
    who, names = WHO in sides, bool(reading.sides(ORDERS))
    question = who or QUESTION in sides
    of_some = asked.goods or asked.hours or asked.ways or asked.people
    if NEW in reading.sides("which") or (reading.wants(SALES) and not (names and of_some)):
        return False
    of_time = bool(asked.days or asked.hours)
    if asked.unpaid:
        return names or (question and of_time)
    if (who and asked.goods) or (question and Fulfilment.DINE_IN in asked.ways):
        return True
    if reading.chance >= CLEARLY and not reading.wants(*TAKEN_FOR):
        return False
    return (
        (reading.wants(PAGE) and (names or question))
        or (question and names and asked.came and bool(asked.days))
        or _asks_what_is_wanted(reading, asked)
        or (question and bool(asked.ways) and (of_time or asked.to_do or who))
        or (question and names and bool(of_some))
        or (who and asked.to_do and of_time)
        or (bool(asked.ways) and of_time and not rest_of(reading))
    )


def _asks_what_is_wanted(reading: Reading, asked: AskedFor) -> bool:
    """*Kal ke liye kya kya hai* of who sees to orders: what is to be brought then, where nothing else is named."""
    today = clock.now().date()
    later = bool(asked.days) and all(first > today for first, _ in asked.days)
    return later and QUESTION in reading.sides(ASKS) and reading.wants(MENU) and not rest_of(reading)


def _days(caller: Caller, reading: Reading) -> Iterator[Span]:
    """The days that are said; of a *kal* that may be either, both."""
    today = clock.now_in(caller.business.timezone).date()
    hour = reading.first("time") or {}
    if hour.get("date"):
        yield date.fromisoformat(hour["date"]), date.fromisoformat(hour["date"])
        return
    for each in reading.all("period"):
        first, last = (each.value.get(end) for end in ("from", "to"))
        start = date.fromisoformat(first or last or today.isoformat())
        end = date.fromisoformat(last or first or today.isoformat())
        yield start, end
        is_yesterday = start == end == today - timedelta(days=1)
        if is_yesterday and reading.sides(EITHER) and not reading.sides(CAME):
            yield today + timedelta(days=1), today + timedelta(days=1)


def _hours(reading: Reading) -> Hours | None:
    said = reading.first("time") or {}
    opens, closes = _clock(said.get("from")), _clock(said.get("to"))
    return Hours(opens, closes) if opens or closes else None


def _clock(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


def of_goods(session: Session, caller: Caller, reading: Reading, words: str) -> AskedFor | None:
    """The open orders with the goods that words at the beginning of a message name; None where they name none."""
    goods = _goods(session, caller, rest_of(reading, until=len(words)))
    return AskedFor(goods=goods, to_do=True) if goods else None


def rest_of(reading: Reading, until: int | None = None) -> str:
    """The words but those that ask, and the days and hours; as far as a place."""
    text = (reading.text or "")[:until]
    sides = [(each.start, each.end) for facet in READ_BESIDE for each in reading.placed(facet)]
    times = [(each.start, each.end) for each in reading.values if each.entity in TIMES]
    kept = "".join(
        " " if any(start <= at < end for start, end in (*sides, *times)) else sign
        for at, sign in enumerate(text)
    )
    return " ".join(kept.split()).strip(" ?!.,")


def _goods(session: Session, caller: Caller, words: str) -> Sequence[Item]:
    """The goods that words surely name, each of several; a name of several brings them all."""
    if len(words) < LEAST:
        return ()
    shelf = StockedShelf(session, caller.business_id)
    meant = shelf.meant(words)
    is_sure = bool(meant.items) and not meant.against and (meant.sure or bool(meant.strong))
    if is_sure and not meant.left:
        return meant.items
    named, rest = dict[str, Item](), words
    while name := shelf.name_in(rest):
        named |= {item.key: item for item in shelf.meant(name).items}
        rest = rest.replace(name, " ", 1)
    return list(named.values()) or (meant.items if is_sure else ())


def _say_the_same(reading: Reading) -> bool:
    """Whether what names a way is what names the status: *delivered*."""
    steps = {each.start for each in reading.placed(STEPS)}
    return all(each.start in steps for each in reading.placed(WAYS))


def found(session: Session, caller: Caller, asked: AskedFor) -> Sequence[Order]:
    """The orders whatever their hour, the next to be brought first."""
    query = select(Order).where(Order.business_id == caller.business_id, *_conditions(caller, asked))
    query = query.order_by(Order.placed_at.desc(), Order.id.desc()).limit(READ).options(*WHOLE)
    zone = clock.now_in(caller.business.timezone).tzinfo
    return sorted(session.scalars(query), key=lambda order: _due(order, zone))


def _due(order: Order, zone: Any) -> tuple[str, str, int]:
    wanted = order.wanted or {}
    day = wanted.get("day") or order.placed_at.astimezone(zone).date().isoformat()
    return day, wanted.get("opens") or wanted.get("closes") or "", order.id


def _conditions(caller: Caller, asked: AskedFor) -> Iterator[ColumnElement[bool]]:
    now = clock.now_in(caller.business.timezone)
    if asked.statuses:
        yield Order.status.in_(asked.statuses)
    elif asked.to_do:
        yield Order.status.in_(OPEN)
    else:
        yield Order.status != Status.CANCELLED
    if asked.days:
        yield or_(*(_of_day(now, span, came=asked.came) for span in asked.days))
    elif asked.unpaid:
        yield Order.placed_at > now - LOOKS_BACK_FOR_MONEY
    elif (asked.goods or asked.statuses) and not asked.to_do:
        yield Order.placed_at > now - LOOKS_BACK
    else:
        yield Order.status.in_(OPEN)
    if asked.ways:
        yield Order.fulfilment.in_(asked.ways)
    if asked.tables:
        yield Order.dining_table.in_(asked.tables)
    if asked.goods:
        yield Order.lines.any(among(OrderLine.sku, {item.sku for item in asked.goods}))
    if asked.people:
        yield Order.person_id.in_([person.id for person in asked.people])


def _of_day(now: datetime, span: Span, *, came: bool) -> ColumnElement[bool]:
    first, last = span
    start = datetime.combine(first, time(), now.tzinfo)
    end = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    placed = and_(Order.placed_at >= start, Order.placed_at < end)
    if came:
        return placed
    day, today = Order.wanted["day"].astext, now.date().isoformat()
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    wanted = and_(day >= first.isoformat(), day <= last.isoformat())
    is_over = func.coalesce(day < today, Order.placed_at < midnight)
    overdue = and_(Order.status.in_(OPEN), is_over)
    has_today = first <= now.date() <= last
    return or_(wanted, and_(day.is_(None), placed), *([overdue] if has_today else []))


def _row(session: Session, caller: Caller, order: Order, asked: AskedFor, *, with_lines: bool) -> Facts:
    """An order with whose it is; of goods that are asked for how much of them it has."""
    skus = {item.sku for item in asked.goods}
    lines = [line for line in order.lines if not skus or line.sku in skus]
    has = [order_line_facts(line) for line in lines] if with_lines or skus else []
    brought = Fulfilment.DELIVERY in asked.ways and is_brought(order)
    whose = customer_of(session, order)
    return {**facts_of(caller, order), "whose": whose, "has": has, "is_brought": brought}


def _named(asked: AskedFor) -> Facts:
    """What was asked for, so that the answer can say it."""
    hours = asked.hours
    goods = {item.sku: dict(item.name) for item in asked.goods}
    return {
        "days": [[first.isoformat(), last.isoformat()] for first, last in asked.days],
        "hours": {edge: each.isoformat("minutes") if each else None
                  for edge, each in (("opens", hours.opens), ("closes", hours.closes))} if hours else None,
        "ways": sorted(asked.ways),
        "tables": sorted(asked.tables),
        "goods": list(goods.values()),
        "people": [each.called or "?" for each in asked.people],
        "statuses": sorted(asked.statuses),
        "to_do": asked.to_do,
        "unpaid": asked.unpaid,
        "unknown": asked.unknown,
    }  # fmt: skip
