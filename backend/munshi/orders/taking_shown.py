"""What was shown as an answer is ordered in a word: "haan 2 kilo", "ye wala", "dono", a name among those shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.answers import conclude
from munshi.orders.bringing import find_place
from munshi.orders.desk import Desk
from munshi.orders.hearing import hear
from munshi.orders.messages import Message, Said
from munshi.orders.notes import as_notes, keep
from munshi.orders.shown import Shown, last_shown
from munshi.orders.told_apart import with_counts
from munshi.orders.wishes import Ask, Op, Wish
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "taking_shown.yml")
BOTH, A_FEW = 2, 5


def take(session: Session, caller: Caller, message: Message, *, yes: bool = False) -> Outcome[Any] | None:
    """The cart with what was shown and is wanted now; None where the message means something else.

    What was shown is a choice that is asked about for this one message, so it is answered as any choice is; what is
    said beside the goods is kept with them.
    """
    desk = Desk(session, caller)
    message = find_place(desk, with_counts(desk, message), asked=False)
    desk.look_ahead(message.beside.hour)
    shown = [each for each in last_shown(session, caller) if desk.shelf.item(each.key)]
    if not shown or desk.cart.open_wish or _names_others(desk, message, shown):
        return None
    if wishes := _of_everything(desk, message, shown, yes=yes):
        desk.note_results(desk.cart.fulfil(wishes, desk.shelf))
        keep(desk, as_notes(desk, message, heard=True))
        return conclude(desk, "empty")
    wish = _wish(desk, message, shown)
    desk.cart.wishes.insert(0, wish)
    if yes and not message.lines:
        desk.note_results(desk.cart.answer([replace(wish, question=None)], desk.shelf))
        keep(desk, as_notes(desk, message, heard=True))
        return conclude(desk, "empty")
    heard = hear(desk, message, Op.ADD)
    if wish in desk.cart.wishes and not _names_these(desk, message, shown):
        desk.cart.wishes.remove(wish)
        desk.notes = [
            note for note in desk.notes if note["note"] != "asked_next"
        ]  # behind no question any more
    if not heard:
        return None
    keep(desk, as_notes(desk, message, heard=True))
    return conclude(desk, "empty")


def begins_with_amount(message: Message) -> bool:
    """Whether an amount without a name comes first: "1 please and 1 thermometer"."""
    first = next(iter(message.lines), None)
    if first is None or first.name or first.sku is not None or first.op not in (None, Op.ADD):
        return False
    return first.quantity is not None and not message.is_figure


def takes_all(text: str | None) -> bool:
    """Whether all that was shown is wanted: *dono de do*."""
    said = plain(text)
    return (LISTS.has(said, "both") or LISTS.has(said, "all")) and not LISTS.has(said, "but")


def takes_two(text: str | None) -> bool:
    """Whether two are meant: *dono*."""
    return LISTS.has(plain(text), "both")


def _of_everything(desk: Desk, message: Message, shown: Sequence[Shown], *, yes: bool) -> list[Wish] | None:
    """A wish for each thing that was asked about, where all are wanted: by *dono*, or by a yes that names none.

    Of a name with several goods it is asked which; where nothing was asked by name, each of the few that were shown.
    What has its amounts, as a quotation has, is wanted in whole.
    """
    groups = _by_name(shown)
    words = takes_all(message.said or message.text)
    several = len(groups) > 1 and all(each[0].name for each in groups)
    if any(line.name for line in message.lines) or not (words or (yes and several and not message.lines)):
        return None
    if words and not several:
        groups = [[each] for each in shown]
    most = BOTH if takes_two(message.said or message.text) else A_FEW
    are_counted = all(each[0].quantity is not None for each in groups)
    if len(groups) < BOTH or (len(groups) > most and not are_counted):
        return None
    amount = next((line for line in message.lines if line.quantity is not None), None)
    return [_of_group(desk, group, amount) for group in groups]


def _by_name(shown: Sequence[Shown]) -> list[list[Shown]]:
    groups: dict[str, list[Shown]] = {}
    for each in shown:
        groups.setdefault(each.name or each.key, []).append(each)
    return list(groups.values())


def _of_group(desk: Desk, group: Sequence[Shown], amount: Said | None) -> Wish:
    first, keys = group[0], tuple(each.key for each in group)
    item = desk.shelf.item(first.key)
    asked = first.name or (item.name[desk.language] if item else first.key)
    if amount is not None:
        return Wish(asked, keys, amount.quantity, amount.unit, amount.pack)
    return Wish(asked, keys, first.quantity, first.unit)


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


def _names_these(desk: Desk, message: Message, shown: Sequence[Shown]) -> bool:
    """Whether a name is of several that were shown, and leaves open which: *chicken wali*, of half and full."""
    keys = [each.key for each in shown]
    named = (line.name for line in message.lines if line.name and line.op is not Op.REMOVE)
    meant = ({item.key for item in desk.shelf.meant(name, keys).items} for name in named)
    return any(len(each.intersection(keys)) > 1 for each in meant)


def _in_all(names: Sequence[str]) -> str:
    """The words that every name has: chart paper, of the white and the coloured."""
    others = [name.casefold().split() for name in names]
    return " ".join(word for word in names[0].split() if all(word.casefold() in other for other in others))


def _wish(desk: Desk, message: Message, shown: Sequence[Shown]) -> Wish:
    """A wish for one of what was shown, called as it is now, or was asked about; of the only one in its amount.

    An amount that is said now is all that is wanted: nothing was ordered of what was shown.
    """
    names = [item.name[desk.language] for each in shown if (item := desk.shelf.item(each.key))]
    said = next((line.name for line in message.lines if line.name), None)
    asked = _in_all(names) or said or shown[0].name or names[0]
    keys = tuple(each.key for each in shown)
    counted = any(line.quantity is not None for line in message.lines)
    amount = shown[0] if len(shown) == 1 else Shown("")
    quantity = None if counted else amount.quantity
    return Wish(asked, keys, quantity, amount.unit, sure=True, question=Ask.CHOOSE_PRODUCT)
