"""What conversations of money have in common: owners who have written, the customer's name, and the pay page."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.conftest import System
from tests.conversations import Turn
from tests.orders.phones import Phone

GREETINGS = {"hi": "नमस्ते", "en": "hello there", "hinglish": "namaste ji"}


def greeted_by(system: System, number: str, owners: Mapping[str, str]) -> None:
    """The owners, each by the language in which they write, have written: no template is sent to them."""
    for language, phone in owners.items():
        Phone(system, number, phone).says(GREETINGS[language])


def of_customer(turns: Sequence[Turn], name: str) -> list[Turn]:
    """The turns with the customer's own name in place of NAME, and their first in place of FIRST."""
    first = name.split()[0]

    def put(each: Any) -> Any:
        if isinstance(each, str):
            return each.replace("NAME", name).replace("FIRST", first)
        return [put(one) for one in each] if isinstance(each, list) else each

    return [{key: put(value) for key, value in turn.items()} for turn in turns]


def pay_page(phone: Phone) -> str:
    """The pay page to which the last button leads."""
    sent = phone._sent(after=0)["messages"]
    cards = [each["content"].get("interactive", {}) for each in sent]
    return str([card["action"]["parameters"]["url"] for card in cards if card.get("type") == "cta_url"][-1])
