"""A name that stands in the shop's list is found whole before its parts, however it was cut."""

import pytest

from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import FATIMA, Customer


@pytest.mark.parametrize(
    ("said", "lines", "names"),
    [
        ("1 paneer butter masala", ("1 - paneer", "- - butter", "- - masala"), ["Paneer butter masala"]),
        ("mix pakoda 2, 1 samosa", ("- - mix", "2 - pakoda", "1 - samosa"), ["Mix pakoda", "Samosa"]),
        ("1 samosa 1 kachori", ("1 - samosa", "1 - kachori"), ["Samosa", "Kachori"]),
    ],
)
def test_neighbouring_words_are_the_longest_name_that_is_sold(
    priya: Customer, said: str, lines: tuple[str, ...], names: list[str]
) -> None:
    guest = Customer(priya.client, FATIMA, RESTAURANT_NUMBER)
    priced = guest.do("/goods/prices", lines=[_line(each) for each in lines], said=said, text=said)
    assert {row["name"]["hinglish"] for row in priced.facts["rows"]} == set(names)
    cart = guest.says(*lines, said=said, text=said)
    asked = cart.facts.get("options") or cart.facts["lines"]
    assert {each["name"]["hinglish"] for each in asked} <= set(names), cart
    assert "unknown" not in cart.notes


def _line(text: str) -> dict[str, str | None]:
    quantity, unit, name = text.split(maxsplit=2)
    return {
        "name": name,
        "quantity": None if quantity == "-" else quantity,
        "unit": None if unit == "-" else unit,
    }


@pytest.mark.parametrize("text", ["besan chini aur maggi kitne ke", "price of besan chini n maggi"])
def test_two_names_that_nothing_parts_are_two_in_a_list(priya: Customer, text: str) -> None:
    lines = [{"name": "besan chini", "quantity": None}, {"name": "maggi", "quantity": None}]
    told = priya.do("/goods/prices", text=text, lines=lines)
    names = {row["name"]["en"] for row in told.facts["rows"]}
    assert {"Besan", "Sugar"} <= names
    assert told.facts["names"] == []
