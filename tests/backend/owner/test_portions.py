"""The prices of both portions of a dish in one message."""

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import Customer, guest
from tests.backend.orders.serving.saying import of, says
from tests.backend.orders.serving.test_asked_for import KAMLA

__all__ = ["guest"]

PRICES = {"Half": 15000, "Full": 26000}


@pytest.mark.parametrize(
    "words",
    [
        "paneer tikka ka rate 260, half 150",
        "paneer tikka half 150 full 260",
        "paneer tikka 260 half 150",
        "पनीर टिक्का फुल 260 हाफ 150",
    ],
)
def test_each_portion_gets_its_own_price(books: None, client: TestClient, words: str) -> None:
    done = of(says(Customer(client, KAMLA, RESTAURANT_NUMBER), words, said="update_stock"))
    assert done.outcome == "updated", done
    assert {row["variant"]["en"]: row["new_price_paise"] for row in done.facts["rows"]} == PRICES


@pytest.mark.parametrize("words", ["paneer tikka half 150", "paneer tikka 260 150", "butter naan 45 50"])
def test_what_does_not_name_both_is_left_to_whoever_hears_it(
    books: None, client: TestClient, words: str
) -> None:
    assert says(Customer(client, KAMLA, RESTAURANT_NUMBER), words, said="update_stock").outcome == "left"
