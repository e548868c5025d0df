"""What the books do by themselves, now and then."""

import asyncio
import logging
from collections.abc import Callable

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from munshi import database, idempotency
from munshi.access import service as access
from munshi.approvals import escalating
from munshi.handoffs import taking_back
from munshi.leave.balances import posting
from munshi.orders.serving import reminding
from munshi.undoing import acts

PAUSE_SECONDS = 6 * 60 * 60
ESCALATION_PAUSE_SECONDS = 3 * 60  # what is overdue waits no longer than this beyond its hours
TAKING_BACK_PAUSE_SECONDS = 30
REMINDING_PAUSE_SECONDS = 20

log = logging.getLogger(__name__)


async def keep_house() -> None:
    """Tidies up, again and again, until it is cancelled; several processes may do so at once."""
    while True:
        if await _done(tidy_up):
            await _done(posting.accrue_everywhere)
        await asyncio.sleep(PAUSE_SECONDS)


async def hand_on_what_is_overdue() -> None:
    """Gives what nobody decided in time to somebody else, again and again, until it is cancelled."""
    while True:
        await _done(escalating.escalate_everywhere)
        await asyncio.sleep(ESCALATION_PAUSE_SECONDS)


async def take_back_conversations() -> None:
    """Has the bot lead again where the business has not written for its waiting time, until it is cancelled."""
    while True:
        await _done(taking_back.take_back_everywhere)
        await asyncio.sleep(TAKING_BACK_PAUSE_SECONDS)


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
