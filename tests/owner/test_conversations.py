"""An owner's evening in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each at a `shop` (if nothing is said) or a restaurant of its own, whose owner speaks the
`language`. In a turn the `owner`, the `customer` or the `helper` says something or, with `taps`, taps it, and hears
every one of the pieces it `hears`; with `photo`, a picture of that name comes with the words. `told` is what another
one is told by it, by who that is; their next tap is on that.
`books` hold the orders, and of stock, prices and what is off sale that which is named.
"""

from typing import Any

import pytest

from tests import conversations
from tests.conftest import System
from tests.orders.phones import Heard, Phone
from tests.owner.shops import Place

FOUND = conversations.found(__file__)
PEOPLE = ("owner", "customer", "helper")


@pytest.mark.parametrize(
    ("place", "conversation"),
    enumerate(conversation for _, conversation in FOUND),
    ids=conversations.named(FOUND),
)
def test_conversation(system: System, place: int, conversation: dict[str, Any]) -> None:
    business = Place(system, place, conversation)
    for turn in conversation["turns"]:
        who = next(each for each in PEOPLE if each in turn)
        conversations.check({**turn, "says": turn[who]}, _with_those_told(business, who, turn))
    _hold(business.holds(), conversation["books"])


def _with_those_told(business: Place, who: str, turn: dict[str, Any]) -> Heard:
    """What the person hears, once all others have been told what they are."""
    phone, answers = business.who(who), []
    happening = lambda: answers.append(_happens(phone, turn[who], turn))  # noqa: E731
    for other, pieces in turn.get("told", {}).items():
        business.who(other).hears_of(happening, *pieces)
        happening = lambda: None  # noqa: E731
    if not answers:
        happening()
    return answers[0]


def _happens(phone: Phone, said: str, turn: dict[str, Any]) -> Heard:
    if "photo" in turn:
        return conversations.happens(phone, {**turn, "sends": turn["photo"], "with": said})
    return conversations.happens(phone, {**turn, ("taps" if turn.get("taps") else "says"): said})


def _hold(held: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert held["orders"] == wanted.get("orders", []), held["orders"]
    for part in ("stock", "prices", "portions"):
        for sku, figure in wanted.get(part, {}).items():
            assert held[part][sku] == figure, (part, sku, held[part][sku])
    assert held["off"] == wanted.get("off", [])
