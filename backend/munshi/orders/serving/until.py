"""How long an order still takes, as words tell it: minutes, or the hour by which or the day on which it comes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import clause_at
from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import moving
from munshi.orders.serving.mentions import hours_named, minutes_said
from munshi.orders.serving.rules import next_at
from munshi.orders.serving.steps_said import asked_in
from munshi.outcomes import Outcome

NOT_TOLD = frozenset({"who", "question", "denied"})
EITHER_DAY = "either_day"  # yesterday, or tomorrow
LATE, TO_COME, TO_DO, SETS = "runs_late", "is_to_come", "still_to_do", "sets_amount"


def is_told(reading: Reading) -> bool:
    """Whether words tell it."""
    return minutes_said(reading) is not None or _hour(reading) is not None or _day(reading) is not None


def tell(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any] | None:
    """Has the customer told the day, the hour or the minutes; minutes late are of the hour when it is wanted."""
    minutes, hour, day = minutes_said(reading), _hour(reading), _day(reading)
    if minutes is None and hour is None and day is None:
        return None
    now = clock.now_in(caller.business.timezone)
    order = moving.of_the_shop(session, caller, reference)
    if day is not None:
        is_over = day < now.date() and reading.sides(EITHER_DAY)
        on = now.date() + timedelta(days=1) if is_over else day
        return moving.promise_on(session, caller, order.reference, on, _hour_of_day(reading))
    if hour is not None:
        return moving.promise_by(session, caller, order.reference, next_at(hour, now))
    assert minutes is not None
    wanted = _wanted_at(order, now) if reading.sides(LATE) else None
    if wanted is not None and wanted > now + timedelta(minutes=minutes):
        moment = wanted + timedelta(minutes=minutes)
        return moving.promise_by(session, caller, order.reference, moment)
    return moving.promise(session, caller, order.reference, minutes)


def _hour(reading: Reading) -> time | None:
    """The hour until which it is told to take, or at which it is told to come; none that is asked or names an order."""
    text = reading.text or ""
    asked = asked_in(reading, NOT_TOLD)
    comes = {clause_at(text, each.start) for each in reading.placed(TO_COME)}
    naming = hours_named(reading)
    for each in reading.values:
        at = _clock(each)
        clause = clause_at(text, each.start)
        if (
            at is not None
            and clause not in asked
            and each not in naming
            and (_is_end(each) or clause in comes)
        ):
            return at
    return None


def _day(reading: Reading) -> date | None:
    """The one day on which it is told to come, or for which it is set: "1042 kal kar do"."""
    text = reading.text or ""
    told = {clause_at(text, each.start) for facet in (TO_COME, TO_DO, SETS) for each in reading.placed(facet)}
    days = {
        day for each in reading.values if clause_at(text, each.start) in told and (day := _named_day(each))
    }
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _named_day(value: Value) -> str | None:
    said = value.value if value.entity in ("period", "time") else {}
    if value.entity == "time":
        return said.get("date") or None
    return said.get("from") if said.get("from") == said.get("to") else None


def _hour_of_day(reading: Reading) -> time | None:
    """The hour that is said with a day."""
    hours = [each.value for each in reading.values if each.entity == "time"]
    written = next((said.get("to") or said.get("from") for said in hours), None)
    return time.fromisoformat(written) if written else None


def _clock(value: Value) -> time | None:
    said = value.value if value.entity == "time" else {}
    written = said.get("to") or said.get("from")
    return time.fromisoformat(written) if written and not said.get("date") else None


def _is_end(value: Value) -> bool:
    return bool(value.value.get("to")) and not value.value.get("from")


def _wanted_at(order: Order, now: datetime) -> datetime | None:
    """The hour for which it is ordered."""
    wanted: dict[str, Any] = order.wanted or {}
    at = wanted.get("closes") or wanted.get("opens")
    if not (at and wanted.get("day")):
        return None
    return datetime.combine(datetime.fromisoformat(wanted["day"]).date(), time.fromisoformat(at), now.tzinfo)
