"""Visits in whole conversations: signed webhook, connector, Rasa, actions, books, and back to three phones.

A file holds conversations, each of a customer and a technician of their own: what the customer has `bought`, `turns`,
and what the `books` hold in the end. A turn is of the customer, or `by` the technician or the owner; it `says`, `taps`,
`sends` a photo, or `tells_code`, the code that the customer was sent last, alone or in words; or it `waits` for pieces
of what comes by itself. `hears` are pieces of its answer, `customer`, `technician` and `owner` pieces of
what they are told of it.
`{pincode}` is that of the customer, `{customer}` their phone.
"""

import re
import time
from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import Turn, check
from tests.orders.phones import ANSWERED_WITHIN, Heard, Phone, _heard
from tests.service.visits import shop

FOUND = conversations.found(__file__)
HALF_A_MINUTE = 30.0
CODE = re.compile(r"\*(\d{4})\*")
PEOPLE = ("customer", "technician", "owner")


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
    people = {"customer": shop.customer, "technician": shop.technician, "owner": shop.owner}
    phones = {who: Phone(opened, shop.number(place), phone(place)) for who, phone in people.items()}
    told = {who for turn in conversation["turns"] for who in PEOPLE if who in turn}
    for who in sorted(told - {"customer"}):
        phones[who].says("hello")  # within 24 hours, so that what they are told is no template
    for turn in conversation["turns"]:
        _take(phones, turn, place)
    wanted = {"visits": [], "parts": [], "plans": [], **conversation.get("books", {})}
    assert shop.books_of(opened, place) == wanted


def _take(phones: dict[str, Phone], turn: Turn, place: int) -> None:
    if "waits" in turn:
        _wait(phones[turn.get("by", "customer")], turn["waits"])
        return
    others = [who for who in PEOPLE if who in turn]
    before = {who: phones[who].latest() for who in others}
    check(turn, _happens(phones, turn, place))
    for who in others:
        phones[who].heard.append(_told(phones[who], before[who], turn[who]))
        missing = [piece for piece in turn[who] if piece not in phones[who].heard[-1].text]
        assert not missing, phones[who].heard[-1].text or f"{who} is told nothing"


def _told(phone: Phone, after: int, pieces: list[str]) -> Heard:
    """What somebody is told from then on, until all the pieces are there: the owner hears of others meanwhile."""
    ends, told, last = time.monotonic() + ANSWERED_WITHIN, _heard(()), after
    while any(piece not in told.text for piece in pieces) and (left := ends - time.monotonic()) > 0:
        last = phone._sent(after=last, wait=min(left, ANSWERED_WITHIN))["position"]
        told = _heard(phone._sent(after=after)["messages"])
    return told


def _wait(phone: Phone, pieces: list[str]) -> None:
    """The books look after visits every half minute."""
    ends = time.monotonic() + HALF_A_MINUTE + ANSWERED_WITHIN
    while time.monotonic() < ends:
        said = [_heard([message]) for message in phone._sent(after=0)["messages"]]
        told = next((heard for heard in said if all(piece in heard.text for piece in pieces)), None)
        if told:
            phone.heard.append(told)
            return
        time.sleep(0.5)
    raise AssertionError(f"nothing has {pieces}")


def _happens(phones: dict[str, Phone], turn: Turn, place: int) -> Heard:
    phone = phones[turn.get("by", "customer")]
    if "tells_code" in turn:
        codes = [found for heard in phones["customer"].heard for found in CODE.findall(heard.text)]
        said = "{code}" if turn["tells_code"] is True else turn["tells_code"]
        return conversations.happens(phone, {**turn, "says": said.replace("{code}", codes[-1])})
    if "says" in turn:
        named = {"pincode": shop.pincode(place), "customer": shop.customer(place)}
        said = turn["says"]
        for name, value in named.items():
            said = said.replace(f"{{{name}}}", value)
        return conversations.happens(phone, {**turn, "says": said})
    return conversations.happens(phone, turn)
