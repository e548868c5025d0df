"""How a conversation with a shop that repairs is held: the customer speaks, and the owner hears what they are told."""

from functools import partial
from typing import Any

from tests import conversations
from tests.conversations import check
from tests.orders.phones import Phone


def hold(conversation: dict[str, Any], customer: Phone, owner: Phone, pincode: str) -> None:
    """Has each turn happen, with `{pincode}` as the customer's; the owner hears what a turn `tells_owner`."""
    if any("tells_owner" in turn for turn in conversation["turns"]):
        owner.says("hello")  # within 24 hours, so that what the owner is told is no template
    for turn in conversation["turns"]:
        said = turn.get("says")
        turn = {**turn, "says": said.replace("{pincode}", pincode)} if said else turn
        happens = partial(_happens, customer, turn)
        if "tells_owner" in turn:
            owner.hears_of(happens, *turn["tells_owner"])
        else:
            happens()


def _happens(customer: Phone, turn: dict[str, Any]) -> None:
    check(turn, conversations.happens(customer, turn))
