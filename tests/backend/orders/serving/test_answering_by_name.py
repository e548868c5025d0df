"""Words that begin with whom they answer are shown before they are sent, whatever sum stands in them."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import of, tells


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("reply to priya: azithral is there 118 rs", "azithral is there 118 rs"),
        ("message Priya 118 rs ka hai", "118 rs ka hai"),
    ],
)
def test_a_sum_in_an_answer_is_no_payment(
    ramesh: Customer, priya: Customer, reference: str, words: str, sent: str
) -> None:
    shown = of(tells(ramesh, words, said="record_payment"))
    assert shown.outcome.startswith("confirm_")
    assert shown.facts["order_words"] == sent


def test_nobody_who_is_known_hears_nothing(ramesh: Customer, priya: Customer, reference: str) -> None:
    answer = tells(ramesh, "reply to zoravar: 118 rs ka hai", said="nlu_fallback").facts.get("answer", {})
    assert "order_words" not in answer.get("facts", {})
