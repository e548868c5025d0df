"""A product is read once for a message, however often its goods are named."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from munshi import database
from munshi.catalogue import service as catalogue
from tests.backend.books import KIRANA


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What PostgreSQL is asked meanwhile."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_only_products_that_are_new_to_a_transaction_are_read(books: None, engine: Engine) -> None:
    with database.transaction() as session:
        first = catalogue.get_many(session, KIRANA, ["CHEENI-LOOSE"])
        with statements(engine) as asked:
            again = catalogue.get_many(session, KIRANA, ["CHEENI-LOOSE"])
            both = catalogue.get_many(session, KIRANA, ["CHEENI-LOOSE", "AALU", "NO-SUCH"])
    assert first == again
    assert set(both) == {"CHEENI-LOOSE", "AALU"}
    assert len(asked) == 1
