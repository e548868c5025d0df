"""A question inside an order: what is asked about is not ordered; what was compared or priced can be in a word."""

import pytest

from munshi.orders.asked_beside import asks_whether_there
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told
from tests.backend.readings import reading, value


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("aashirvaad aata 10 kilo hai kya?", True),
        ("आटा 10 किलो है क्या?", True),
        ("aata rakhte ho?", True),
        ("2 kilo aata milega kya?", False),
        ("2 kilo aata bhej doge kya?", False),
    ],
)
def test_whether_goods_are_there_is_told_from_a_kind_wish(clause: str, asks: bool) -> None:
    assert asks_whether_there(clause) is asks


def test_what_is_asked_whether_it_is_there_is_not_ordered_beside_what_is(priya: Customer) -> None:
    said = "maida 3 kilo hai kya? aur chini bhi 6 kilo"
    maida = {"name": "maida", "quantity": "3", "unit": "kg"}
    chini = {"name": "chini", "quantity": "6", "unit": "kg"}
    places = {"start": 0, "end": 12}, {"start": 26, "end": len(said)}
    values = [{**value("order_line", line), **at} for line, at in zip((maida, chini), places, strict=True)]
    reading = {"text": said, "intents": [{"name": "place_order", "confidence": 0.95}], "values": values}
    answer = priya.do("/answers", question="", reading=reading)
    bill = answer.facts["answer"]["facts"]
    assert [line["name"]["en"] for line in bill["lines"]] == ["Sugar"]
    assert answer.facts["rest"] == "maida 3 kilo hai kya?"


@pytest.mark.parametrize(
    "said", ["which is cheaper, toor dal or chana dal?", "toor dal ya chana dal, sasta kaun sa?"]
)
def test_of_two_that_are_named_the_cheaper_is_told(priya: Customer, said: str) -> None:
    answer = told(priya, said, "ask_price")
    assert answer
    assert (answer.outcome, answer.facts["rows"][0]["name"]["en"]) == ("cheapest", "Chana dal")


@pytest.mark.parametrize("compared", [False, True])
def test_both_that_were_priced_are_ordered_in_a_word(priya: Customer, compared: bool) -> None:
    lines = [
        {"name": "maida", "quantity": "2", "unit": "kg"},
        {"name": "sooji", "quantity": "2", "unit": "kg"},
    ]
    priya.do("/goods/prices", lines=lines)
    if compared:
        cheaper = told(priya, "sasta kaun sa", "ask_price")
        assert cheaper
        assert cheaper.outcome == "cheapest"
    reading = {"text": "haan dono de do", "intents": [{"name": "affirm", "confidence": 0.9}]}
    answer = priya.do("/answers", question="take_shown", reading=reading)
    bill = answer.facts["answer"]["facts"]
    assert {line["name"]["en"]: line["quantity"] for line in bill["lines"]} == {"Maida": "2", "Sooji": "2"}


@pytest.mark.parametrize("said", ["maggi packet has 4 or 6 pieces?", "maggi me kitne piece hote hain?"])
@pytest.mark.parametrize("intent", ["place_order", "ask_price"])
def test_how_many_are_in_a_thing_is_asked_of_the_shop_and_counts_nothing(
    priya: Customer, said: str, intent: str
) -> None:
    counted = {"name": "maggi packet", "quantity": "4", "unit": None}
    answer = told(priya, said, intent, values=[value("order_line", counted)])
    assert answer
    assert answer.outcome == "question_passed"
    assert priya.do("/cart/view").outcome == "empty"


def test_what_is_there_is_answered_behind_what_the_shop_says_of_itself(priya: Customer) -> None:
    said = "wall primer hai kya? aur 452001 me delivery dete ho"
    pincode = value("pincode", "452001", said.index("452001"), said.index("452001") + 6)
    read = {
        **reading(said, "ask_store_info", [pincode]),
        "facets": [
            {
                "facet": "topic",
                "value": "delivery",
                "start": said.index("delivery"),
                "end": said.index(" dete"),
            }
        ],
    }
    heard = priya.do("/answers", question="", reading=read).facts
    assert (heard["page"], heard["rest"]) == ("ask_store_info", "wall primer hai kya?")
    assert [each["topic"] for each in heard["answer"]["facts"]["about"]] == ["inside"]
