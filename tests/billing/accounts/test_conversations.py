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
from tests.billing.talk import GREETINGS, greeted_by, of_customer
from tests.conftest import System
from tests.conversations import check
from tests.orders.phones import Phone

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shop in its books, whose owners have written, so that no template is sent to them."""
    shop.open_shop(system, FOUND)
    greeted_by(system, NUMBER, shop.OWNERS)
    return system


@pytest.mark.parametrize(
    ("place", "language", "conversation"),
    [(place, *each) for place, each in enumerate(FOUND)],
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, language: str, conversation: dict[str, Any]) -> None:
    customer = Phone(opened, NUMBER, shop.customer(place))
    owner = Phone(opened, NUMBER, shop.OWNERS[language])
    turns = of_customer(conversation["turns"], shop.NAMES[place])
    if any("told" in turn for turn in turns):
        customer.says(GREETINGS[language])
    for turn in turns:
        speaks, hears = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        if "told" in turn:
            told = hears.hears_of(
                lambda speaks=speaks, turn=turn: check(turn, conversations.happens(speaks, turn)),
                *turn["told"],
            )
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            check(turn, conversations.happens(speaks, turn))
    assert shop.owed_by(opened, customer.person) == conversation["left"]
