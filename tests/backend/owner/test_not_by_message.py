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


@pytest.mark.parametrize(
    "words",
    [
        "bill banana hai, Gopal Sharma ke naam se",
        "गोपाल शर्मा के नाम बिल बना दो",
        "make a bill in the name of Gopal",
    ],
)
def test_that_the_counter_has_no_bill_is_said(books: None, client: TestClient, words: str) -> None:
    answer = of(tells(Customer(client, OWNER, KIRANA_NUMBER), words, said="request_invoice"))
    assert answer.outcome == "counter_bill"


def test_the_bill_of_a_customer_is_no_bill_of_the_counter(books: None, client: TestClient) -> None:
    asked = tells(
        Customer(client, OWNER, KIRANA_NUMBER), "Priya Joshi ke naam ka bill banao", said="request_invoice"
    )
    assert asked.outcome == "left" or asked.facts["answer"]["outcome"] != "counter_bill"


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("invoice priya joshi 300 first-aid kit", "record_credit"),
        ("ask priya joshi to pay 300 for first-aid kit, send her bill", "record_credit"),
        ("ask priya joshi to pay 300 for first-aid kit", "record_credit"),
        ("priya joshi ko 300 ka bill banao first aid kit", "record_credit"),
        ("payment link bhejo priya joshi ko 300 ka", "pay_bill"),
        ("प्रिया को 300 का पेमेंट लिंक भेजो", "pay_bill"),
    ],
)
def test_a_bill_or_a_link_for_a_sum_is_no_credit(
    books: None, client: TestClient, words: str, wish: str
) -> None:
    assert of(tells(Customer(client, OWNER, KIRANA_NUMBER), words, said=wish)).outcome == "counter_bill"


@pytest.mark.parametrize(
    "words",
    [
        "priya joshi ke khate me 300 likho aur bill banao",
        "priya joshi ka 300 likh do, bill bana do",
        "priya joshi ne 300 diye, bill bana do",
    ],
)
def test_what_is_written_or_was_paid_is_still_heard(books: None, client: TestClient, words: str) -> None:
    asked = tells(Customer(client, OWNER, KIRANA_NUMBER), words, said="record_credit")
    assert asked.outcome == "left" or asked.facts["answer"]["outcome"] != "counter_bill"
