"""What customers ask about the shop itself: when it is open, where it brings goods and at what price, how one pays."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from munshi import clock
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.orders.desk import payments_of, refuse_where_not_offered
from munshi.orders.facts import Facts
from munshi.orders.hours import Stretch, closes_at, is_open, next_opening, of_day
from munshi.orders.kept import Payment
from munshi.orders.opening import hours_of
from munshi.orders.sections import OrderSections
from munshi.outcomes import Outcome

MOST_DAYS = 7
TOPICS = ("hours", "delivery", "payment", "place", "phone")


def tell(
    caller: Caller,
    topics: Collection[str],
    first: date | None,
    last: date | None,
    pincode: str | None,
    also: Sequence[date] = (),
) -> Outcome[Any]:
    """What is asked of the shop; of everything where nothing is named. A day is answered with its hours.

    `also`: other days of the same question, *sunday ko kab khulega aur kal?*.
    """
    refuse_where_not_offered(caller.business)
    business, now = caller.business, clock.now_in(caller.business.timezone)
    wanted = set(topics) | ({"hours"} if first else set()) | ({"delivery"} if pincode else set())
    about = [topic for topic in TOPICS if topic in wanted] or list(TOPICS)
    told = [fact for topic in about for fact in _TELL[topic](business, now, first, last, pincode)]
    more = (
        [fact for day in also[:MOST_DAYS] for fact in _hours(business, now, day, day, None)] if first else []
    )
    told += [fact for fact in more if fact not in told]
    return Outcome[str](outcome="told", facts={"about": told, "business": business.name})


def _hours(
    business: Business, now: datetime, first: date | None, last: date | None, pincode: str | None
) -> list[Facts]:
    hours = hours_of(business)
    if not hours:
        return [{"topic": "always_open"}]
    if first:
        until = min(max(last or first, first), first + timedelta(days=MOST_DAYS - 1))
        days = [first + timedelta(days=each) for each in range((until - first).days + 1)]
    else:
        days = [now.date(), now.date() + timedelta(days=1)]
    told: list[Facts] = [_day(day, hours, business.closed_days) for day in days]
    return [*([] if first else [_now(now, hours, business.closed_days)]), *told]


def _now(now: datetime, hours: Sequence[Stretch], closed: Collection[date]) -> Facts:
    if is_open(now, hours, closed):
        return {"topic": "open_now", "until": closes_at(now, hours).isoformat()}
    opens = next_opening(now, hours, closed)
    return {"topic": "closed_now", "opens_at": opens.isoformat() if opens else None}


def _day(day: date, hours: Sequence[Stretch], closed: Collection[date]) -> Facts:
    stretches = sorted((each.opens, each.closes) for each in of_day(day, hours))
    if day in closed or not stretches:
        return {"topic": "closed_on", "day": day.isoformat()}
    times = [
        {"opens": opens.isoformat("minutes"), "closes": closes.isoformat("minutes")}
        for opens, closes in stretches
    ]
    return {"topic": "open_on", "day": day.isoformat(), "times": times}


def _delivery(
    business: Business, now: datetime, first: date | None, last: date | None, pincode: str | None
) -> list[Facts]:
    terms = of(business, OrderSections).delivery
    if not terms.pincodes:
        return [{"topic": "no_delivery", "pickup": terms.pickup}]
    costs = {
        "minimum_paise": terms.minimum_paise,
        "fee_paise": terms.fee_paise,
        "free_above_paise": terms.free_above_paise,
        "pincodes": list(terms.pincodes),
    }
    if pincode and pincode not in terms.pincodes:
        return [{"topic": "outside", "pincode": pincode, **costs}]
    return [{"topic": "inside" if pincode else "delivery", "pincode": pincode, **costs}]


def how_paid(business: Business) -> Facts:
    """By which ways an order is paid here, as the order itself takes them."""
    here = payments_of(business)
    if business.upi_id and set(here) == {Payment.CASH, Payment.UPI}:
        return {"topic": "payment_upi", "upi_id": business.upi_id}
    if here == (Payment.CASH,):
        return {"topic": "payment_cash"}
    return {"topic": "payment_ways", "payments": list(here)}


def _payment(
    business: Business, now: datetime, first: date | None, last: date | None, pincode: str | None
) -> list[Facts]:
    return [how_paid(business)]


def _place(
    business: Business, now: datetime, first: date | None, last: date | None, pincode: str | None
) -> list[Facts]:
    where = business.place
    spot = of(business, OrderSections).on_map
    on_map = {"on_map": {**spot.model_dump(), "name": business.name, "address": where}} if spot else {}
    return [{"topic": "place", "address": where, **on_map}] if where else [{"topic": "no_place"}]


def _phone(
    business: Business, now: datetime, first: date | None, last: date | None, pincode: str | None
) -> list[Facts]:
    return [{"topic": "phone", "phone": each.display_number} for each in business.numbers[:1]]


_TELL = {"hours": _hours, "delivery": _delivery, "payment": _payment, "place": _place, "phone": _phone}
