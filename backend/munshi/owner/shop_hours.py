"""When a shop is closed or has other hours, on a day or every week, as who runs it tells it: shown, written by a yes.

What is written names the open orders and the visits of those days, and is taken back by its button or by *wapas lo*.
Who orders or asks is told of it; nobody is written to unasked, and nothing is sent to everybody at once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import FROM_TO
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, Asked, Reading
from munshi.business.models import Business, Opening
from munshi.business.rules import stretch
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.facts import Facts
from munshi.orders.hours import of_day
from munshi.orders.models import Order
from munshi.orders.opening import OTHER, hours_of, other_hours
from munshi.orders.serving.mentions import OF_A_TIME, STEPS, mentioned
from munshi.orders.serving.steps_said import asked_in
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome, Refusal
from munshi.owner.hours_said import (
    CLOSED,
    EITHER_DAY,
    EVERY,
    HOURS,
    OPENS,
    USUAL,
    Changes,
    corrected,
    says_when,
    told,
    week_of,
)
from munshi.people.rules import Role
from munshi.service.visits import looking
from munshi.service.visits.availability import span_of
from munshi.service.visits.rules import HOUR
from munshi.service.visits.statuses import MAY_CHANGE

PAGE = "shop_hours"
TO_ALL, ORDERS = "tells_all", "names_orders"  # of every message
ASKS = frozenset({"who", "question"})
KNOWN = (
    HOURS,
    EVERY,
    FROM_TO,
    TO_ALL,
    EITHER_DAY,
    "every_order",
    "names_nothing",
    "says_no",
    "cancel_reason",
    "tells_customer",
    "told_behind",
)
MOST_ORDERS = 10
WEEKLY = "every"  # begins a weekday in a token


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is told of days and hours; None where it is asked, or said of goods, of an order or by somebody else."""
    kinds, to_all = set(reading.sides(HOURS)), bool(reading.sides(TO_ALL))
    every = bool(reading.sides(EVERY)) and (bool(kinds) or _says_only_when(caller, reading))
    may_tell = caller.may_act_as(Role.OWNER, Role.MANAGER) and SKILL in caller.business.skills
    if reading.is_tap or not (kinds or to_all or every) or not may_tell:
        return None
    if asked_in(reading, ASKS) or _is_of_else(session, caller, reading):
        return None
    if (kinds or every) and not caller.business.hours:
        return Heard(PAGE, Outcome[str](outcome="no_hours"))
    changes = told(caller, reading, kinds) if kinds or every else {}
    if changes is None:
        return Heard(PAGE, Outcome[str](outcome="unclear"))
    if not changes:
        return Heard(PAGE, Outcome[str](outcome="not_to_all")) if to_all else None
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, changes, to_all=to_all))


def ask(session: Session, caller: Caller, changes: Changes, *, to_all: bool = False) -> Outcome[Any]:
    """What would be written, with the token of a yes."""
    if all(_state(caller.business, day) == state for day, state in changes.items()):
        return Outcome[str](outcome="as_before", facts=_facts(session, caller, changes))
    facts = {**_facts(session, caller, changes), "to_all": to_all, "summary": _stored(changes)}
    return Outcome[str](outcome="confirm", facts=facts)


def of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, or a no; another day or hour in its place is shown anew."""
    shown = reading.first("summary") or asked.summary
    may_correct = shown and _may_correct(session, caller, reading)
    changes = corrected(caller, reading, _of(shown)) if shown and may_correct else None
    if changes:
        return heard(session, caller, PAGE, lambda here, by: ask(here, by, changes))
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="kept"))
    if not shown or not reading.is_plain_yes:
        return None
    return heard(session, caller, PAGE, lambda here, by: write(here, by, _of(shown)))


def _may_correct(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether words say more than a yes, and only of days and hours."""
    if reading.is_tap or reading.is_plain_yes or _is_of_else(session, caller, reading):
        return False
    return bool(reading.sides(HOURS) or reading.sides(EVERY)) or _says_only_when(caller, reading)


def _says_only_when(caller: Caller, reading: Reading) -> bool:
    """Whether a day or an hour is said and nothing else: *ab se roz subah 8 baje*."""
    left = re.sub(r"[\d\W_]+", " ", _left(reading)).strip()
    return not left and says_when(caller, reading)


def of_written(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was just written is taken back by its button; words are asked about first."""
    back = asked.summary
    if not back:
        return None
    if reading.is_tap and reading.first("summary") == back:
        return heard(session, caller, PAGE, lambda here, by: write(here, by, _of(back)))
    if reading.is_tap or not reading.wants(LEAVES):
        return None
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, _of(back)))


def write(session: Session, caller: Caller, changes: Changes) -> Outcome[Any]:
    """Writes the days; `summary` is what takes it back."""
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        raise Refusal("not_allowed")
    business = session.get_one(Business, caller.business_id, with_for_update=True, populate_existing=True)
    before = {day: _state(business, day) for day in changes}
    _write_week(business, {day: state for day, state in changes.items() if isinstance(day, int)})
    _write_days(business, {day: state for day, state in changes.items() if isinstance(day, date)})
    session.flush()
    facts = {**_facts(session, caller, changes), "summary": _stored(before)}
    return Outcome[str](outcome="written", facts=facts)


def _write_week(business: Business, changes: Mapping[int, str]) -> None:
    """Other hours of every week, from now on."""
    wanted = {
        (weekday, *stretch(written))
        for weekday, state in changes.items()
        if state != CLOSED
        for written in state.split(",")
    }
    for opening in [each for each in business.hours if each.weekday in changes]:
        if (opening.weekday, opening.opens, opening.closes) not in wanted:
            business.hours.remove(opening)
    there = {(each.weekday, each.opens, each.closes) for each in business.hours}
    for weekday, opens, closes in sorted(wanted - there):
        business.hours.append(Opening(weekday=weekday, opens=opens, closes=closes))


def _write_days(business: Business, changes: Mapping[date, str]) -> None:
    """Days that are closed or have other hours."""
    today = clock.now_in(business.timezone).date()
    closed = {day for day in business.closed_days if day not in changes}
    business.closed_days = sorted(closed | {day for day, state in changes.items() if state == CLOSED})
    others = {
        day: times for day, times in other_hours(business).items() if day not in changes and day >= today
    }
    others |= {day: state.split(",") for day, state in changes.items() if state not in (CLOSED, USUAL)}
    kept = {day.isoformat(): times for day, times in sorted(others.items())}
    settings = {name: said for name, said in business.settings.items() if name != OTHER}
    business.settings = {**settings, OTHER: kept} if kept else settings


def _state(business: Business, day: date | int) -> str:
    if isinstance(day, int):
        return week_of(business, day)
    if day in business.closed_days:
        return CLOSED
    return ",".join(other_hours(business).get(day, ())) or USUAL


def _facts(session: Session, caller: Caller, changes: Changes) -> Facts:
    """The days as they are said, the open orders that are wanted on them, and the visits that are booked for them."""
    week = [each for each in hours_of(caller.business) if not each.day]
    rows = []
    for day, state in sorted(changes.items(), key=lambda each: str(each[0])):
        if isinstance(day, int):
            stretches = [] if state == CLOSED else _stretches(state.split(","))
            rows.append({"weekday": day, "closed": state == CLOSED, "times": stretches})
            continue
        usual = [f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in of_day(day, week)]
        times = {CLOSED: [], USUAL: usual}.get(state, state.split(","))
        rows.append({"day": day.isoformat(), "closed": state == CLOSED, "times": _stretches(times)})
    dated = [each for each in rows if "day" in each]
    orders = _orders(session, caller, dated) if dated else []
    return {"days": rows, "orders": orders, "visits": list(_visits(session, caller, dated))}


def _stretches(times: Sequence[str]) -> list[dict[str, str]]:
    return [dict(zip(("opens", "closes"), each.split("-"), strict=True)) for each in times]


def _orders(session: Session, caller: Caller, rows: Sequence[Facts]) -> list[str]:
    """The open orders that are wanted while it is closed; of today also those that are wanted as soon as can be."""
    today = clock.now_in(caller.business.timezone).date()
    query = (
        select(Order)
        .where(Order.business_id == caller.business_id, Order.status.in_(OPEN))
        .order_by(Order.id)
    )
    return [
        order.reference
        for order in session.scalars(query)
        if any(_is_while_closed(order.wanted or {}, today, each) for each in rows)
    ][:MOST_ORDERS]


def _visits(session: Session, caller: Caller, rows: Sequence[Facts]) -> Iterator[str]:
    """The visits that are booked for a time at which it is closed."""
    for row in rows:
        day = date.fromisoformat(row["day"])
        for visit in looking.all_of(session, caller.business, day):
            on, span = span_of(caller.business, visit.starts_at, visit.ends_at)
            hour = f"{span.start // HOUR:02}:{span.start % HOUR:02}"
            open_then = any(each["opens"] <= hour <= each["closes"] for each in row["times"])
            if on == day and visit.status in MAY_CHANGE and not open_then:
                yield visit.reference


def _is_while_closed(wanted: Facts, today: date, row: Facts) -> bool:
    if (wanted.get("day") or today.isoformat()) != row["day"]:
        return False
    hour = wanted.get("opens") or wanted.get("closes")
    open_then = hour and any(each["opens"] <= hour <= each["closes"] for each in row["times"])
    return bool(row["closed"] or (hour and not open_then))


def _is_of_else(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether an order, a step of one, or goods are named: "1042 kal", "cancel the order, we are closed"."""
    steps = set(reading.sides(STEPS))
    if OPENS in reading.sides(HOURS) and steps == {Status.CANCELLED} and not reading.sides(ORDERS):
        steps = set()  # *cancel closing on 30 november*: the closing is called off
    if mentioned(session, caller, reading) or steps:
        return True
    return StockedShelf(session, caller.business_id).name_in(_left(reading)) is not None


def _left(reading: Reading) -> str:
    """The words that say neither a day nor an hour nor what is told of it."""
    spans = [(each.start, each.end) for facet in KNOWN for each in reading.placed(facet)]
    spans += [(each.start, each.end) for each in reading.values if each.entity in OF_A_TIME]
    text = reading.text or ""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _stored(changes: Changes) -> str:
    named = {
        f"{WEEKLY}{day}" if isinstance(day, int) else day.isoformat(): each for day, each in changes.items()
    }
    return " ".join(f"{day}={state}" for day, state in sorted(named.items()))


def _of(stored: str) -> Changes:
    parts = (each.partition("=") for each in stored.split())
    return {
        int(day.removeprefix(WEEKLY)) if day.startswith(WEEKLY) else date.fromisoformat(day): state
        for day, _, state in parts
    }
