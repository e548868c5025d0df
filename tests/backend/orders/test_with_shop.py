"""A question that the shop was asked is said to be still with it, until the shop has sent a word."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told


@pytest.mark.parametrize("said", ["sugar free ka kya hua", "what about sugar free?", "sugar free का क्या हुआ"])
def test_what_is_asked_after_is_still_with_the_shop(priya: Customer, said: str) -> None:
    assert told(priya, "dukan wale se pucho sugar free laddu hai kya", "ask_availability")
    still = told(priya, said, "ask_availability")
    assert still
    assert (still.outcome, "sugar free" in still.facts["order_words"]) == ("still_with_shop", True)


def test_what_nobody_has_asked_is_with_nobody(priya: Customer) -> None:
    answer = told(priya, "sugar free ka kya hua", "ask_availability")
    assert answer is None or answer.outcome != "still_with_shop"
