"""What a name means on the shelf of a business: what is near at hand first, then anything in the shop."""

import pytest
from sqlalchemy import text

from munshi.orders.shelf import StockedShelf
from tests.backend.books import KIRANA, opened

RESTAURANT = "annapurna-bhojanalay"
HALF, FULL = "SHAHI-PANEER#Half", "SHAHI-PANEER#Full"


@pytest.fixture(autouse=True)
def _books(books: None) -> None:
    """The demonstration businesses."""


def test_a_word_means_what_is_near_before_anything_in_the_shop() -> None:
    with opened() as session:
        shelf = StockedShelf(session, RESTAURANT)
        assert len(shelf.meant("paneer").items) > 1
        near = shelf.meant("paneer", near=[HALF])
    assert ([item.key for item in near.items], near.sure, near.near) == ([HALF], True, True)


def test_the_other_portion_of_what_is_near_is_near() -> None:
    with opened() as session:
        assert [item.key for item in StockedShelf(session, RESTAURANT).meant("full", near=[HALF]).items] == [
            FULL
        ]


def test_the_nearest_shelf_comes_first() -> None:
    with opened() as session:
        shelf = StockedShelf(session, RESTAURANT)
        found = shelf.meant("paneer", near=[["PALAK-PANEER#Half"], [HALF]])
    assert [item.key for item in found.items] == ["PALAK-PANEER#Half"]


def test_what_is_near_does_not_take_what_is_named_otherwise() -> None:
    with opened() as session:
        found = StockedShelf(session, KIRANA).meant("amul butter", near=["MILK-AMUL-500"])
    assert {item.sku for item in found.items} == {"BUTTER-AMUL-100", "BUTTER-AMUL-500"}


def test_a_portion_is_meant_with_its_dish() -> None:
    with opened() as session:
        found = StockedShelf(session, RESTAURANT).meant("aadha shahi paneer")
    assert ([item.key for item in found.items], found.sure) == ([HALF], True)


def test_what_is_over_comes_back_with_what_is_meant() -> None:
    with opened() as session:
        found = StockedShelf(session, KIRANA).meant("cheeni alag rakh dena")
    assert ([item.sku for item in found.items], found.left) == (["CHEENI-LOOSE"], "alag rakh dena")


def test_what_speaks_against_it_is_never_sure() -> None:
    with opened() as session:
        found = StockedShelf(session, KIRANA).meant("sugar free cheeni")
    assert (found.sure, found.against, found.strong) == (False, True, frozenset())


def test_what_is_gone_from_the_books_since_the_shelf_was_read_is_unknown() -> None:
    with opened() as session:
        assert StockedShelf(session, RESTAURANT).meant("shahi paneer").items
        called = "UPDATE products SET sku = 'GONE' WHERE business_id = :shop AND sku = 'SHAHI-PANEER'"
        session.execute(text(called), {"shop": RESTAURANT})
        session.expunge_all()  # as in the transaction of another message
        meant = StockedShelf(session, RESTAURANT).meant("shahi")
    assert (meant.items, meant.left) == ((), "shahi")
