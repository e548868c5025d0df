"""More of a thing, with what it shall come to in all: *2 more ice bags, total 10*. Where they disagree it is asked."""

import re
from dataclasses import replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import QuantityQuestion, quantity_for
from munshi.orders.settling import settle, wish_for
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "in_all.yml")
SUM = re.compile(
    rf"(?<!\w)(?:{LISTS.any_of('sum')})\s(?P<behind>\d+)(?!\w)"
    rf"|(?<!\w)(?P<before>\d+)\s(?:{LISTS.any_of('sum_behind')})(?!\w)"
)
FIGURE = re.compile(r"(?<!\S)\d+(?!\S)")


def with_sums(desk: Desk, message: Message) -> Message:
    """The message without the amount in all, which is no line of goods, beside the one thing of which more shall come.

    What does not come to it is not taken: it is asked how much of what is there already there shall be.
    """
    found = SUM.search(plain(message.said or message.text))
    if found is None:
        return message
    total = Decimal(found["behind"] or found["before"])
    lines = [_more_of(line, total) for line in message.lines if not _names_sum(line.name)]
    more = [line for line in lines if line.op is Op.ADD and line.name and line.quantity is not None]
    if len(more) != 1:
        return message
    items = desk.shelf.meant(more[0].name or "", desk.near).items
    if len(items) == 1 and desk.cart.held(items[0]) and not _comes_to(desk, more[0], total):
        settle(desk, replace(wish_for(more[0], items), quantity=total, repeats=True))
        lines = [line for line in lines if line is not more[0]]
    return replace(message, lines=lines)


def _more_of(line: Said, total: Decimal) -> Said:
    """A line in whose words more of a thing and all of it stand, with the amount that shall come besides."""
    text = plain(line.text)
    found = SUM.search(text)
    if found is None or line.op is not Op.ADD or line.quantity != total:
        return line
    more = FIGURE.search(text[: found.start()])
    return replace(line, quantity=Decimal(more.group())) if more else line


def _comes_to(desk: Desk, more: Said, total: Decimal) -> bool:
    """Whether so much more of it makes so much in all."""
    item = desk.shelf.meant(more.name or "", desk.near).items[0]
    try:
        wanted = quantity_for(more.quantity, more.unit, more.pack, item.measure)
    except QuantityQuestion:
        return False
    return desk.cart.held(item) + wanted == total


def _names_sum(name: str | None) -> bool:
    """Whether a name of what is counted only says that so many are all: the *total* of *2 more, total 10*."""
    said = set(plain(name).split())
    known = LISTS.words("sum")
    return not said.isdisjoint(known) and said <= known | LISTS.words("beside")
