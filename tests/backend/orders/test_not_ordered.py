"""What somebody says that they did not order goes out of an open cart, whatever that sounds like."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.readings import hear, reading


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("i did not order sugar", "view_cart"),
        ("sugar i never ordered", "view_cart"),
        ("cheeni nahi mangayi thi", "raise_ticket"),
        ("maine cheeni to mangai hi nahi", "raise_ticket"),
        ("चीनी नहीं मंगाई थी", "raise_ticket"),
    ],
)
def test_what_was_not_ordered_goes_out(priya: Customer, said: str, intent: str) -> None:
    priya.says("6 kg cheeni", "2 kg maida")
    heard = hear(priya, "confirm_order", None, reading(said, intent))
    assert heard
    assert [line["name"]["en"] for line in heard["facts"]["lines"]] == ["Maida"]


@pytest.mark.parametrize(
    "said", ["atta nahi mangaya tha", "cheeni 6 kilo nahi mangai thi", "cheeni nahi mangai thi kya?"]
)
def test_what_is_not_in_the_cart_an_amount_and_a_question_take_nothing_out(
    priya: Customer, said: str
) -> None:
    priya.says("6 kg cheeni", "2 kg maida")
    heard = hear(priya, "confirm_order", None, reading(said, "raise_ticket"))
    assert heard is None or len(heard["facts"].get("lines", [1, 2])) == 2
