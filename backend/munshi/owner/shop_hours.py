"""The days on which a shop is closed or has other hours, as who runs it tells them: shown first, written by a yes.

What is written names the open orders of those days, and is taken back by its button or by *wapas lo*. Who orders or
asks is told of it; nobody is written to unasked, and nothing is sent to everybody at once.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, Asked, Reading
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.facts import Facts
from munshi.orders.hours import of_day
from munshi.orders.models import Order
from munshi.orders.opening import OTHER, hours_of, other_hours
from munshi.orders.serving.mentions import OF_A_TIME, STEPS, mentioned
from munshi.orders.serving.steps_said import asked_in
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role

PAGE = "shop_hours"
HOURS, TO_ALL, EITHER_DAY = "shop_hours", "tells_all", "either_day"  # of every message
CLOSED, OPENS, CLOSES = "closed", "opens", "closes"
USUAL = "usual"  # as the week has it
ASKS = frozenset({"who", "question"})
KNOWN = (HOURS, TO_ALL, EITHER_DAY, "names_nothing", "cancel_reason", "tells_customer", "told_behind")
MOST_DAYS, MOST_ORDERS = 31, 10
Changes = Mapping[date, str]  # the days, each closed, as usual, or with its openings


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is told of days and hours; None where it is asked, or said of goods, of an order or by somebody else."""
    kinds, to_all = set(reading.sides(HOURS)), bool(reading.sides(TO_ALL))
    may_tell = caller.may_act_as(Role.OWNER, Role.MANAGER) and SKILL in caller.business.skills
    if reading.is_tap or not (kinds or to_all) or not may_tell:
        return None
    if asked_in(reading, ASKS) or _is_of_else(session, caller, reading):
        return None
    if kinds and not caller.business.hours:
        return Heard(PAGE, Outcome[str](outcome="no_hours"))
    changes = _told(caller, reading, kinds) if kinds else {}
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
    """A yes to what was shown, or a no."""
    shown = reading.first("summary") or asked.summary
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="kept"))
    if not shown or not reading.is_plain_yes:
        return None
    return heard(session, caller, PAGE, lambda here, by: write(here, by, _of(shown)))


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
    session.flush()
    facts = {**_facts(session, caller, changes), "summary": _stored(before)}
    return Outcome[str](outcome="written", facts=facts)


def _told(caller: Caller, reading: Reading, kinds: set[str]) -> Changes | None:
    """The days with what is told of them; empty where no day and no hour is, None where it is not clear."""
    days = _days(caller, reading)
    hour = next(
        (each.value for each in reading.all("time") if each.value.get("from") or each.value.get("to")), None
    )
    if not days and not hour:
        return {}
    if hour is None:
        state = CLOSED if CLOSED in kinds or CLOSES in kinds else USUAL
        return dict.fromkeys(days, state)
    if len(days) > 1:
        return None
    day = days[0] if days else clock.now_in(caller.business.timezone).date()
    times = _openings(caller.business, day, hour, opens=OPENS in kinds)
    return {day: times} if times else None


def _days(caller: Caller, reading: Reading) -> Sequence[date]:
    """The days that are named, none of them gone by; *kal* is tomorrow."""
    today = clock.now_in(caller.business.timezone).date()
    for each in reading.all("period"):
        first: date | None = _date(each.value.get("from"))
        last: date | None = _date(each.value.get("to"))
        if first and last and first == last < today and reading.sides(EITHER_DAY):
            first = last = today + timedelta(days=1)
        if first and last and first <= last:
            span = min((last - first).days + 1, MOST_DAYS)
            return [day for each_day in range(span) if (day := first + timedelta(days=each_day)) >= today]
    dated = [_date(each.value.get("date")) for each in reading.all("time")]
    return [each for each in dated if each and each >= today][:1]


def _openings(business: Business, day: date, hour: Mapping[str, Any], *, opens: bool) -> str | None:
    """The openings of a day that opens or closes at an hour; the other end is that of its week."""
    first, last = (_time(hour.get(edge)) for edge in ("from", "to"))
    usual = [
        (each.opens, each.closes)
        for each in of_day(day, [each for each in hours_of(business) if not each.day])
    ]
    if first and last:
        return _written([(first, last)])
    at = first or last
    assert at is not None
    if opens:
        return _written([(max(begins, at), ends) for begins, ends in usual if ends > at])
    return _written([(begins, min(ends, at)) for begins, ends in usual if begins < at])


def _written(stretches: Sequence[tuple[time, time]]) -> str | None:
    sound = all(opens < closes for opens, closes in stretches)
    return (
        ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sorted(stretches)) or None
        if sound
        else None
    )


def _state(business: Business, day: date) -> str:
    if day in business.closed_days:
        return CLOSED
    return ",".join(other_hours(business).get(day, ())) or USUAL


def _facts(session: Session, caller: Caller, changes: Changes) -> Facts:
    """The days as they are said, and the open orders that are wanted on them."""
    week = [each for each in hours_of(caller.business) if not each.day]
    rows = []
    for day, state in sorted(changes.items()):
        usual = [f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in of_day(day, week)]
        times = {CLOSED: [], USUAL: usual}.get(state, state.split(","))
        stretches = [dict(zip(("opens", "closes"), each.split("-"), strict=True)) for each in times]
        rows.append({"day": day.isoformat(), "closed": state == CLOSED, "times": stretches})
    return {"days": rows, "orders": _orders(session, caller, rows)}


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


def _is_while_closed(wanted: Facts, today: date, row: Facts) -> bool:
    if (wanted.get("day") or today.isoformat()) != row["day"]:
        return False
    hour = wanted.get("opens") or wanted.get("closes")
    open_then = hour and any(each["opens"] <= hour <= each["closes"] for each in row["times"])
    return bool(row["closed"] or (hour and not open_then))


def _is_of_else(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether an order, a step of one, or goods are named: "1042 kal", "cancel the order, we are closed"."""
    if mentioned(session, caller, reading) or reading.sides(STEPS):
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
    return " ".join(f"{day.isoformat()}={state}" for day, state in sorted(changes.items()))


def _of(stored: str) -> Changes:
    parts = (each.partition("=") for each in stored.split())
    return {date.fromisoformat(day): state for day, _, state in parts}


def _date(written: Any) -> date | None:
    return date.fromisoformat(written) if written else None


def _time(written: Any) -> time | None:
    return time.fromisoformat(written) if written else None
