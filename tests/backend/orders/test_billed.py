"""In whose name the bill of an order shall be, said beside it."""

import pytest

from munshi.orders import bill_names
from tests.backend.orders.conftest import Customer

GOOD, WRONG = "23AAPFU0939F1Z3", "23AAPFU0939F1Z4"


def yes(priya: Customer, summary: str, text: str) -> str:
    reading = {
        "text": text,
        "intents": [{"name": "request_invoice", "confidence": 0.9}],
        "values": [{"entity": "consent", "value": "yes", "start": 0, "end": 4}],
    }
    heard = priya.do("/answers", question="confirm_order", summary=summary, reading=reading)
    return str(heard.facts["answer"]["outcome"])


def test_a_firm_beside_the_goods_is_kept_and_the_bill_is_shown(priya: Customer) -> None:
    said = f"6 kilo chini, bill pe GST {GOOD} dalna, firm Shree Traders"
    shown = priya.says("6 kg chini", said=said, left_over=[{"text": "firm Shree Traders", "kind": "note"}])
    assert shown.outcome == "confirm"
    assert shown.cart == {"Sugar": "6"}
    assert shown.note("gstin_kept")["bill_firm"] == "Shree Traders"
    assert shown.facts["beside"]["said"] == []


def test_a_wrong_number_is_told_and_the_order_is_as_it_was(priya: Customer) -> None:
    bill = priya.says("6 kg chini")
    again = priya.says(said=f"bill pe GST {WRONG} dalna", text=f"bill pe GST {WRONG} dalna")
    assert (again.outcome, again.cart) == ("confirm", {"Sugar": "6"})
    assert again.note("gstin_check_digit")["bill_gstin"] == WRONG
    assert again.facts["summary"] == bill.facts["summary"]


def test_behind_a_yes_a_right_number_places_the_order_and_a_wrong_one_does_not(priya: Customer) -> None:
    bill = priya.says("6 kg chini")
    assert yes(priya, bill.facts["summary"], f"haan, GST {WRONG} dalna") == "confirm"
    assert yes(priya, bill.facts["summary"], f"haan, GST {GOOD} dalna") == "placed"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("mere naam pe bill - Juhi", "Juhi"),
        ("my invoice should say Mrs. D'Costa", "Mrs. D'Costa"),
        ("Receipt to be made for S K Agencies", "S K Agencies"),
        ("bill likhna mere bhai Imran Shaikh ke naam", "Imran Shaikh"),
        ("बिल मम्मी के नाम से कमला शर्मा", "कमला शर्मा"),
        ("keep the bill in the name of my firm, Bright Optics", "Bright Optics"),
        ("bill Reena ke naam, nahi nahi Veena ke naam", "Veena"),
        ("बिल पर राकेश दुबे लिखो पापा नहीं", "राकेश दुबे"),
        ("change bill of ORD-1048 to Nova Softwares", "Nova Softwares"),
        ("send the bill of 2 Dolo", None),
        ("bill 2 Dolo", None),
    ],
)
def test_the_name_is_read_where_it_is_said_for_whom(said: str, name: str | None) -> None:
    found = bill_names.find(said)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("said", ["sorry with h. Dr Savitha Rao", "oh, Dr Savitha Rao"])
def test_the_name_alone_puts_the_noted_one_right(said: str) -> None:
    assert bill_names.instead(said, "Dr Savita Rao") == "Dr Savitha Rao"
    assert bill_names.instead("thanks, Mohan", "Dr Savita Rao") is None


def test_the_number_of_a_firm_is_no_place(priya: Customer) -> None:
    priya.says("6 kg chini")
    said = f"bill in my firm's name, Verma Traders, GSTIN {GOOD}"
    shown = priya.says(said=said, text=said, where=said)
    assert shown.facts["where"]["address"] != f"GSTIN {GOOD}"
