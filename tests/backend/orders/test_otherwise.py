"""What is wanted only if another thing is not there comes in its place where that is out; as policy."""

from typing import Any

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_answers import line

OUT, THERE, NOT_SOLD = "mutton rogan josh", "veg thali", "pasta alfredo"


def otherwise(text: str, then: str, without: str | None = None, beside: int | None = None) -> dict[str, Any]:
    """A note such as *gulab jamun na ho to kheer dena*, as the reading has it."""
    named = line(without) if without else None
    note = {"text": text, "kind": "note", "value": "otherwise", "line": beside}
    return {**note, "without": named, "then": line(then)}


@pytest.mark.parametrize("out", [OUT, NOT_SOLD])
def test_it_comes_in_the_place_of_what_is_out_in_its_amount_which_is_said(guest: Customer, out: str) -> None:
    bill = guest.says(f"2 - {out}", left_over=[otherwise("na ho to samosa", "- - samosa", beside=0)])
    assert bill.cart == {"Samosa": "2"}
    assert bill.note("comes_instead")["names"] == ["samosa"]
    assert bill.facts["beside"]["said"] == []


def test_it_comes_in_an_amount_of_its_own_where_one_is_said(guest: Customer) -> None:
    bill = guest.says(f"1 - {OUT}", left_over=[otherwise("na ho to 4 samosa", "4 - samosa", beside=0)])
    assert bill.cart == {"Samosa": "4"}


def test_it_is_a_note_beside_what_is_there(guest: Customer) -> None:
    note = "agar veg thali na ho to samosa"
    bill = guest.says("2 - veg thali", left_over=[otherwise(note, "- - samosa", "- - veg thali", beside=0)])
    assert bill.cart == {"Vegetarian thali": "2"}
    assert bill.facts["lines"][0]["said"] == [note]


@pytest.mark.parametrize(("named", "cart"), [(THERE, "Vegetarian thali"), (OUT, "Samosa")])
def test_what_is_named_only_in_the_condition_is_wanted(guest: Customer, named: str, cart: str) -> None:
    note = otherwise(f"if no {named} then give samosa", "- - samosa", f"- - {named}", beside=0)
    assert guest.says("2 - butter naan", left_over=[note]).cart == {"Butter naan": "2", cart: "1"}


def test_what_is_in_the_cart_is_not_wanted_twice(guest: Customer) -> None:
    guest.says("2 - veg thali")
    note = otherwise("if no veg thali then give samosa", "- - samosa", "- - veg thali")
    assert guest.says(left_over=[note]).cart == {"Vegetarian thali": "2"}


def test_what_is_no_goods_stays_a_note(guest: Customer) -> None:
    note = {**otherwise("na ho to phone karna", "- - phone", beside=1), "then": None}
    bill = guest.says("2 - butter naan", "1 - veg thali", left_over=[note])
    assert bill.facts["lines"][1]["said"] == ["na ho to phone karna"]
