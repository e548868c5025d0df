"""Leave in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of an employee of its own: what the books `has` of them before, `turns`, and the
requests that the `books` hold in the end, with what is `left` of each type. A turn `says`, `taps` or `sends` a file,
and `hears` every one of its pieces; what it leads to, the `manager` is told. Who is a `stranger` works nowhere.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import check, happens
from tests.leave import workshop
from tests.leave.workshop import MANAGER, NUMBER
from tests.orders.phones import Phone

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the workshop in its books, whose manager has written today and may be told anything."""
    workshop.open_workshop(system, [conversation for _, conversation in FOUND])
    Phone(system, NUMBER, MANAGER).says("hi")
    return system


@pytest.mark.parametrize(
    ("place", "conversation"),
    enumerate(conversation for _, conversation in FOUND),
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, conversation: dict[str, Any]) -> None:
    stranger = conversation.get("stranger", False)
    phone = Phone(opened, NUMBER) if stranger else Phone(opened, NUMBER, workshop.employee(place))
    manager = Phone(opened, NUMBER, MANAGER)
    for turn in conversation["turns"]:
        if "manager" in turn:
            manager.hears_of(lambda turn=turn: check(turn, happens(phone, turn)), *turn["manager"])
        else:
            check(turn, happens(phone, turn))
    if not stranger:
        assert workshop.requests_of(opened, phone.person) == conversation.get("books", [])
        left = workshop.balance_of(opened, phone.person)
        assert conversation.get("left", {}).items() <= left.items(), left
