"""An amount behind *below* is the price of what is asked for: it counts nothing, and what costs as much is too dear."""

import pytest

from munshi.orders.price_limits import limit_in
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


@pytest.mark.parametrize(
    ("said", "paise"),
    [
        ("anything below 80?", 7999),
        ("which items cost less than 80 rupees", 7999),
        ("under ₹1,000 what do you have", 99999),
        ("within rs 100", 10000),
        ("80 se kam me kya milega", 7999),
        ("80 rupaye ke andar kuch hai", 8000),
        ("80 रुपये से कम में क्या है", 7999),
        ("80 के अंदर क्या मिलेगा", 8000),
        ("80 idli", None),
        ("delivery within 30 minutes?", None),
        ("100 se kam ke order par delivery hai kya", None),
        ("kam se kam 80 plate", None),
    ],
)
def test_a_price_limit_is_read_of_words_that_name_one(said: str, paise: int | None) -> None:
    assert limit_in(said) == paise


@pytest.mark.parametrize("said", ["anything below 180?", "180 se kam me kuch hai", "180 से कम में क्या मिलेगा"])
@pytest.mark.parametrize("question", ["", "take_shown"])
def test_a_price_limit_is_no_amount_of_what_was_shown(guest: Customer, said: str, question: str) -> None:
    guest.do("/menu")
    line = {"name": None, "quantity": "180", "unit": None, "pack": None, "op": None}
    heard = guest.do(
        "/answers", question=question, reading=reading(said, "place_order", [value("order_line", line)])
    )
    assert heard.facts["page"] == "view_menu", heard
    rows = heard.facts["answer"]["facts"]["rows"]
    assert rows
    assert all(row["price_paise"] < 18000 for row in rows)
    assert not guest.do("/cart/view").facts.get("lines")


@pytest.mark.parametrize(
    "said", ["no no. I mean what costs less than 80?", "nahi nahi. 80 se kam me kya hai?"]
)
def test_a_no_before_the_question_refuses_what_was_offered(guest: Customer, said: str) -> None:
    heard = guest.do("/answers", question="accept_offer", reading=reading(said, "ask_price"))
    assert heard.facts["page"] == "place_order"
    assert "80" in heard.facts["rest"]
