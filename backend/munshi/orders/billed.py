"""In whose name the bill of an order shall be: the GSTIN of a firm, and its name, said beside the goods."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills import gstins, naming
from munshi.callers import Caller
from munshi.orders import bill_names, khata_wishes, on_khata
from munshi.orders.address_words import surely_an_address
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message
from munshi.outcomes import Outcome
from munshi.turns import decide

CLAUSE = re.compile(r"[^,;\n।]+")


def names_firm(message: Message) -> bool:
    """Whether a GSTIN is written, right or wrong, or in whose name the bill shall be."""
    return gstins.find(message.said or "") is not None or bill_names.find(message.said) is not None


def without_name(message: Message) -> Message:
    """The message without the words that say in whose name the bill shall be."""
    named = bill_names.find(message.said)
    return bill_names.without(message, named) if named else message


def names_wrong_firm(message: Message) -> bool:
    """Whether one is written that cannot be."""
    written = gstins.find(message.said or "")
    return written is not None and written.problem is not None


def take(desk: Desk, message: Message) -> Message:
    """Keeps the firm for the bills to come, or says what is wrong with its number; the message without it."""
    said = message.said or ""
    message = _without_noted_name(desk, on_khata.without_another(desk, message))
    if any(khata_wishes.takes_off(note.text) for note in message.beside.notes):
        khata_wishes.ahead_of(desk)
    if named := bill_names.find(said):
        desk.cart.kept.bill_name = named.name
        return bill_names.without(message, named)
    if not names_firm(message):
        return message
    kept = decide(desk.session, desk.caller, lambda here, by: _kept(here, by, said))
    desk.note(kept.outcome, **kept.facts)
    if naming.refused_in(desk.caller, said) and (name := bill_names.beside_a_number(said)):
        desk.cart.kept.bill_name = name
        desk.note("bill_name_noted", buyer=name)
    goods = " ".join(_of_goods(said)).casefold()
    lines = [line for line in message.lines if (line.text or line.name or "").casefold() in goods]
    notes = [note for note in message.beside.notes if note.text.casefold() in goods]
    where = message.where if surely_an_address(goods) else goods  # the number of a firm is no place
    return replace(message, lines=lines, where=where, beside=replace(message.beside, notes=notes))


def _without_noted_name(desk: Desk, message: Message) -> Message:
    """Keeps the name of a bill, or of who orders, that was read as a note; the message without that note."""
    notes = {note.text: name for note in message.beside.notes if (name := bill_names.noted(note.text))}
    for name in notes.values():
        desk.cart.kept.bill_name = name
    if desk.caller.person.name is None:
        own = {note.text: name for note in message.beside.notes if (name := bill_names.of_person(note.text))}
        desk.caller.person.name = next(iter(own.values()), None)
        if own:
            desk.note("noted", names=list(own))
        notes |= own
    rest = [_of_order(note) for note in message.beside.notes if note.text not in notes]
    return replace(message, beside=replace(message.beside, notes=rest))


def _of_order(note: Spoken) -> Spoken:
    """A note in whose name the order stands is one of the order, whatever stands beside it."""
    return replace(note, wished=True) if bill_names.of_order(note.text) else note


def _kept(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    kept = naming.beside_an_order(session, caller, said)
    assert kept is not None
    return kept


def _of_goods(said: str) -> Sequence[str]:
    """The clauses before the one with the number: behind it stands the firm."""
    clauses = CLAUSE.findall(said)
    at = next((place for place, clause in enumerate(clauses) if gstins.find(clause)), 0)
    return clauses[:at]
