"""A yes to the bill of a cart, and the wish for the bill of the order behind it."""

import pytest
from sqlalchemy import select

from munshi import database
from munshi.asking.reading import Reading
from munshi.orders.messages import NOTHING_SAID
from munshi.orders.models import Order
from munshi.orders.yes_to_bill import behind_yes
from nlu.answers.beyond import agreed, role_of_yes
from nlu.words.reading import read
from tests.backend.orders.conftest import Customer, Decision


def behind(text: str) -> str | None:
    return behind_yes(Reading(text, [("affirm", 0.9)]), NOTHING_SAID)


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("ye order confirm kar do aur bill bhi", "bill bhi"),
        ("haan order pakka, bill bhi bhejna", "bill bhi bhejna"),
        ("yes place it and the bill too", "the bill too"),
        ("हाँ पक्का कर दो और बिल भी", "बिल भी"),
    ],
)
def test_the_bill_that_is_wished_behind_a_yes_is_heard_once_the_order_stands(text: str, bill: str) -> None:
    assert behind(text) == bill


@pytest.mark.parametrize(
    "text", ["haan", "haan aur bill nahi chahiye", "haan, 2 samosa aur bill bhi", "order pakka kar do"]
)
def test_nothing_is_heard_behind_a_yes_that_wishes_for_no_bill(text: str) -> None:
    assert behind(text) is None


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("ok what bill can you give then? we need it in name of Skyline Interiors", "request_invoice"),
        ("ok bill in the name of Skyline Interiors, can it be had?", "affirm"),
        ("theek hai bill kis naam se doge?", "affirm"),
        ("ठीक है, बिल कौन सा मिलेगा?", "affirm"),
        ("accha delivery kab tak hogi?", "affirm"),
    ],
)
def test_a_question_that_no_clear_yes_goes_with_places_nothing(
    priya: Customer, text: str, seems: str
) -> None:
    bill = priya.says("5 kg cheeni")
    heard = answered(priya, bill, text, seems)
    assert heard.facts.get("answer", {}).get("outcome") != "placed"
    with database.transaction() as session:
        assert session.scalars(select(Order)).first() is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("haan, bill kis naam se doge?", "bill kis naam se doge?"),
        ("yes place it, when will it come?", "when will it come?"),
        ("हाँ पक्का, कब तक आएगा?", "कब तक आएगा?"),
    ],
)
def test_a_clear_yes_before_a_question_places_the_order(priya: Customer, text: str, rest: str) -> None:
    heard = answered(priya, priya.says("5 kg cheeni"), text, "affirm")
    assert heard.facts["answer"]["outcome"] == "placed"


def answered(who: Customer, bill: Decision, text: str, seems: str) -> Decision:
    """What becomes of an answer to the bill, as the message reads under that question."""
    words = read(text)
    yes = [
        {
            "entity": each.entity,
            "value": each.value,
            "start": each.start,
            "end": each.end,
            "role": role_of_yes(each, words),
        }
        for each in agreed(words)
    ]
    reading = {"text": text, "intents": [{"name": seems, "confidence": 0.95}], "values": [], "as_answer": yes}
    return who.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=reading)
