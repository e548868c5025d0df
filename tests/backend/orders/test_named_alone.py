"""Goods that are named and nothing else are asked for, whatever the reading makes of the message."""

from typing import Any

import pytest

from munshi.orders.goods_asked import _once
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told


@pytest.mark.parametrize("said", ["maggi hai?", "maggi h kya bhaiya", "got maggi", "क्या मैगी है", "Maggi"])
def test_goods_alone_are_asked_for(priya: Customer, said: str) -> None:
    found = told(priya, said)
    assert found
    assert found.outcome == "there", found
    assert {row["name"]["en"] for row in found.facts["rows"]} == {"Maggi noodles"}


@pytest.mark.parametrize(
    "said", ["maggi ne pet kharab kar diya", "cricket hai?", "hai kya", "maggi hai" + " na" * 20]
)
def test_what_says_more_or_names_nothing_does_not(priya: Customer, said: str) -> None:
    found = told(priya, said)
    assert found is None or found.outcome == "ask_unclear"


def test_what_was_asked_for_can_be_ordered_in_a_word(priya: Customer) -> None:
    told(priya, "maggi hai?")
    reading = {"text": "haan do", "intents": [{"name": "affirm", "confidence": 0.9}]}
    answer = priya.do("/answers", question="take_shown", reading=reading)
    assert answer.outcome == "taken"


def test_in_a_cart_that_waits_it_is_asked_all_the_same(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    found = told(priya, "maggi hai kya")
    assert found
    assert found.outcome == "there"


def test_what_is_sold_out_is_replaced_by_no_second_choice_of_what_is_named_too() -> None:
    rows: list[dict[str, Any]] = [
        {"choice": "PANEER"},
        {"choice": "PANEER"},
        {"choice": None},
        {"choice": "MAGGI"},
    ]
    assert [row["choice"] for row in _once(rows)] == ["PANEER", None, None, "MAGGI"]


@pytest.mark.parametrize("said", ["maggi hai?", "is maggi there?", "मैगी है?"])
def test_a_question_of_goods_alone_is_no_order_whatever_it_seems(priya: Customer, said: str) -> None:
    found = told(priya, said, "place_order")
    assert found
    assert found.outcome == "there"
    assert told(priya, "maggi dena", "place_order") is None
