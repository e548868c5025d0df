"""What was sold in some days, beside the days before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.columns import plain
from munshi.orders.models import Order, OrderLine
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.owner.stock_updates import refuse_others

BEST = 5
RUN_OUT = 10
LOW_FOR_DAYS = 3
MOST_DAYS = 400


@dataclass(frozen=True)
class Days:
    """Both ends included."""

    first: date
    last: date

    def before(self) -> "Days":
        """As many days just before these."""
        number = (self.last - self.first).days + 1
        return Days(self.first - timedelta(days=number), self.first - timedelta(days=1))

    def moments(self, caller: Caller) -> tuple[datetime, datetime]:
        """From when until before when, in the business's zone."""
        zone = clock.now_in(caller.business.timezone).tzinfo
        return (
            datetime.combine(self.first, time(), zone),
            datetime.combine(self.last + timedelta(days=1), time(), zone),
        )


def summary(session: Session, caller: Caller, first: date | None, last: date | None) -> Outcome[Any]:
    """Orders and sums of the days, or of today; the best sellers, what was cancelled, and what has run out."""
    refuse_others(caller)
    days = _days(caller, first, last)
    number, paise = _sold(session, caller, days)
    before_number, before_paise = _sold(session, caller, days.before())
    facts = {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "orders": number,
        "total_paise": paise,
        "orders_before": before_number,
        "total_before_paise": before_paise,
        "cancelled": _cancelled(session, caller, days),
        "open": _open(session, caller, days),
        "best": _best(session, caller, days),
        "run_out": _run_out(session, caller),
    }
    return Outcome[str](outcome="sold" if number else "nothing_sold", facts=facts)


def _days(caller: Caller, first: date | None, last: date | None) -> Days:
    today = clock.now_in(caller.business.timezone).date()
    start = first or last or today
    end = min(max(last or start, start), start + timedelta(days=MOST_DAYS))
    return Days(start, min(end, today) if start <= today else end)


def _sold(session: Session, caller: Caller, days: Days) -> tuple[int, int]:
    """How many orders were placed and not cancelled, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Order.total_paise), 0)).where(
        *_placed(caller, days), Order.status != Status.CANCELLED
    )
    number, paise = session.execute(query).one()
    return int(number), int(paise)


def _cancelled(session: Session, caller: Caller, days: Days) -> int:
    query = select(func.count()).where(*_placed(caller, days), Order.status == Status.CANCELLED)
    return session.scalar(query) or 0


def _open(session: Session, caller: Caller, days: Days) -> int:
    """Orders that are not delivered yet."""
    done = (Status.CANCELLED, Status.DELIVERED)
    query = select(func.count()).where(*_placed(caller, days), Order.status.not_in(done))
    return session.scalar(query) or 0


def _placed(caller: Caller, days: Days) -> Sequence[Any]:
    start, end = days.moments(caller)
    return (Order.business_id == caller.business_id, Order.placed_at >= start, Order.placed_at < end)


def _best(session: Session, caller: Caller, days: Days) -> list[dict[str, Any]]:
    """The goods that brought the most, with how much of them was sold."""
    amount = func.sum(OrderLine.amount_paise)
    query = (
        select(OrderLine.sku, OrderLine.unit, func.sum(OrderLine.quantity), amount)
        .join(Order, (Order.business_id == OrderLine.business_id) & (Order.id == OrderLine.order_id))
        .where(*_placed(caller, days), Order.status != Status.CANCELLED)
        .group_by(OrderLine.sku, OrderLine.unit)
        .order_by(amount.desc(), OrderLine.sku)
        .limit(BEST)
    )
    rows = session.execute(query).all()
    products = catalogue.get_many(session, caller.business_id, [sku for sku, *_ in rows])
    return [
        {
            "name": products[sku].name if sku in products else {"hi": sku, "en": sku, "hinglish": sku},
            "quantity": plain(Decimal(quantity)),
            "unit": unit,
            "amount_paise": int(paise),
        }
        for sku, unit, quantity, paise in rows
    ]


def running_low(session: Session, business_id: str, now: datetime) -> list[dict[str, str]]:
    """What is gone, or will be within the days in which so much of it was sold lately."""
    query = (
        select(OrderLine.sku, func.sum(OrderLine.quantity))
        .join(Order, (Order.business_id == OrderLine.business_id) & (Order.id == OrderLine.order_id))
        .where(
            Order.business_id == business_id,
            Order.placed_at >= now - timedelta(days=LOW_FOR_DAYS),
            Order.status != Status.CANCELLED,
        )
        .group_by(OrderLine.sku)
    )
    sold: dict[str, Decimal] = dict(session.execute(query).all())
    left = stock.all_on_hand(session, business_id)
    low = [
        product
        for product in catalogue.everything(session, business_id)
        if (there := left.get(product.sku)) is not None
        and (there < product.step or there < sold.get(product.sku, Decimal(0)))
    ]
    low.sort(key=lambda product: -sold.get(product.sku, Decimal(0)))
    return [product.name for product in low[:RUN_OUT]]


def _run_out(session: Session, caller: Caller) -> list[dict[str, str]]:
    """What cannot be sold now."""
    products = catalogue.everything(session, caller.business_id)
    left = stock.all_on_hand(session, caller.business_id)
    gone = [
        product
        for product in products
        if not product.available or ((there := left.get(product.sku)) is not None and there < product.step)
    ]
    return [product.name for product in gone[:RUN_OUT]]
