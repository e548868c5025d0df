"""A price of a later day changes nothing today, and that is said."""

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import KIRANA_NUMBER
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import of, tells

OWNER = "919000000001"


@pytest.mark.parametrize(
    "words",
    [
        "kal se maida 42 ka",
        "maida kal se 42 rupaye kilo",
        "parso se maida ka rate 42",
        "कल से मैदा 42 का",
    ],
)
def test_a_price_of_a_later_day_is_not_written_today(books: None, client: TestClient, words: str) -> None:
    answer = of(tells(Customer(client, OWNER, KIRANA_NUMBER), words, said="update_stock"))
    assert answer.outcome == "later_price"


@pytest.mark.parametrize("words", ["maida 42 ka", "maida kal se nahi milega", "maida 42 rupaye kal tak"])
def test_what_is_of_today_or_no_price_is_left(books: None, client: TestClient, words: str) -> None:
    assert tells(Customer(client, OWNER, KIRANA_NUMBER), words, said="update_stock").outcome == "left"
