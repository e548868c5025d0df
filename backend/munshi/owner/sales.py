"""What was sold in some days, beside the days before them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts.came import came_in
from munshi.billing.accounts.daybook import billed, given
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.terms import SKILL as BILLING
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.columns import plain
from munshi.orders.kept import Payment
from munshi.orders.models import Order, OrderLine, OrderMove
from munshi.orders.serving.rules import ANY_REASON, REASONS
from munshi.orders.statuses import REOPENED, Status
from munshi.outcomes import Outcome
from munshi.owner.rights import must_see_sales
from munshi.owner.rules import Days, before, is_drawn, named_days

BEST = 5
RUN_OUT = 10
LOW_FOR_DAYS = 3

LAST_MOVE = (
    select(func.max(OrderMove.position))
    .where(OrderMove.business_id == Order.business_id, OrderMove.order_id == Order.id)
    .correlate(Order)
    .scalar_subquery()
)
WAS_DELIVERED = (
    select(OrderMove.position)
    .where(
        OrderMove.business_id == Order.business_id,
        OrderMove.order_id == Order.id,
        OrderMove.status == Status.DELIVERED,
    )
    .correlate(Order)
    .exists()
)
WAY_IT_CAME = (  # of the last payment that was for the order
    select(AccountEntry.way)
    .where(
        AccountEntry.business_id == Order.business_id,
        AccountEntry.person_id == Order.person_id,
        AccountEntry.order_reference == Order.reference,
        AccountEntry.kind == Kind.PAYMENT,
        AccountEntry.way.in_([str(way) for way in Payment]),
    )
    .order_by(AccountEntry.id.desc())
    .limit(1)
    .correlate(Order)
    .scalar_subquery()
)


def summary(session: Session, caller: Caller, first: date | None, last: date | None) -> Outcome[Any]:
    """Orders and sums of the days, or of today, by way of payment; the best sellers, what was cancelled and why.

    Of a week or more there is a `picture`.
    """
    must_see_sales(caller)
    business = caller.business
    days = named_days(first, last, clock.now_in(business.timezone).date())
    earlier = before(days)
    number, paise = _sold(session, business, days)
    before_number, before_paise = _sold(session, business, earlier)
    facts = {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "before": {"first": earlier.first.isoformat(), "last": earlier.last.isoformat()},
        "orders": number,
        "total_paise": paise,
        "orders_before": before_number,
        "total_before_paise": before_paise,
        "payments": _by_payment(session, business, days),
        "came": _came(session, business, days),
        **_of_khatas(session, business, days),
        "cancelled": _cancelled(session, business, days),
        "open": _open(session, business, days),
        **_later(session, business, days),
        "best": _best(session, business, days),
        "run_out": _run_out(session, business),
        "picture": _picture(business, days) if number and is_drawn(days) else None,
    }
    return Outcome[str](outcome="sold" if number else "nothing_sold", facts=facts)


def by_day(session: Session, business: Business, days: Days) -> list[int]:
    """What each of the days came to, in paise."""
    day = func.date(func.timezone(business.timezone, Order.placed_at))
    query = select(day, func.sum(Order.total_paise)).where(*_kept(business, days)).group_by(day)
    sums: dict[date, int] = dict(session.execute(query).all())
    return [int(sums.get(each, 0)) for each in days.each()]


def _picture(business: Business, days: Days) -> str:
    """Where the books have the picture."""
    wanted = f"from={days.first.isoformat()}&to={days.last.isoformat()}"
    return f"/api/businesses/{business.id}/sales/picture?{wanted}"


def _sold(session: Session, business: Business, days: Days) -> tuple[int, int]:
    """How many orders were placed and not cancelled, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Order.total_paise), 0))
    number, paise = session.execute(query.where(*_kept(business, days))).one()
    return int(number), int(paise)


def _by_payment(session: Session, business: Business, days: Days) -> list[dict[str, Any]]:
    """How the orders were to be paid, or were paid, the largest sum first; None where nobody said and nothing came."""
    total = func.sum(Order.total_paise)
    way = func.coalesce(Order.payment, WAY_IT_CAME).label("way")
    query = select(way, func.count(), total).where(*_kept(business, days))
    query = query.group_by(way).order_by(total.desc())
    return [
        {"payment": payment, "orders": number, "total_paise": int(paise)}
        for payment, number, paise in session.execute(query)
    ]


def _came(session: Session, business: Business, days: Days) -> list[dict[str, Any]] | None:
    """What was paid in the days, by its way, the largest sum first; None where no payments are kept."""
    if BILLING not in business.skills:
        return None
    ways = came_in(session, business.id, *_moments(business, days))
    return [
        {"way": way, "paise": paise}
        for way, paise in sorted(ways.items(), key=lambda each: -each[1])
        if paise
    ]


def _of_khatas(session: Session, business: Business, days: Days) -> dict[str, Any]:
    """What was billed for repairs, and what went on khata, by hand too; nothing where no khata is kept."""
    if BILLING not in business.skills:
        return {}
    start, end = _moments(business, days)
    number, paise = billed(session, business.id, start, end)
    on_khata = sum(each for _, each in given(session, business.id, start, end))
    return {"repairs": number, "repairs_paise": paise, "given_paise": on_khata}


def _cancelled(session: Session, business: Business, days: Days) -> list[dict[str, Any]]:
    """How many orders were cancelled for which reason; none is given where the customer did it.

    One that its customer took back to change it, and a sale that was taken back, are none of these.
    """
    query = (
        select(OrderMove.reason, func.count())
        .join(Order, (Order.business_id == OrderMove.business_id) & (Order.id == OrderMove.order_id))
        .where(*_placed(business, days), Order.status == Status.CANCELLED, OrderMove.position == LAST_MOVE)
        .where(OrderMove.reason.is_distinct_from(REOPENED), ~WAS_DELIVERED)
        .group_by(OrderMove.reason)
        .order_by(func.count().desc())
    )
    cancelled: dict[str | None, int] = {}
    for reason, number in session.execute(query):
        known = reason if reason is None or reason in REASONS else ANY_REASON
        cancelled[known] = cancelled.get(known, 0) + number
    return [{"reason": reason, "orders": number} for reason, number in cancelled.items()]


def _open(session: Session, business: Business, days: Days) -> int:
    """Orders that are not delivered yet."""
    query = select(func.count()).where(*_kept(business, days), Order.status != Status.DELIVERED)
    return session.scalar(query) or 0


def _later(session: Session, business: Business, days: Days) -> dict[str, int]:
    """Of the orders of these days those that are wanted on a later one, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Order.total_paise), 0))
    wanted = Order.wanted["day"].astext > days.last.isoformat()
    number, paise = session.execute(
        query.where(*_kept(business, days), Order.status != Status.DELIVERED, wanted)
    ).one()
    return {"later": int(number), "later_paise": int(paise)}


def _kept(business: Business, days: Days) -> Sequence[Any]:
    return (*_placed(business, days), Order.status != Status.CANCELLED)


def _placed(business: Business, days: Days) -> Sequence[Any]:
    start, end = _moments(business, days)
    return (Order.business_id == business.id, Order.placed_at >= start, Order.placed_at < end)


def _moments(business: Business, days: Days) -> tuple[datetime, datetime]:
    """From when until before when, in the business's zone."""
    zone = clock.now_in(business.timezone).tzinfo
    return (
        datetime.combine(days.first, time(), zone),
        datetime.combine(days.last + timedelta(days=1), time(), zone),
    )


def _best(session: Session, business: Business, days: Days) -> list[dict[str, Any]]:
    """The goods that brought the most, with how much of them was sold."""
    amount = func.sum(OrderLine.amount_paise)
    query = (
        select(OrderLine.sku, OrderLine.unit, func.sum(OrderLine.quantity), amount)
        .join(Order, (Order.business_id == OrderLine.business_id) & (Order.id == OrderLine.order_id))
        .where(*_kept(business, days), OrderLine.dropped.is_(False))
        .group_by(OrderLine.sku, OrderLine.unit)
        .order_by(amount.desc(), OrderLine.sku)
        .limit(BEST)
    )
    rows = session.execute(query).all()
    products = catalogue.get_many(session, business.id, [sku for sku, *_ in rows])
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


def _run_out(session: Session, business: Business) -> list[dict[str, str]]:
    """What cannot be sold now."""
    products = catalogue.everything(session, business.id)
    left = stock.all_on_hand(session, business.id)
    now = clock.now()
    gone = [
        product
        for product in products
        if not product.is_on_sale(now)
        or ((there := left.get(product.sku)) is not None and there < product.step)
    ]
    return [product.name for product in gone[:RUN_OUT]]
