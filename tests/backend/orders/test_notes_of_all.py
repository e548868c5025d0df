"""How all of several dishes shall be made is a note of each; as policy."""

import pytest

from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.test_notes import note


def said_of(bill: Decision) -> list[list[str]]:
    return [line["said"] for line in bill.facts["lines"]]


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("2 samosa, 1 veg thali dono me kam teekha", "kam teekha"),
        ("2 samosa and 1 veg thali, both less spicy", "less spicy"),
        ("दो समोसा और एक वेज थाली, सब में कम मिर्च", "कम मिर्च"),
        ("2 samosa 1 veg thali no onion in both", "no onion in"),
    ],
)
def test_what_is_said_of_both_dishes_stands_on_both(guest: Customer, said: str, how: str) -> None:
    bill = guest.says("2 - samosa", "1 - veg thali", said=said, left_over=[note(how, value="made")])
    assert said_of(bill) == [[how.removesuffix(" in")]] * 2
    assert bill.facts["beside"]["said"] == []


def test_what_is_said_of_all_stands_on_all_that_is_in_the_cart(guest: Customer) -> None:
    guest.says("2 - samosa", "1 - veg thali")
    bill = guest.says(
        "1 - kachori", said="1 kachori, sab me kam teekha", left_over=[note("kam teekha", value="made")]
    )
    assert said_of(bill) == [["kam teekha"]] * 3


def test_what_is_said_of_one_dish_stands_on_that_one(guest: Customer) -> None:
    said = "2 samosa, 1 veg thali kam teekha"
    bill = guest.says(
        "2 - samosa", "1 - veg thali", said=said, left_over=[note("kam teekha", value="made", line=1)]
    )
    assert said_of(bill) == [[], ["kam teekha"]]
