"""Khatas in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

Each conversation has a customer of its own; NAME and FIRST stand for their name. A turn `says` or `taps`; with
`by: owner` it is the owner who does. What it leads to, the other side is `told`, and `can` tap. In the end the customer
owes what is `left`.
"""

from typing import Any

import pytest

from tests import conversations
from tests.billing.accounts import shop
from tests.billing.accounts.shop import NUMBER
from tests.conftest import System
from tests.conversations import Turn, check
from tests.orders.phones import Phone

FOUND = conversations.found(__file__)
GREETINGS = {"hi": "नमस्ते", "en": "hello there", "hinglish": "namaste ji"}


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shop in its books, whose owners have written, so that no template is sent to them."""
    shop.open_shop(system, FOUND)
    for language, phone in shop.OWNERS.items():
        Phone(system, NUMBER, phone).says(GREETINGS[language])
    return system


@pytest.mark.parametrize(
    ("place", "language", "conversation"),
    [(place, *each) for place, each in enumerate(FOUND)],
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, language: str, conversation: dict[str, Any]) -> None:
    customer = Phone(opened, NUMBER, shop.customer(place))
    owner = Phone(opened, NUMBER, shop.OWNERS[language])
    turns = [_named(turn, shop.NAMES[place]) for turn in conversation["turns"]]
    if any("told" in turn for turn in turns):
        customer.says(GREETINGS[language])
    for turn in turns:
        speaks, hears = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        if "told" in turn:
            told = hears.hears_of(
                lambda speaks=speaks, turn=turn: check(turn, conversations.happens(speaks, turn))
            )
            missing = [piece for piece in turn["told"] if piece not in told.text]
            assert not missing, told.text
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            check(turn, conversations.happens(speaks, turn))
    assert shop.owed_by(opened, customer.person) == conversation["left"]


def _named(turn: Turn, name: str) -> Turn:
    def put(each: Any) -> Any:
        if isinstance(each, str):
            return each.replace("NAME", name).replace("FIRST", name.split()[0])
        return [put(one) for one in each] if isinstance(each, list) else each

    return {key: put(value) for key, value in turn.items()}
