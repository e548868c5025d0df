"""Addresses that a person calls by a name: "ghar wale pate par", "office bhej do"; kept from orders that go there."""

import re
from dataclasses import replace
from functools import cache

from sqlalchemy import select

from munshi import clock, kept_rows
from munshi.orders.address_words import written_address
from munshi.orders.desk import Desk
from munshi.orders.messages import Message
from munshi.orders.models import NamedAddress, Order
from munshi.orders.rules import Fulfilment
from munshi.word_lists import WordLists

LISTS = WordLists(__file__, "named.yml")
WORD = re.compile(r"[^\s,.;!?।]+")
HOME, LAST = "home", "last"
NEAR = 2  # words


def names(said: str | None) -> str | None:
    """The name of the address that words speak of: "office bhej do" of `office`; None where they name none."""
    words = [word.casefold() for word in WORD.findall(said or "")]
    for at, word in enumerate(words):
        name = _places().get(word)
        leads = LISTS.words("address" if name == LAST else "behind")
        near = words[max(at - NEAR, 0) : at] if name == LAST else []  # "address wahi purana"
        if name and any(each in leads for each in (*near, *words[at + 1 : at + 1 + NEAR])):
            return name
        if name and name != LAST and _leads_there(words[:at]):
            return name
    return None


def _leads_there(before: list[str]) -> bool:
    """Whether the words before a place say that something goes there: "deliver to my office"."""
    while before and before[-1] in LISTS.words("between"):
        before = before[:-1]
    return bool(before) and before[-1] in LISTS.words("before")


def take(desk: Desk, message: Message) -> Message:
    """Brings the goods to the address that is named; the message without its words.

    An address that is told along is called so from now on. One that is not known yet is asked for; home only where
    another place is known, since who says it may mean no more than that the goods shall be brought.
    """
    name = names(message.said)
    if name is None:
        return message
    kept, cart = desk.cart.kept, desk.cart
    if name == LAST:
        kept.said_where = kept.said_where or bool(cart.address)  # that of the last order is proposed
        if not cart.address:
            desk.note("no_address_yet")
        return _without(message, name)
    told = written_address(message.said or "")
    found = None if told and told.pincode else _known(desk, name)
    if found is not None:
        cart.address, cart.pincode, kept.said_where = found.address, found.pincode, True
    elif not told and (name != HOME or _is_elsewhere(desk)):
        cart.address, cart.pincode, kept.said_where = None, None, True
    kept.place_name = name
    return _without(message, name)


def _is_elsewhere(desk: Desk) -> bool:
    """Whether the goods would go to a place that is not home: then home is another one."""
    return desk.cart.kept.place_name not in (None, HOME) or bool(names_kept(desk))


def names_kept(desk: Desk) -> list[str]:
    """What the person calls the addresses that are kept, the last used first."""
    query = (
        select(NamedAddress.name)
        .where(NamedAddress.business_id == desk.business.id, NamedAddress.person_id == desk.caller.person.id)
        .order_by(NamedAddress.at.desc())
    )
    return list(desk.session.scalars(query))


def choose(desk: Desk, name: str) -> bool:
    """Brings the goods to an address that was tapped; whether there is one of that name."""
    found = _known(desk, name)
    if found is not None:
        desk.cart.address, desk.cart.pincode = found.address, found.pincode
        desk.cart.kept.said_where, desk.cart.kept.place_name = True, name
    return found is not None


def remember(desk: Desk, order: Order) -> None:
    """Keeps where an order goes under the name that was said for it; the first one of a person is home."""
    if order.fulfilment != Fulfilment.DELIVERY or not (order.address and order.pincode):
        return
    name = desk.cart.kept.place_name or (HOME if not names_kept(desk) else None)
    if name is None:
        return
    whose = {**kept_rows.of_person(desk.caller), "name": name}
    said = {"address": order.address, "pincode": order.pincode, "at": clock.now()}
    kept_rows.put(desk.session, NamedAddress, whose, said)


def _known(desk: Desk, name: str) -> NamedAddress | None:
    return desk.session.get(NamedAddress, (desk.business.id, desk.caller.person.id, name))


def _without(message: Message, name: str) -> Message:
    """The message without what was read as goods or as a note out of the words that name the address."""
    called = {word for word, of in _places().items() if of == name}
    called |= LISTS.words("address") if name == LAST else frozenset()
    known = called.union(
        *(LISTS.words(list_) for list_ in ("behind", "before", "between", "beside", "address"))
    )

    def is_of_it(text: str | None) -> bool:
        words = [word.casefold() for word in WORD.findall(text or "")]
        return any(word in called for word in words) and all(word in known for word in words)

    notes = [note for note in message.beside.notes if not is_of_it(note.text)]
    lines = [line for line in message.lines if not is_of_it(line.name)]
    place = message.beside.place
    points = name == LAST and not any(
        sign.isdecimal() for sign in place or ""
    )  # "wahi pata jo AC ke liye diya tha"
    place = None if points or is_of_it(place) else place
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes, place=place))


@cache
def _places() -> dict[str, str]:
    return {word: name for name, words in LISTS.lists["places"].items() for word in words.split()}
