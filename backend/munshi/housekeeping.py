"""What the books do by themselves, now and then."""

import asyncio
import logging

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from munshi import database, idempotency

PAUSE_SECONDS = 6 * 60 * 60

log = logging.getLogger(__name__)


async def keep_house() -> None:
    """Tidies up, again and again, until it is cancelled; several processes may do so at once."""
    while True:
        try:
            await anyio.to_thread.run_sync(tidy_up)
        except SQLAlchemyError:
            log.warning("The books could not be tidied up; this is tried again later.", exc_info=True)
        await asyncio.sleep(PAUSE_SECONDS)


def tidy_up() -> None:
    """Removes what nobody can ask for any more."""
    with database.transaction() as session:
        idempotency.forget_old_answers(session)
