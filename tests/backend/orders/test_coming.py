"""When goods come that were not ordered: the shelf knows it, or the shop is asked."""

from datetime import timedelta

import pytest

from munshi import clock, database
from munshi.catalogue import service as catalogue
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told

ASKED = [
    "amul paneer kab aayega?",
    "when will amul paneer come?",
    "अमूल पनीर कब आएगी",
    "amul paneer kab milegi",
]


def runs_out(days: int | None = None) -> None:
    """Amul paneer is out with nothing instead, until then or nobody knows how long."""
    with database.transaction() as session:
        product = catalogue.get(session, KIRANA, "PANEER-AMUL-200")
        assert product
        product.available, product.substitute = False, None
        product.out_until = clock.now() + timedelta(days=days) if days else None


@pytest.mark.parametrize("said", ASKED)
def test_when_goods_come_that_are_out_is_told_from_the_books(priya: Customer, said: str) -> None:
    runs_out(3)
    found = told(priya, said, "track_order")
    assert found
    assert found.outcome == "not_there"
    assert found.facts["rows"][0]["until"]
    assert not found.facts["only_shop"]


@pytest.mark.parametrize("said", ASKED)
def test_what_nobody_has_written_down_the_shop_can_be_asked(priya: Customer, said: str) -> None:
    runs_out()
    found = told(priya, said, "track_order")
    assert found
    assert (found.outcome, found.facts["only_shop"]) == ("not_there", said)


@pytest.mark.parametrize("said", ["when will it come?", "kab aayega", "कब आएगा"])
def test_what_was_just_said_to_be_out_is_meant_without_its_name(priya: Customer, said: str) -> None:
    assert told(priya, said, "track_order") is None
    runs_out()
    told(priya, "amul paneer hai?")
    found = told(priya, said, "track_order")
    assert found
    assert (found.outcome, found.facts["only_shop"]) == ("not_there", said)


@pytest.mark.parametrize("said", ["cheeni kab aayegi", "kab aayega", "mera order kab aayega"])
def test_who_waits_for_an_order_asks_of_it(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    runs_out()
    found = told(priya, said, "track_order")
    assert found is None or found.outcome not in ("there", "not_there")


def test_what_is_offered_instead_of_what_is_out_is_no_yes(priya: Customer) -> None:
    found = priya.do("/goods/availability", lines=[{"name": "thums up"}])
    assert found.outcome == "not_there"
    assert found.facts["rows"][0]["substitute"]
