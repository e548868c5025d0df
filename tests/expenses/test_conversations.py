"""Claims in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of an employee of its own: the claims that the books `has` of them before, `turns`,
and the claims that the `books` hold in the end. A turn `says`, `taps`, or `sends` a bill, `with` words or without,
and `hears` every one of its pieces; what it leads to, the `manager` is told and `can` tap. In a turn that `pays` a
claim the accounts do, and the employee hears of it. Who is a `stranger` works nowhere.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import Turn, check
from tests.expenses import traders
from tests.expenses.traders import NUMBER
from tests.orders.phones import Heard, Phone

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the traders in its books."""
    traders.open_traders(system, [conversation for _, conversation in FOUND])
    return system


@pytest.mark.parametrize(
    ("place", "conversation"),
    enumerate(conversation for _, conversation in FOUND),
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, conversation: dict[str, Any]) -> None:
    stranger = conversation.get("stranger", False)
    phone = Phone(opened, NUMBER) if stranger else Phone(opened, NUMBER, traders.employee(place))
    manager = Phone(opened, NUMBER, traders.manager(place))
    if any("manager" in turn for turn in conversation["turns"]):
        manager.says("hello")  # within 24 hours, so that what the manager is told is no template
    for turn in conversation["turns"]:
        if "manager" in turn:
            told = manager.hears_of(lambda turn=turn: check(turn, _happens(phone, turn)), *turn["manager"])
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            check(turn, _happens(phone, turn))
    assert traders.claims_of(opened, phone.person) == conversation.get("books", [])


def _happens(phone: Phone, turn: Turn) -> Heard:
    if "pays" in turn:
        return phone.hears_of(lambda: traders.pay(phone.system, turn["pays"], turn["payment"]))
    return conversations.happens(phone, turn)
