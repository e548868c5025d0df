"""What the books do by themselves, now and then."""

import asyncio
import logging

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from munshi import database, idempotency
from munshi.access import service as access
from munshi.catalogue import renewal
from munshi.leave import accruing

PAUSE_SECONDS = 6 * 60 * 60

log = logging.getLogger(__name__)


async def keep_house() -> None:
    """Tidies up, again and again, until it is cancelled; several processes may do so at once.

    What an update of the program makes necessary is done once, at the start.
    """
    updated = False
    while True:
        try:
            if not updated:
                await anyio.to_thread.run_sync(bring_up_to_date)
                updated = True
            await anyio.to_thread.run_sync(tidy_up)
            await anyio.to_thread.run_sync(accruing.accrue_everywhere)
        except SQLAlchemyError:
            log.warning("The books could not be tidied up; this is tried again later.", exc_info=True)
        await asyncio.sleep(PAUSE_SECONDS)


def bring_up_to_date() -> None:
    """Renews what the books keep by rules of the program that may have changed."""
    if renewed := renewal.renew():
        log.info("The names of %s products were heard anew.", renewed)


def tidy_up() -> None:
    """Removes what nobody can ask for any more."""
    with database.transaction() as session:
        idempotency.forget_old_answers(session)
        access.forget_old(session)
