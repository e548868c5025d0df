"""The connection to PostgreSQL: one pool for the process, one transaction for each request."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

THREADS = 20  # requests handled at once; each holds at most one connection
KEPT_CONNECTIONS = 5
PREPARED_STATEMENTS = 500  # kept for each connection; a message may run any of several hundred
CONNECT_WITHIN_SECONDS = 3
ANSWER_WITHIN_SECONDS = 8.0  # to one statement; the actions wait for ten
LOOK_EVERY_SECONDS = 0.1  # for Ctrl-C and the like

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


class Base(DeclarativeBase):
    """Every table of the books. But for the businesses themselves, each has `business_id` in its primary key."""

    metadata = MetaData(naming_convention=NAMES)


_sessions: sessionmaker[Session] = sessionmaker(expire_on_commit=False)
KEPT = "rows"  # of a session's notes


def _keep(session: Session, row: object) -> None:
    """A row stays known to its session, which holds it only weakly: by its key it is then read once for a request."""
    session.info.setdefault(KEPT, []).append(row)


event.listen(_sessions, "loaded_as_persistent", _keep)
event.listen(_sessions, "pending_to_persistent", _keep)


def connect(url: str) -> Engine:
    """A pool of connections to the database of the libpq URL, none of them open yet."""
    address = url.replace("postgres://", "postgresql://", 1).replace(
        "postgresql://", "postgresql+psycopg://", 1
    )
    engine = create_engine(
        address,
        pool_size=KEPT_CONNECTIONS,
        max_overflow=THREADS - KEPT_CONNECTIONS,
        pool_timeout=CONNECT_WITHIN_SECONDS,
        pool_use_lifo=True,  # the connection that knows the most statements already, and whose caches are warm
        hide_parameters=True,  # they hold what people said, and errors go to the log
        connect_args={
            "connect_timeout": CONNECT_WITHIN_SECONDS,
            "tcp_user_timeout": CONNECT_WITHIN_SECONDS * 1_000,
            "application_name": "munshi-backend",
        },
    )
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkout", _refuse_what_has_ended)
    return engine


class Patient(psycopg.Connection[Any]):
    """A connection that waits for a database which stands still, but not for ever; it is closed then.

    What was done there all the same is known when it is asked for again, by its idempotency key.
    """

    def wait(self, gen: Any, interval: float = LOOK_EVERY_SECONDS, timeout: float | None = None) -> Any:
        """Consumes psycopg's generator. Raises OperationalError where PostgreSQL does not answer in time."""
        began = time.monotonic()
        try:
            return super().wait(gen, interval, timeout or ANSWER_WITHIN_SECONDS)
        except psycopg.OperationalError:
            if time.monotonic() - began >= ANSWER_WITHIN_SECONDS:
                self.close()
            raise


def _connect(_: Any, __: Any, arguments: list[Any], named: dict[str, Any]) -> Any:
    connection = Patient.connect(*arguments, **named)
    connection.prepared_max = PREPARED_STATEMENTS
    return connection


def _refuse_what_has_ended(connection: Any, *_: Any) -> None:
    """A connection that PostgreSQL has ended is replaced; it shows without asking, as something is there to be read.

    Asking PostgreSQL each time (`pool_pre_ping`) would be one more round trip for every call.
    """
    unread = select.poll()
    unread.register(connection.fileno(), select.POLLIN)
    if unread.poll(0):
        raise InvalidatePoolError("PostgreSQL has ended the connection.")


def use(bind: Engine | Connection, **options: Any) -> None:
    """From now on transactions of this process run there; `options` are a Session's."""
    _sessions.configure(bind=bind, **options)


@contextmanager
def transaction() -> Iterator[Session]:
    """A session whose work is committed at the end, or undone when an exception leaves the block."""
    with _sessions.begin() as session:
        yield session
