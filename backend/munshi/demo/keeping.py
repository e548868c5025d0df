"""Keeps what is said in the demonstration beside the saying, so that nobody waits for it."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from munshi.demo import kept
from munshi.demo.simulator import Simulator
from munshi.demo.state import Changes

PAUSE_SECONDS = 0.3

log = logging.getLogger(__name__)


async def remember(simulator: Simulator) -> None:
    """Brings back what was said before the process began, and goes on delivering what was under way."""
    changes = simulator.state.changes = simulator.shelf.changes = Changes()
    try:
        files = await run_in_threadpool(kept.load, simulator.state, simulator.now())
    except SQLAlchemyError:
        log.warning("The chats of the demonstration could not be read; they begin anew.", exc_info=True)
        return
    for file in files:
        simulator.shelf.keep(file)
    changes.files.clear()
    simulator.resume()


async def keep(simulator: Simulator) -> None:
    """Keeps what changes, again and again, until it is cancelled."""
    while True:
        await asyncio.sleep(PAUSE_SECONDS)
        await keep_now(simulator)


async def keep_now(simulator: Simulator) -> None:
    """Keeps what has changed so far; what could not be kept is kept the next time."""
    changes = simulator.state.changes
    if changes is None or not changes:
        return
    simulator.state.changes = simulator.shelf.changes = Changes()
    try:
        await run_in_threadpool(kept.save, changes)
    except SQLAlchemyError:
        log.warning("The chats of the demonstration could not be kept; this is tried again.", exc_info=True)
        newer = simulator.state.changes
        simulator.state.changes = simulator.shelf.changes = changes.followed_by(newer)
