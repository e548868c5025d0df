"""Who bids to order what a quotation shows, in whatever words, has all of it in the cart, with the way and the day."""

import pytest

from tests.backend.orders.conftest import Customer, Facts
from tests.backend.readings import reading, value


def line(name: str, amount: str, unit: str | None) -> Facts:
    """A line of a message."""
    return value("order_line", {"name": name, "quantity": amount, "unit": unit, "pack": None, "op": None})


QUOTED = [line("sugar", "6", "kg"), line("poha", "2", "kg")]


def quoted(who: Customer) -> None:
    """They are shown a quotation of two things."""
    said = "quotation for 6 kg sugar and 2 kg poha"
    who.do("/answers", question="", reading=reading(said, "place_order", QUOTED))


@pytest.mark.parametrize("question", ["", "take_shown"])
@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("ok no problem. place the order", []),
        ("theek hai order laga do", []),
        ("quotation wala sab bhej do", []),
        ("yes order the same items as in quotation, 6 sugar 2 poha", QUOTED),
        ("ऑर्डर कर दो", []),
    ],
)
def test_all_of_it_is_ordered(priya: Customer, question: str, said: str, lines: list[Facts]) -> None:
    quoted(priya)
    heard = priya.do("/answers", question=question, reading=reading(said, "greet", lines))
    answer = heard.facts["answer"]
    assert {each["name"]["en"]: each["quantity"] for each in answer["facts"]["lines"]} == {
        "Sugar": "6",
        "Poha": "2",
    }


@pytest.mark.parametrize("said", ["dont place the order", "order mat laga do", "can you place the order?"])
def test_who_refuses_or_asks_orders_nothing(priya: Customer, said: str) -> None:
    quoted(priya)
    priya.do("/answers", question="take_shown", reading=reading(said, "deny"))
    assert not priya.do("/cart/view").facts.get("lines")


def test_the_way_and_the_day_are_kept(priya: Customer) -> None:
    quoted(priya)
    said = "place the order, we will pick up on friday around 11 am"
    day = {"from": "11:00", "to": None, "date": "2026-11-27"}
    told = {
        **reading(said, "place_order", [value("time", day, said.index("on"), len(said))]),
        "left_over": [
            {
                "kind": "way",
                "value": "pickup",
                "text": "we will pick up",
                "start": 17,
                "end": 32,
                "line": None,
            }
        ],
    }
    facts = priya.do("/answers", question="", reading=told).facts["answer"]["facts"]
    assert facts["where"]["fulfilment"] == "pickup"
    assert facts["beside"]["wanted"]["day"] == "2026-11-27"


@pytest.mark.parametrize(
    "said",
    ["i want to order not quotation. 6 kg sugar, 2 kg poha", "quotation mat bhejo, 6 kg sugar 2 kg poha"],
)
def test_a_quotation_that_is_refused_is_none(priya: Customer, said: str) -> None:
    quoted(priya)
    heard = priya.do("/answers", question="take_shown", reading=reading(said, "place_order", QUOTED))
    lines = heard.facts["answer"]["facts"]["lines"]
    assert heard.facts["page"] == "place_order"
    assert {each["name"]["en"]: each["quantity"] for each in lines} == {"Sugar": "6", "Poha": "2"}
