"""From the order to the last rupee, in whole conversations against the books.

A turn `says` or `taps`; with `by: owner` it is the owner who does. In one where the `shop` moves the last order so
far, or that `pays` on the page to which the last button leads, the customer hears of it. What a turn leads to, the
other side is `told`, and `can` tap. NAME and FIRST stand for the customer, ORDER for the number of their last
order. In the end the `books` hold these bills and payments, and so many rupees are `left` to pay.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests import conversations
from tests.billing.payments.shop import pay_online
from tests.billing.talk import of_customer, pay_page
from tests.billing.whole import shop
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
    customer = Phone(opened, shop.number(place), shop.customer(place)).lives()
    owner = Phone(opened, shop.number(place), shop.owners(place)[language])
    for turn in of_customer(conversation["turns"], shop.NAMES[place]):
        turn = shop.of_last_order(customer, turn)
        speaks, hears = (owner, customer) if turn.get("by") == "owner" else (customer, owner)
        happens = _happening(speaks, turn)
        if "told" in turn:
            told = hears.hears_of(happens, *turn["told"])
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            happens()
    assert shop.books_of(opened, place) == conversation["books"]


def _happening(phone: Phone, turn: Turn) -> Callable[[], None]:
    """The turn, whose answer is held to what the file wants of it."""
    return lambda: check(turn, _heard(phone, turn))


def _heard(phone: Phone, turn: Turn) -> Heard:
    if "shop" in turn:
        return shop.move(phone, turn["shop"])
    if "pays" in turn:
        return phone.hears_of(lambda: pay_online(phone.system, pay_page(phone), turn["pays"]))
    return conversations.happens(phone, turn)
