"""Payments in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

Each conversation has a customer of its own who `owes` something. A turn `says`, `taps`, or `sends` a picture; with
`by: owner` it is the owner who does. A turn that `pays` does so on the pay page, and the customer hears of it. What a
turn leads to, the other side is `told`, and `can` tap. In the end the `books` hold these payments, and `left` is owed.
"""

from typing import Any

import pytest

from tests import conversations
from tests.billing.payments import shop
from tests.billing.talk import GREETINGS, of_customer, pay_page
from tests.conftest import System
from tests.conversations import Turn, check
from tests.orders.phones import Heard, Phone

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shops in its books, whose owners have written, so that no template is sent to them."""
    shop.open_shops(system, FOUND)
    return system


@pytest.mark.parametrize(
    ("place", "language", "conversation"),
    [(place, *each) for place, each in enumerate(FOUND)],
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, language: str, conversation: dict[str, Any]) -> None:
    customer = Phone(opened, shop.number(place), shop.customer(place))
    owner = Phone(opened, shop.number(place), shop.owners(place)[language])
    if conversation["turns"][0].get("by") == "owner":
        customer.says(GREETINGS[language])  # who has not written for a day is told by a template
    for turn in of_customer(conversation["turns"], shop.name(place)):
        speaks, hears = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        if "told" in turn:
            told = hears.hears_of(
                lambda speaks=speaks, turn=turn: check(turn, _happens(speaks, turn)), *turn["told"]
            )
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            check(turn, _happens(speaks, turn))
    assert shop.payments_of(opened, place) == conversation.get("books", [])
    assert shop.owed_by(opened, place) == conversation["left"]


def _happens(phone: Phone, turn: Turn) -> Heard:
    if "pays" not in turn:
        return conversations.happens(phone, turn)
    return phone.hears_of(lambda: shop.pay_online(phone.system, pay_page(phone), turn["pays"]))
