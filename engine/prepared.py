"""Whether the database has the assistant's tables; the embedded one, which is ours, is brought up to date."""

import psycopg

from engine import database
from engine.launch import steps
from engine.launch.environment import environment


class NotPrepared(Exception):
    """The database cannot be used as it is; the message says what to do."""


def prepared_database(named: str | None) -> str:
    """The libpq URL of a database with the tables: the one that is named, else the one of the settings.

    Raises NotPrepared, DatabaseError or Stop.
    """
    from engine.settings import settings

    url = named or database.url()
    database.check(url)
    if _has_tables(url):
        return url
    if named or settings.database_url:
        raise NotPrepared(
            "The database lacks the assistant's tables; run `make run` once, "
            "or `.venv/bin/python -m alembic upgrade heads` in backend/."
        )
    steps.migrate(environment(settings, url), settings.state_dir / "logs")
    return url


def _has_tables(url: str) -> bool:
    with psycopg.connect(url, **database.CONNECT_WITHIN) as connection:
        row = connection.execute("SELECT to_regclass('assistant.tracker_events')").fetchone()
        return row is not None and row[0] is not None
