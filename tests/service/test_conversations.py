"""The service desk in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of a customer of its own with a fridge since they `bought` it and a mixer. A turn
`says`, `taps` or `sends`, and `hears` every one of its pieces; in what is said `{serial}` and `{unsold}` are serials. A
turn `by: owner` is the owner's. What it `tells_owner`, or `tells` the customer, the other one hears. The `books` are as
they stand in the end.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import check
from tests.orders.phones import Phone
from tests.service import appliances
from tests.service.appliances import NUMBER

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shop in its books."""
    appliances.open_shop(system, [conversation for _, conversation in FOUND])
    return system


@pytest.mark.parametrize(
    ("place", "conversation"),
    enumerate(conversation for _, conversation in FOUND),
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, conversation: dict[str, Any]) -> None:
    customer, owner = (
        Phone(opened, NUMBER, appliances.customer(place)),
        Phone(opened, NUMBER, appliances.owner(place)),
    )
    if any(turn.get("by") or "tells_owner" in turn for turn in conversation["turns"]):
        owner.says("hello")  # within 24 hours, so that what the owner is told is no template
        customer.says("hello")
    for turn in conversation["turns"]:
        said = _filled(turn, place)
        if "tells_owner" in said:
            owner.hears_of(
                lambda said=said: check(said, conversations.happens(customer, said)), *said["tells_owner"]
            )
        elif "tells" in said:
            customer.hears_of(
                lambda said=said: check(said, conversations.happens(owner, said)), *said["tells"]
            )
        else:
            check(said, conversations.happens(owner if said.get("by") == "owner" else customer, said))
    if "books" in conversation:
        assert appliances.books_of(opened, customer.person) == {
            "tickets": [], "serials": 1, "stars": [], **conversation["books"],
        }  # fmt: skip


def _filled(turn: dict[str, Any], place: int) -> dict[str, Any]:
    """The turn with the serials of this conversation."""
    serials = {"{serial}": appliances.serial(place), "{unsold}": appliances.unsold(place)}

    def fill(value: Any) -> Any:
        if isinstance(value, list):
            return [fill(each) for each in value]
        for mark, serial in serials.items():
            value = value.replace(mark, serial) if isinstance(value, str) else value
        return value

    return {name: fill(value) for name, value in turn.items()}
