"""Approvals in whole conversations: somebody asks, the manager is told and decides, and the employee hears of it.

A file holds conversations, each of a manager, Asha and Ravi of its own. The leave and the claims that the books `has`
of them wait for the manager; all of them write as the file is named. In a turn somebody, the manager unless it says
`by` whom, writes or taps, and `hears`; what it leads to, those in `tells` hear, and those in `silent` hear nothing. In
the end the `books` hold of each request what became of it and why, and the balances what is `left`.
"""

from typing import Any

import pytest

from tests import businesses, conversations
from tests.approvals import workshop
from tests.approvals.workshop import NUMBER
from tests.conftest import System
from tests.conversations import Turn, check, happens
from tests.orders.phones import Phone

FOUND = conversations.found(__file__)
GREETINGS = {"hinglish": "namaste ji", "hi": "नमस्ते", "en": "good morning"}

Phones = dict[str, Phone]


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the workshop in its books."""
    workshop.open_workshop(system, FOUND)
    return system


@pytest.mark.parametrize(("place", "found"), enumerate(FOUND), ids=conversations.named(FOUND))
def test_conversation(opened: System, place: int, found: conversations.Found) -> None:
    language, conversation = found
    phones = {name: Phone(opened, NUMBER, phone) for name, phone in workshop.phones(place).items()}
    for name in _taking_part(conversation):
        phones[name].says(GREETINGS[language])  # within 24 hours, so that nobody is told a template
    for turn in conversation["turns"]:
        before = {name: phones[name].told() for name in turn.get("silent", ())}
        _tell(phones, turn, dict(turn.get("tells", {})))
        assert before == {name: phones[name].told() for name in before}
    for name, books in conversation.get("books", {}).items():
        assert workshop.decided(opened, phones[name].person) == books
    for name, left in conversation.get("left", {}).items():
        assert left.items() <= businesses.balance_of(opened, NUMBER, phones[name].person).items()


def test_what_nobody_decided_in_time_is_decided_by_a_tap_of_the_stand_in(opened: System) -> None:
    people = workshop.open_late(opened)
    asha, manager = (Phone(opened, NUMBER, people[name]) for name in ("asha", "manager"))
    stand_in = Phone(opened, NUMBER, workshop.STAND_IN)
    for phone in (asha, manager, stand_in):
        phone.says("good morning")
    told = stand_in.hears_of(lambda: workshop.comes_too_late(opened, "LV-899"))
    assert "⏰ Selvi has not answered in time" in told.text
    assert "*LV-899* Asha\n*Casual leave*: Tue 1 Dec" in told.text
    heard = asha.hears_of(lambda: stand_in.taps("Approve"))
    assert "Mala has approved your leave *LV-899*" in heard.text
    assert "*LV-899* was decided already: approved (Mala" in manager.says("approve LV-899").text


def _taking_part(conversation: dict[str, Any]) -> list[str]:
    """Who writes or hears something, but the owner, whom all conversations share."""
    named = {
        name for turn in conversation["turns"] for name in (turn.get("by", "manager"), *turn.get("tells", ()))
    }
    return sorted(named - {"owner"})


def _tell(phones: Phones, turn: Turn, tells: dict[str, list[str]]) -> None:
    """Has the turn happen, and everybody hear of it who should."""
    if not tells:
        check(turn, happens(phones[turn.get("by", "manager")], turn))
        return
    name, pieces = tells.popitem()
    phones[name].hears_of(lambda: _tell(phones, turn, tells), *pieces)
