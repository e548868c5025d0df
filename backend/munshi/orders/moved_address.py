"""Where an order that the shop has accepted shall go instead: it stands in the order, and who sees to it is told."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from munshi import clock
from munshi.orders.addresses import Address
from munshi.orders.desk import Desk, terms_of
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.notices import tell_shop
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

FILE = Path(__file__).with_name("reopening.yml")
BEFORE_IT_LEAVES = frozenset({Status.ACCEPTED, Status.READY})
WORD = re.compile(r"[^\s,.:;!?।]+[\s,.:;!?।]*")


def moved(desk: Desk, order: Order, place: Address | None) -> Outcome[Any] | None:
    """The order with the address; None where none is said for sure, it is not brought, or it has left already."""
    text = _without_wish(place.text or "") if place else ""
    if not text or order.status not in BEFORE_IT_LEAVES or order.fulfilment != Fulfilment.DELIVERY:
        return None
    pincode = (place.pincode if place else None) or order.pincode
    if pincode not in terms_of(desk.business).pincodes:
        return None
    order.address, order.pincode = text, pincode
    desk.session.flush()
    tell_shop(desk.session, order, "order_address", f"{order.reference}:address:{clock.now().isoformat()}")
    return Outcome[str](outcome="address_moved", facts=facts_of(desk.caller, order))


def _without_wish(text: str) -> str:
    """The address without the words before it that only say that it is another one."""
    while found := WORD.match(text):
        if found.group().strip(" ,.:;!?।").casefold() not in _leading():
            break
        text = text[found.end() :]
    return text.strip(" ,.:;!?।")


@cache
def _leading() -> frozenset[str]:
    lists = yaml.safe_load(FILE.read_text("utf-8"))
    return frozenset(word for name in ("address", "changes", "leading") for word in lists[name].split())
