"""Payments in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

Each conversation has a customer of its own who `owes` something. A turn `says`, `taps`, or `sends` a picture; with
`by: owner` it is the owner who does. A turn that `pays` does so on the pay page, and the customer hears of it. What a
turn leads to, the other side is `told`, and `can` tap. In the end the `books` hold these payments, and `left` is owed.
"""

from typing import Any

import pytest

from tests import conversations
from tests.billing.payments import shop
from tests.billing.payments.shop import NUMBER
from tests.conftest import System
from tests.conversations import Turn, check
from tests.orders.phones import Heard, Phone

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
    if conversation["turns"][0].get("by") == "owner":
        customer.says(GREETINGS[language])  # who has not written for a day is told by a template
    for turn in _named(conversation["turns"], shop.NAMES[place]):
        speaks, hears = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        if "told" in turn:
            told = hears.hears_of(lambda speaks=speaks, turn=turn: check(turn, _happens(speaks, turn)))
            missing = [piece for piece in turn["told"] if piece not in told.text]
            assert not missing, told.text
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            check(turn, _happens(speaks, turn))
    assert shop.payments_of(opened, customer.person) == conversation.get("books", [])
    assert shop.owed_by(opened, customer.person) == conversation["left"]


def _happens(phone: Phone, turn: Turn) -> Heard:
    if "pays" not in turn:
        return conversations.happens(phone, turn)
    return phone.hears_of(lambda: shop.pay_online(phone.system, _page(phone), turn["pays"]))


def _page(phone: Phone) -> str:
    """The pay page to which the last button leads."""
    sent = phone._sent(after=0)["messages"]
    cards = [each["content"].get("interactive", {}) for each in sent]
    return str([card["action"]["parameters"]["url"] for card in cards if card.get("type") == "cta_url"][-1])


def _named(turns: list[Turn], name: str) -> list[Turn]:
    """The turns with the customer's own name in place of NAME, and their first in place of FIRST."""
    first = name.split()[0]

    def put(each: Any) -> Any:
        if isinstance(each, str):
            return each.replace("NAME", name).replace("FIRST", first)
        return [put(one) for one in each] if isinstance(each, list) else each

    return [{key: put(value) for key, value in turn.items()} for turn in turns]
