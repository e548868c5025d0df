"""How some of what is there shall be made counts nothing, and is of a dish only where it names one."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_unheard import noted


@pytest.mark.parametrize(
    "said", ["2 veg thali, ek me roti ki jagah chawal", "2 veg thali, ek में रोटी की जगह चावल"]
)
def test_what_comes_in_the_place_of_another_in_one_is_a_note(guest: Customer, said: str) -> None:
    words = said.partition(", ")[2]
    first, other = words.split()[2], words.split()[-1]
    lines = [
        {"name": "veg thali", "quantity": "2", "text": "2 veg thali"},
        {"name": first, "quantity": "1", "text": f"ek {words.split()[1]} {first}"},
        {"name": other, "text": other},
    ]
    bill = guest.do("/cart/lines", lines=lines, said=said)
    assert (bill.cart, noted(bill)) == ({"Vegetarian thali": "2"}, [words])


def test_so_many_of_two_kinds_is_a_note_of_the_order(guest: Customer) -> None:
    guest.says(
        "2 - full palak paneer", "1 - full matar paneer", said="2 full palak paneer 1 full matar paneer"
    )
    line = {"name": "paneer", "quantity": "1", "text": "ek paneer"}
    bill = guest.do("/cart/lines", lines=[line], said="ek paneer me pyaz mat daalna")
    assert bill.cart == {"Palak paneer": "2", "Matar paneer": "1"}
    assert noted(bill) == ["ek paneer me pyaz mat daalna"]


def test_boxes_of_what_is_in_the_cart_are_no_more_of_it(priya: Customer) -> None:
    priya.says("2 kg poha", said="2 kg poha")
    pack = {"quantity": "0.5", "unit": "kg"}
    line = {"name": "poha", "quantity": "4", "unit": "packet", "pack": pack, "text": "4 boxes of half kg"}
    bill = priya.do("/cart/lines", lines=[line], said="pack poha in 4 boxes of half kg")
    assert bill.outcome == "confirm", bill
    assert list(bill.cart.values()) == ["2"]


@pytest.mark.parametrize(
    ("ordered", "held"),
    [
        (["12 pc ande", "2 kg poha"], ["6", "2"]),
        (["2 kg poha"], ["2"]),
    ],
)
def test_an_amount_put_right_is_of_what_had_so_many(
    priya: Customer, ordered: list[str], held: list[str]
) -> None:
    priya.says(*ordered)
    line = {"quantity": "6", "op": "set", "text": "12 likh diya 6 hi"}
    bill = priya.do("/cart/changes", lines=[line], said="galti se 12 likh diya 6 hi chahiye")
    assert list(bill.cart.values()) == held


@pytest.mark.parametrize("said", ["isme roti ki jagah chawal dena", "इसमें रोटी की जगह चावल देना"])
def test_what_comes_in_the_place_of_another_in_it_is_a_note(guest: Customer, said: str) -> None:
    guest.says("2 - veg thali", said="2 veg thali")
    words = said.split()
    lines = [
        {"name": words[1], "op": "remove", "text": words[1]},
        {"name": words[4], "op": "add", "text": words[4]},
    ]
    bill = guest.do("/cart/changes", lines=lines, said=said)
    assert (bill.cart, noted(bill)) == ({"Vegetarian thali": "2"}, [said])


def test_a_bare_amount_beside_something_new_is_of_what_was_changed(guest: Customer) -> None:
    guest.says("12 - samosa", said="12 samosa")
    lines = [
        {"quantity": "10", "text": "10"},
        {"name": "aloo paratha", "quantity": "1", "text": "1 aloo paratha"},
    ]
    bill = guest.do("/cart/lines", lines=lines, said="10 only. 1 aloo paratha with curd")
    assert bill.cart == {"Samosa": "10", "Aloo paratha": "1"}
