"""Goods that came wrong in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of a customer and an owner of its own, with the goods that were `brought` before. A
turn is of the customer, or `by: owner`; what it `tells_owner`, or `tells` the customer, the other one hears. `{name}`
is the customer's. The `books` are as they stand in the end: what was made good by line, what is owed in rupees, and
what went out free.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import check
from tests.orders.phones import Phone
from tests.service.goods import shop
from tests.service.goods.shop import NUMBER

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
    customer, owner = (
        Phone(opened, NUMBER, shop.customer(place)),
        Phone(opened, NUMBER, shop.owner(place)),
    )
    owner.says("hello")  # within 24 hours, so that what they are told is no template
    customer.says("hello")
    shop.has_brought(opened, customer, [_line(goods) for goods in conversation["brought"]])
    for turn in conversation["turns"]:
        one, other = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        if "says" in turn:
            turn = {**turn, "says": turn["says"].replace("{name}", shop.NAMES[place])}
        pieces = turn.get("tells_owner") or turn.get("tells")
        if pieces is None:
            check(turn, conversations.happens(one, turn))
            continue
        other.hears_of(lambda one=one, turn=turn: check(turn, conversations.happens(one, turn)), *pieces)
    wanted = {"made_good": [], "free": [], **conversation["books"]}
    assert shop.books_of(opened, customer.person) == wanted


def _line(goods: str) -> dict[str, str]:
    quantity, unit, name = goods.split(maxsplit=2)
    return {"name": name, "quantity": quantity, "unit": unit}
