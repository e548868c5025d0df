"""Whether the database has the assistant's tables; the embedded one, which is ours, is brought up to date."""

import psycopg

from engine import database
from engine.launch import steps
from engine.launch.environment import environment


class NotPrepared(Exception):
    """The database cannot be used as it is; the message says what to do."""


def prepared_database() -> str:
    """The libpq URL of a database that has the tables. Raises NotPrepared, DatabaseError or Stop."""
    from engine.settings import settings

    url = database.url()
    database.check(url)
    if _has_tables(url):
        return url
    if settings.database_url:
        raise NotPrepared(
            "The database of DATABASE_URL lacks the assistant's tables; run `make run` once, "
            "or `.venv/bin/python -m alembic upgrade heads` in backend/."
        )
    steps.migrate(environment(settings, url), settings.state_dir / "logs")
    return url


def _has_tables(url: str) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('assistant.tracker_events')").fetchone()
        return row is not None and row[0] is not None
