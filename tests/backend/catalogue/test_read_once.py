"""A product is read once for a message, however often its goods are named."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from munshi import database
from munshi.catalogue import search
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


def test_a_request_asks_once_which_edition_of_a_shelf_there_is(books: None, engine: Engine) -> None:
    with database.transaction() as session, statements(engine) as asked:
        catalogue.find(session, KIRANA, "cheeni")
        catalogue.find(session, KIRANA, "aalu")
    assert sum("shelf_editions" in each for each in asked) == 1


def test_a_request_that_changes_a_shelf_searches_it_as_it_is_now(books: None) -> None:
    with database.transaction() as session:
        assert not catalogue.find(session, KIRANA, "xylophone").products
        catalogue.get_many(session, KIRANA, ["CHEENI-LOOSE"])["CHEENI-LOOSE"].aliases = ["xylophone"]
        session.flush()
        search.renew(session, KIRANA)
        assert [each.sku for each, _ in catalogue.find(session, KIRANA, "xylophone").products] == [
            "CHEENI-LOOSE"
        ]
