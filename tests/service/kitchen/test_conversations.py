"""A desk of kitchen machines in whole conversations: webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of a customer with what they have `bought`. A turn `says` or `taps`, and `hears` every
one of its pieces; what it `tells_owner` the owner hears. `{pincode}` is the customer's. The `books` are as they stand
in the end: of each ticket what is wrong and its danger, of each visit the machine, the hour and the address.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.orders.phones import Phone
from tests.service.held import hold
from tests.service.kitchen import shop
from tests.service.kitchen.shop import NUMBER

FOUND = conversations.found(__file__)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shop in its books."""
    shop.open_shop(system, [conversation for _, conversation in FOUND])
    return system


@pytest.mark.parametrize(
    ("place", "conversation"),
    enumerate(conversation for _, conversation in FOUND),
    ids=conversations.named(FOUND),
)
def test_conversation(opened: System, place: int, conversation: dict[str, Any]) -> None:
    customer, owner = Phone(opened, NUMBER, shop.customer(place)), Phone(opened, NUMBER, shop.OWNER)
    hold(conversation, customer, owner, shop.pincode(place))
    wanted = {"tickets": [], "visits": [], "orders": [], "plans": [], **conversation.get("books", {})}
    assert shop.books_of(opened, customer.person) == wanted
