"""An update that hears names otherwise does not make a product unfindable."""

import pytest
from sqlalchemy import func, select, text

from munshi import housekeeping
from munshi.catalogue import renewal, service
from munshi.catalogue.models import SearchKey, SearchWord
from munshi.catalogue.rules import Kind
from tests.backend.books import KIRANA, opened

FORGET = (
    "UPDATE search_keys SET key = 'old ' || key, skeleton = 'xx', words = ARRAY['old']",
    "UPDATE search_words SET word = 'old' || word, skeleton = 'xx'",
)


def all_keys() -> set[tuple[str, str, str, str]]:
    with opened() as session:
        kept = select(SearchKey.business_id, SearchKey.sku, SearchKey.key, SearchKey.skeleton)
        return {(business_id, sku, key, bones) for business_id, sku, key, bones in session.execute(kept)}


def kind_of(name: str) -> Kind:
    with opened() as session:
        return service.find(session, KIRANA, name, 3).kind


@pytest.fixture
def old_books(books: None) -> None:
    """Books written by a program with other rules of spelling."""
    with opened() as session:
        for change in FORGET:
            session.execute(text(change))


def test_products_of_old_books_are_found_after_the_start(old_books: None) -> None:
    assert kind_of("fortune besan") is Kind.UNKNOWN
    housekeeping.bring_up_to_date()
    assert kind_of("fortune besan") is Kind.SURE


def test_old_books_become_what_new_ones_are(books: None) -> None:
    new = all_keys()
    with opened() as session:
        for change in FORGET:
            session.execute(text(change))
    assert all_keys().isdisjoint(new)
    renewal.renew()
    assert all_keys() == new
    with opened() as session:
        old = select(func.count()).select_from(SearchWord).where(SearchWord.word.startswith("old"))
        assert session.scalar(old) == 0


def test_books_of_today_are_left_as_they_are(books: None) -> None:
    before = all_keys()
    assert renewal.renew() == 0
    assert all_keys() == before


def test_more_products_than_are_looked_at_together_are_all_renewed(
    old_books: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 7)
    with opened() as session:
        everything = session.scalar(text("SELECT count(*) FROM products"))
    assert renewal.renew() == everything
    assert renewal.renew() == 0
