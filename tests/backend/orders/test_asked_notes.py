"""What asks of a fact is no note: the shop hears it, and the rest of the message is heard."""

import pytest

from munshi.orders.asked_beside import kind_of
from munshi.orders.asked_notes import asks
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_notices import told as notices
from tests.backend.orders.test_unheard import noted, written


@pytest.mark.parametrize(
    ("clause", "is_question"),
    [
        ("is fitting included?", True),
        ("no extra delivery charge right?", True),
        ("तुरई भी नहीं है क्या", True),
        ("who will install it", True),
        ("aur gate ke andar parking hai kya?", True),
        ("do you have rock salt and toothpaste?", True),
        ("any offer on it?", True),
        ("can you pack it apart?", False),
        ("thoda kam teekha ho sakta hai?", False),
        ("is baar thoda kam teekha", False),
        ("extra napkin?", False),
        ("gate band hai", False),
    ],
)
def test_a_clause_asks_of_a_fact_or_wishes(clause: str, is_question: bool) -> None:
    assert asks(clause) is is_question


@pytest.mark.parametrize(
    ("said", "telling", "notes", "passed"),
    [
        (
            "6 kg cheeni, no extra charge right?",
            ["cheeni", "extra", "charge", "right"],
            [],
            "no extra charge right?",
        ),
        (
            "6 kg cheeni, bori me hai kya? thaili bhi dena",
            ["cheeni", "bori", "thaili"],
            ["thaili bhi dena"],
            "bori me hai kya?",
        ),
    ],
)
def test_the_question_goes_to_the_shop_and_the_wish_stays(
    priya: Customer, said: str, telling: list[str], notes: list[str], passed: str
) -> None:
    bill = priya.says("6 kg cheeni", **written(said, *telling))
    assert noted(bill) == notes
    assert bill.note("question_passed")["order_words"] == passed
    assert [name for _, name in notices()] == ["order_request"]


@pytest.mark.parametrize(
    "said",
    [
        "चार्जर पर वारंटी है क्या?",
        "Does ₹6,800 include installation?",
        "Who will install it? Is fitting included?",
    ],
)
def test_what_goes_along_with_goods_is_a_question_for_the_shop(said: str) -> None:
    assert kind_of(said, with_cart=False) == "care"


def test_a_price_beside_haggling_is_told_and_the_rest_passed_on(priya: Customer) -> None:
    said = "bhaiya chini kya rate hai? 5 kg lu to kuch kam hoga?"
    line = {"name": "chini", "quantity": None, "unit": None, "pack": None, "op": None}
    values = [{"entity": "order_line", "value": line, "start": 7, "end": 12}]
    reading = {"text": said, "intents": [{"name": "ask_price", "confidence": 1.0}], "values": values}
    heard = priya.do("/answers", question="", reading=reading)
    assert heard.facts["rest"] == "bhaiya chini kya rate hai?"
    assert heard.facts["answer"]["facts"]["order_words"] == "5 kg lu to kuch kam hoga?"


@pytest.mark.parametrize(
    "said",
    [
        "is the total quantity enough for 25 people",
        "and is it eggless",
        "25 logo ke liye kaafi hoga",
        "kya ye 25 mehmano ke liye kam to nahi",
        "क्या 25 लोगों के लिए काफी होगा",
    ],
)
def test_a_question_without_its_sign_is_none_of_the_order(said: str) -> None:
    assert asks(said)


@pytest.mark.parametrize(
    "said", ["bas itna kaafi hai", "is wale ko alag pack karna", "that is enough for me"]
)
def test_what_is_told_asks_nothing(said: str) -> None:
    assert not asks(said)


def test_a_question_beside_goods_is_passed_on(priya: Customer) -> None:
    said = "is that enough for 25 people? can i also add 2 kg poha"
    words = [
        {"start": said.index(word), "end": said.index(word) + len(word)} for word in ("enough", "people")
    ]
    priya.says("6 kg chini")
    told = priya.says("2 kg poha", said=said, text=said, telling=words)
    assert told.cart == {"Sugar": "6", "Poha": "2"}
    assert told.note("question_passed")["order_words"] == "is that enough for 25 people?"
