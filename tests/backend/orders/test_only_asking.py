"""Who only asks orders nothing; who says that nothing was ordered has an empty cart; both have their question heard."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_notices import told as notices
from tests.backend.readings import Facts, hear, reading


def asked(
    priya: Customer, said: str, question: str, about: str = "", intent: str = "place_order"
) -> Facts | None:
    """What becomes of it; `about` are the words that name a side of the shop."""
    at = said.find(about)
    facets = [{"facet": "topic", "value": "hours", "start": at, "end": at + len(about)}] if about else []
    return hear(priya, question, None, {**reading(said, intent), "facets": facets})


@pytest.mark.parametrize(
    ("said", "passed", "next_"),
    [
        (
            "नहीं बस पूछना था, मैं कार्ट्रिज लेके आऊं तो आज ही भर दोगे क्या? दुकान कब तक खुली है",
            "मैं कार्ट्रिज लेके आऊं तो आज ही भर दोगे क्या?",
            "दुकान कब तक खुली है",
        ),
        (
            "no i was just asking, can you refill it today if i bring it? till when are you open",
            "can you refill it today if i bring it?",
            "till when are you open",
        ),
        ("bas pooch raha hu ki chini ka rate kya hai", None, "chini ka rate kya hai"),
    ],
)
@pytest.mark.parametrize("question", ["", "choose_product"])
def test_who_only_asks_orders_nothing(
    priya: Customer, said: str, passed: str | None, next_: str, question: str
) -> None:
    about = next((each for each in ("खुली", "open") if each in said), "")
    heard = asked(priya, said, question, about)
    assert heard
    assert (heard["outcome"], heard["rest"]) == ("nothing_ordered", next_)
    told = [note["order_words"] for note in heard["facts"]["notes"] if note["note"] == "question_passed"]
    assert told == ([passed] if passed else [])
    assert [name for _, name in notices()] == (["order_request"] if passed else [])


def test_what_is_in_the_cart_stays_there_when_something_is_only_asked(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    heard = asked(priya, "bas puchna tha, sunday khule ho?", "give_address", "khule")
    assert heard
    assert [line["name"]["en"] for line in heard["facts"]["lines"]] == ["Sugar"]
    assert heard["rest"] == "sunday khule ho?"


@pytest.mark.parametrize(
    ("said", "about", "next_"),
    [
        ("मैंने कुछ मंगाया नहीं, ये हटाओ", "", None),
        ("कैंसिल कर दो। और दुकान कब तक खुली है?", "खुली", "दुकान कब तक खुली है?"),
        ("cancel it. do you do lamination?", "", "do you do lamination?"),
        ("maine kuch order nahi kiya, kab tak khule ho", "khule", "kab tak khule ho"),
        ("i didn't order anything", "", None),
    ],
)
def test_what_was_not_ordered_is_taken_out_and_the_question_heard(
    priya: Customer, said: str, about: str, next_: str | None
) -> None:
    priya.says("6 kg cheeni")
    heard = asked(priya, said, "give_address", about, intent="ask_store_info")
    assert heard
    assert (heard["outcome"], heard["rest"]) == ("emptied", next_)


@pytest.mark.parametrize("said", ["cancel", "cancel karke 2 kilo chini bhejo", "chini hatao, poha 2 kilo"])
def test_what_cancels_alone_or_names_goods_is_heard_as_ever(priya: Customer, said: str) -> None:
    priya.says("6 kg cheeni")
    heard = asked(priya, said, "confirm_order", intent="cancel_order")
    assert heard is None or heard["outcome"] != "emptied"
