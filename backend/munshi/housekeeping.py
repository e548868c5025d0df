"""What the books do by themselves, now and then."""

import asyncio
import logging
from collections.abc import Callable

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from munshi import database, idempotency
from munshi.access import service as access
from munshi.approvals import escalating
from munshi.billing.accounts import evening
from munshi.billing.payments import keeping as payments
from munshi.handoffs import taking_back
from munshi.leave.balances import posting
from munshi.orders.serving import reminding
from munshi.rights import erasing, retention
from munshi.service.tickets import overdue
from munshi.service.visits import displacing
from munshi.undoing import acts

PAUSE_SECONDS = 6 * 60 * 60
ESCALATION_PAUSE_SECONDS = 3 * 60  # what is overdue waits no longer than this beyond its hours
TAKING_BACK_PAUSE_SECONDS = 30
VISITS_PAUSE_SECONDS = 30
PAYMENT_NEWS_PAUSE_SECONDS = 2
GATEWAYS_PAUSE_SECONDS = 30
KHATA_PAUSE_SECONDS = 60  # reminders and the evening message are no later than this
REMINDING_PAUSE_SECONDS = 20

log = logging.getLogger(__name__)


async def keep_house() -> None:
    """Tidies up, again and again, until it is cancelled; several processes may do so at once."""
    while True:
        if await _done(tidy_up):
            await _done(posting.accrue_everywhere)
            await _done(retention.run_everywhere)
        await asyncio.sleep(PAUSE_SECONDS)


async def hand_on_what_is_overdue() -> None:
    """Gives what nobody decided in time to somebody else, again and again, until it is cancelled."""
    while True:
        await _done(escalating.escalate_everywhere)
        await _done(overdue.look_everywhere)
        await _done(erasing.erase_due)
        await asyncio.sleep(ESCALATION_PAUSE_SECONDS)


async def take_back_conversations() -> None:
    """Has the bot lead again where the business has not written for its waiting time, until it is cancelled."""
    while True:
        await _done(taking_back.take_back_everywhere)
        await asyncio.sleep(TAKING_BACK_PAUSE_SECONDS)


async def look_after_visits() -> None:
    """Offers visits again whose technician is away, and proposes what is due, until it is cancelled."""
    while True:
        await _done(displacing.see_to_visits)
        await asyncio.sleep(VISITS_PAUSE_SECONDS)


async def follow_payment_news() -> None:
    """Hears what the connector was told of payments, again and again, until it is cancelled."""
    while True:
        await _done(payments.follow_news)
        await asyncio.sleep(PAYMENT_NEWS_PAUSE_SECONDS)


async def follow_gateways() -> None:
    """Asks the gateways what waits for them, again and again, until it is cancelled."""
    while True:
        await _done(payments.follow_what_waits)
        await asyncio.sleep(GATEWAYS_PAUSE_SECONDS)


async def look_after_khatas() -> None:
    """Sends the reminders and the evening messages that are due, again and again, until it is cancelled."""
    while True:
        await _done(evening.keep_khatas_everywhere)
        await asyncio.sleep(KHATA_PAUSE_SECONDS)


async def remind_of_orders() -> None:
    """Reminds of orders and questions that nobody has answered in time, again and again, until it is cancelled."""
    while True:
        await _done(reminding.remind_everywhere)
        await asyncio.sleep(REMINDING_PAUSE_SECONDS)


async def _done(work: Callable[[], None]) -> bool:
    """Does the work beside what people wait for; whether the database let it."""
    try:
        await anyio.to_thread.run_sync(work)
    except SQLAlchemyError:
        log.warning("The books could not be tidied up; this is tried again later.", exc_info=True)
        return False
    return True


def tidy_up() -> None:
    """Removes what nobody can ask for any more."""
    with database.transaction() as session:
        idempotency.forget_old_answers(session)
        access.forget_old(session)
        acts.forget_old(session)
