"""What comes with a dish, and is wanted more, less or apart, is a note of it."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_unheard import noted


@pytest.mark.parametrize(
    ("line", "said", "note"),
    [
        ("4 - veg thali papad", "4 veg thali papad alag se dena", "papad alag se dena"),
        ("4 - veg thali papad alag", "4 veg thali papad alag se", "papad alag se"),
        ("4 - वेज थाली पापड़", "4 वेज थाली पापड़ ज्यादा", "पापड़ ज्यादा"),
    ],
)
def test_a_side_in_one_breath_with_its_dish_is_a_note_of_it(
    guest: Customer, line: str, said: str, note: str
) -> None:
    bill = guest.says(line, said=said)
    assert bill.cart == {"Vegetarian thali": "4"}
    assert noted(bill) == [note]


@pytest.mark.parametrize("said", ["4 veg thali, dal zyada dena", "4 veg thali, dal extra"])
def test_a_side_that_dishes_are_called_after_is_no_dish(guest: Customer, said: str) -> None:
    bill = guest.says("4 - veg thali", "- - dal", said=said)
    assert bill.cart == {"Vegetarian thali": "4"}
    assert noted(bill) == [said.partition(", ")[2]]


def test_what_is_added_to_a_dish_is_no_note(guest: Customer) -> None:
    bill = guest.says("12 - samosa extra chutney", said="12 samosa extra chutney")
    assert bill.cart == {"Samosa": "12"}
    assert noted(bill) == []
