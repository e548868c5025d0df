"""The pool outlives its connections."""

import psycopg
from sqlalchemy import Engine, text

from munshi import database

PID = text("SELECT pg_backend_pid()")


def test_a_connection_that_postgresql_has_ended_is_replaced(own_books: Engine) -> None:
    with database.transaction() as session:
        ended = session.scalar(PID)
    url = own_books.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    with database.transaction() as session:
        assert session.scalar(PID) != ended


def test_a_connection_that_is_well_is_used_again(own_books: Engine) -> None:
    with database.transaction() as session:
        first = session.scalar(PID)
    with database.transaction() as session:
        assert session.scalar(PID) == first
