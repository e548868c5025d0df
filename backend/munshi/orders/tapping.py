"""What is chosen by a tap of how the goods come: a way, a table, a slot, an address."""

import re
from collections.abc import Callable, Mapping, Sequence

from munshi.asking.ordinals import by_number, by_pick
from munshi.orders import joining, named
from munshi.orders.choosing_slots import offered, take_slot
from munshi.orders.desk import Desk, terms_of
from munshi.orders.kept import Way
from munshi.orders.messages import Message
from munshi.orders.notes import keep_table, keep_way
from munshi.orders.places import come_to


def take(desk: Desk, choice: str | None) -> bool:
    """Takes what a button stands for; whether it is one of these."""
    kind, colon, chosen = (choice or "").partition(":")
    if not colon or kind not in _TAKE:
        return False
    _TAKE[kind](desk, chosen)
    return True


def _slot(desk: Desk, chosen: str) -> None:
    if not take_slot(desk, chosen):
        desk.note("slot_gone")


def _way(desk: Desk, chosen: str) -> None:
    if chosen in tuple(Way):
        keep_way(desk, Way(chosen))


def _place(desk: Desk, chosen: str) -> None:
    named.choose(desk, chosen)


def _pincode(desk: Desk, chosen: str) -> None:
    if chosen in terms_of(desk.business).pincodes:
        come_to(desk, None, chosen)


def answers(desk: Desk, question: str, message: Message) -> bool:
    """Takes a number or a place in the list as the answer to which slot or which table; whether it is one."""
    if question == "choose_table":
        figures = re.findall(r"\d+", message.text or "")
        table = message.beside.table or (str(int(figures[0])) if len(figures) == 1 else None)
        if table is not None:
            keep_table(desk, table)
        return table is not None
    chosen = _picked([each.id for each in offered(desk)], message)
    return chosen is not None and take_slot(desk, chosen)


def _picked(ids: Sequence[str], message: Message) -> str | None:
    """The one at a place that was said, from the front or from behind."""
    if message.is_figure:
        return by_number(ids, message.text or "")
    return by_pick(ids, next(iter(message.picks), ""))


_TAKE: Mapping[str, Callable[[Desk, str], None]] = {
    "slot": _slot,
    "way": _way,
    "table": keep_table,
    "place": _place,
    "pincode": _pincode,
    "order": lambda desk, _: joining.set_apart(desk),
}
