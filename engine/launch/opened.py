"""The database of this folder, for as long as somebody works with it."""

import contextlib
from collections.abc import Iterator

from engine import database
from engine.settings import Settings


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[str]:
    """The URL of a database that answers; the embedded one ends with its last user. Raises DatabaseError."""
    if settings.database_url:
        database.check(settings.database_url)
        yield settings.database_url
        return
    server = database.embedded(settings.state_dir / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
