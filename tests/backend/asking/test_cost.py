"""Whoever listens to a message looks at its words first: most messages cost the books next to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from munshi.asking.reading import Asked, Reading
from munshi.asking.service import hear
from munshi.business import service as businesses
from munshi.callers import Caller
from munshi.people import service as people
from tests.backend.books import KIRANA, PRIYA, opened

MOST = 8  # statements; each listener that asks before it looks adds one to every message


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def see(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", see)
    yield statements
    event.remove(engine, "before_cursor_execute", see)


@pytest.mark.parametrize("text", ["2 kilo aata aur 1 packet namak bhej do", "kya kya milta hai"])
def test_a_plain_wish_is_left_after_few_questions_to_the_books(own_books: Engine, text: str) -> None:
    reading = Reading(text, [("place_order", 0.95)])
    with opened() as session:
        person, business = people.find(session, KIRANA, PRIYA), businesses.get(session, KIRANA)
        assert person
        assert business
        caller = Caller(business, person, people.roles_of(business, person))
        with counted(session.get_bind().engine) as statements:
            assert hear(session, caller, Asked(""), reading).outcome == "left"
    assert len(statements) <= MOST, "\n".join(statements)
