"""What is said of money beside an order counts no goods, and nothing of it is lost."""

from decimal import Decimal
from typing import Any

import pytest

from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.money_beside import without_amounts
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


def notes(said: str, *lines: Said) -> list[str]:
    told = without_amounts(Message(list(lines), said=said))
    assert all(line.name not in ("दूंगी", "baki") and line.quantity != 1650 for line in told.lines)
    return [note.text for note in told.beside.notes]


@pytest.mark.parametrize(
    ("said", "lines", "noted"),
    [
        ("1 विक्स, 100 दूंगी 10 वापस", [Said("विक्स", Decimal(1)), Said("दूंगी", Decimal(100))], "100 दूंगी 10 वापस"),
        ("haan, 500 ka note hai, 20 wapas laana", [], "500 ka note hai|20 wapas laana"),
        ("ok cash and change of 500", [], "change of 500"),
        ("haan. 10 baki aake dunga", [Said("baki", Decimal(10))], "10 baki aake dunga"),
        ("order laga do 1650 pura upi se", [Said(None, Decimal(1650))], ""),
        ("haan cash dunga bill nahi chahiye", [], "bill nahi chahiye"),
        ("2 dolo change karke 3 kar do", [Said("dolo", Decimal(2))], ""),
    ],
)
def test_a_sum_that_is_given_is_a_note(said: str, lines: list[Said], noted: str) -> None:
    assert "|".join(notes(said, *lines)) == noted


def test_a_note_that_is_of_nothing_else_stays() -> None:
    message = Message([Said("dolo", Decimal(2))], said="2 dolo, call before coming")
    kept = Message(message.lines, said=message.said)
    assert without_amounts(kept) is kept
    assert Spoken("call", wished=True).wished


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("haan 500 ka note dunga", "affirm"),
        ("yes, bringing a 500 rs note", "affirm"),
        ("हां, 500 का नोट दूंगा", "affirm"),
    ],
)
def test_beside_a_yes_it_is_kept_with_the_order(priya: Customer, text: str, intent: str) -> None:
    bill = priya.says("6 kg chini")
    read = reading(text, intent, [value("consent", "yes", 0, 4)])
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=read)
    placed: Any = heard.facts["answer"]
    assert placed["outcome"] == "placed"
    assert any("500" in each for each in placed["facts"]["beside"]["said"])
