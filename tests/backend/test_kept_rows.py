"""A row is locked once for a request, and again where the savepoint in which it was locked is undone."""

from sqlalchemy import select

from munshi import database, kept_rows
from munshi.business.models import Business
from tests.backend.books import KIRANA


def test_a_row_is_locked_once_and_again_after_its_savepoint(books: None) -> None:
    asked = 0
    with database.transaction() as session:

        def lock() -> Business:
            nonlocal asked
            asked += 1
            return session.scalars(select(Business).where(Business.id == KIRANA).with_for_update()).one()

        def once() -> Business:
            return kept_rows.once(session, Business, KIRANA, lock)

        savepoint = session.begin_nested()
        assert once() is once()
        assert asked == 1
        savepoint.rollback()
        once()
        assert asked == 2
        with session.begin_nested():
            once()
        assert asked == 2
