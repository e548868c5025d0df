"""The owner's evening message: what the day sold and brought in, what went on khata, and what runs low."""

import logging
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.accounts import prepaid, reminding
from munshi.billing.accounts.came import came_in
from munshi.billing.accounts.daybook import billed, given
from munshi.billing.accounts.facts import Facts, customer_facts
from munshi.billing.accounts.looking import debtors
from munshi.billing.accounts.outcomes import Notice
from munshi.billing.accounts.sections import AccountSections
from munshi.billing.accounts.terms import SKILL
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.notices import service as notices
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.owner import sales
from munshi.people.rules import Role

EVENING: Notice = "khata_evening"
OLDEST = 3
LATE = timedelta(hours=3)  # so long after its hour it still goes out, where nobody was there to send it

log = logging.getLogger(__name__)


def keep_khatas_everywhere() -> None:
    """Reminds and tells the day's figures where it is time, each business in a transaction of its own."""
    with database.transaction() as session:
        ids = [business.id for business in business_service.all_of_them(session) if SKILL in business.skills]
    for business_id in ids:
        try:
            _keep(business_id)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("The khatas of %s could not be looked after.", business_id)


def _keep(business_id: str) -> None:
    with database.transaction() as session:
        business = business_service.get(session, business_id)
        if business is not None:
            reminding.remind_by_plan(session, business)
            tell_the_day(session, business)


def tell_the_day(session: Session, business: Business) -> None:
    """Has the owners told, once a day, from the business's hour on."""
    wished = of(business, AccountSections).evening_message
    now = clock.now_in(business.timezone)
    if wished is None:
        return
    due = datetime.combine(now.date(), time.fromisoformat(wished.at), now.tzinfo)
    if due <= now < due + LATE:
        key = f"khata:{EVENING}:{now.date()}"
        notices.tell_role(session, business.id, Role.OWNER, EVENING, key, **day_facts(session, business, now))


def day_facts(session: Session, business: Business, now: datetime) -> Facts:
    """The figures of the day until now."""
    start = datetime.combine(now.date(), time(), ZoneInfo(business.timezone))
    number, sold = _sold(session, business.id, start)
    came = came_in(session, business.id, start)
    return {
        "khata_business": business.name,
        "khata_day": now.date().isoformat(),
        "khata_orders": number,
        "khata_sales_paise": sold,
        "khata_cash_paise": came.get("cash", 0),
        "khata_upi_paise": came.get("upi", 0),
        "khata_other_paise": sum(paise for way, paise in came.items() if way not in ("cash", "upi")),
        "khata_given_paise": sum(paise for _, paise in given(session, business.id, start)),
        "khata_repairs": list(billed(session, business.id, start)),
        "khata_received_paise": sum(came.values()),
        "khata_total_paise": prepaid.outstanding(session, business.id)[1],
        "khata_oldest": [
            customer_facts(session, business, person, paise)
            for person, paise in debtors(session, business.id, OLDEST)
        ],
        "khata_low": sales.running_low(session, business.id, now),
    }


def _sold(session: Session, business_id: str, start: datetime) -> tuple[int, int]:
    """How many orders were placed and stand, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Order.total_paise), 0)).where(
        Order.business_id == business_id, Order.placed_at >= start, Order.status != Status.CANCELLED
    )
    number, paise = session.execute(query).one()
    return int(number), int(paise)
