"""Who says what they have to spend is told what there is for it; an occasion is no article."""

import pytest

from munshi.orders.price_limits import budget_in
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


@pytest.mark.parametrize(
    ("said", "paise"),
    [
        ("party of 25 people, budget 2500, what can you suggest", 250000),
        ("mera budget sirf 300 hai, kya milega", 30000),
        ("500 ka budget hai", 50000),
        ("ek gift dena h 500 tak me kya aa jayega", 50000),
        ("500 rupaye me gift ke liye kya mithai mil jayegi", 50000),
        ("500 रुपये में क्या मिलेगा", 50000),
        ("aadha kilo 500 me de do", None),
        ("25 tak bhej dena", None),
        ("budget 25 people", None),
    ],
)
def test_a_budget_is_read_of_words_that_name_one(said: str, paise: int | None) -> None:
    assert budget_in(said) == paise


@pytest.mark.parametrize("question", ["", "take_shown", "confirm_order"])
@pytest.mark.parametrize(
    ("said", "asks_shop"),
    [
        ("ek gift dena h 150 tak me kya aa jayega", True),
        ("party for 25 people, budget 150, what can you suggest", True),
        ("150 rupaye me kya milega", False),
    ],
)
def test_what_there_is_within_it_is_shown_and_the_shop_hears_for_whom_it_is(
    priya: Customer, question: str, said: str, asks_shop: bool
) -> None:
    gift = value("order_line", {"name": "gift", "quantity": "150", "unit": None, "pack": None, "op": None})
    heard = priya.do("/answers", question=question, reading=reading(said, "place_order", [gift]))
    assert heard.facts["page"] == "view_menu"
    facts = heard.facts["answer"]["facts"]
    assert facts["rows"]
    assert all(row["price_paise"] <= 15000 for row in facts["rows"])
    assert facts.get("passed") == (said if asks_shop else None)
    assert not priya.do("/cart/view").facts.get("lines")
