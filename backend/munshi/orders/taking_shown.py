"""What was shown as an answer is ordered in a word: "haan 2 kilo", "ye wala", a name among those shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.answers import conclude
from munshi.orders.bringing import find_place
from munshi.orders.desk import Desk
from munshi.orders.hearing import hear
from munshi.orders.messages import Message
from munshi.orders.notes import as_notes, keep
from munshi.orders.shown import Shown, last_shown
from munshi.orders.wishes import Ask, Op, Wish
from munshi.outcomes import Outcome


def take(session: Session, caller: Caller, message: Message, *, yes: bool) -> Outcome[Any] | None:
    """The cart with what was shown and is wanted now; None where the message means something else.

    What was shown is a choice that is asked about for this one message, so it is answered as any choice is; what is
    said beside the goods is kept with them.
    """
    desk = Desk(session, caller)
    message = find_place(desk, message, asked=False)
    desk.look_ahead(message.beside.hour)
    shown = [each for each in last_shown(session, caller) if desk.shelf.item(each.key)]
    if not shown or desk.cart.open_wish or _names_others(desk, message, shown):
        return None
    wish = _wish(desk, shown)
    desk.cart.wishes.insert(0, wish)
    if yes and not message.lines:
        desk.note_results(desk.cart.answer([replace(wish, question=None)], desk.shelf))
        keep(desk, as_notes(desk, message, heard=True))
        return conclude(desk, "empty")
    heard = hear(desk, message, Op.ADD)
    if wish in desk.cart.wishes:
        desk.cart.wishes.remove(wish)
        desk.notes = [
            note for note in desk.notes if note["note"] != "asked_next"
        ]  # behind no question any more
    if not heard:
        return None
    keep(desk, as_notes(desk, message, heard=True))
    return conclude(desk, "empty")


def _names_others(desk: Desk, message: Message, shown: list[Shown]) -> bool:
    """Whether goods are named of which none was shown, with no amount before them that is of what was."""
    first = next(iter(message.lines), None)
    if first and not first.name and (first.quantity is not None or first.pack is not None):
        return False
    keys = [each.key for each in shown]
    if first and first.name and {item.key for item in desk.shelf.meant(first.name, keys).items} & set(keys):
        return False  # "half 1 aur 4 roti"
    named = [line.name for line in message.lines if line.name]
    meant = [{item.key for item in desk.shelf.meant(name, keys).items} for name in named]
    return any(each and each.isdisjoint(keys) for each in meant)


def _in_all(names: Sequence[str]) -> str:
    """The words that every name has: chart paper, of the white and the coloured."""
    others = [name.casefold().split() for name in names]
    return " ".join(word for word in names[0].split() if all(word.casefold() in other for other in others))


def _wish(desk: Desk, shown: list[Shown]) -> Wish:
    """A wish for one of what was shown; of the only one in the amount that was spoken of."""
    names = [item.name[desk.language] for each in shown if (item := desk.shelf.item(each.key))]
    asked = _in_all(names) or names[0]
    keys = tuple(each.key for each in shown)
    amount = shown[0] if len(shown) == 1 else Shown("")
    return Wish(asked, keys, amount.quantity, amount.unit, sure=True, question=Ask.CHOOSE_PRODUCT)
