"""Which line of an order words name as one that the shop does not have: by some of its name, or by its sound."""

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.ordinals import by_number
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.catalogue.figures import WORD
from munshi.catalogue.units import canonical
from munshi.orders.items import key_of
from munshi.orders.models import Order, OrderLine
from munshi.orders.quantities import SCALES
from munshi.orders.serving import filing, moving
from munshi.orders.serving.moving import of_the_shop
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal
from spelling import key

PAGE = "move_order"
MOST_WORDS = 4  # of an answer
WORDS = re.compile(rf"\d+|{WORD}")


def of_gone(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The line that was asked for, by its place in the list or its name; a no leaves the order as it is."""
    reference = asked.summary
    if reading.is_tap or reference is None:
        return None
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="moves_kept"))
    if not _may_answer(reading):
        return None
    named = heard(session, caller, PAGE, lambda here, by: _told(here, by, reference, reading.text or ""))
    return None if named.outcome.outcome == "no_such_line" else named


def report(
    session: Session,
    caller: Caller,
    order: Order,
    names: Sequence[str],
    instead: str | None = None,
    *,
    accepts: bool = False,
) -> Outcome[Any]:
    """What is named has run out of the order, which is accepted beside that where it `accepts` it.

    Of several lines that may be meant by one name it is asked which; then, and where a name is none of the order's,
    nothing is done.
    """
    found = [(name, lines_named(session, order, name)) for name in names]
    if unknown := [name for name, lines in found if not lines]:
        raise Refusal("no_such_line", reference=order.reference, names=unknown)
    if unsure := next((lines for _, lines in found if len(lines) > 1), None):
        return filing.ask_which(session, caller, order.reference, unsure)
    if accepts and order.status == Status.PLACED:
        moving.move(session, caller, order.reference, Status.ACCEPTED)
    return filing.report_lines(session, caller, order, [lines[0] for _, lines in found], instead)


def lines_named(session: Session, order: Order, name: str) -> Sequence[OrderLine]:
    """The lines that have the most of the words; where none has any, what they sound like, or the size said alone."""
    shelf = _shelf_of(session, order)
    if lines := _most_called(shelf, order, Called.of(name)):
        return lines
    keys = {key_of(line.sku, line.variant): line for line in order.lines}
    meant = shelf.meant(name, near=list(keys))
    return [keys[item.key] for item in meant.items if item.key in keys] or _sized(shelf, order, name)


def lines_with(session: Session, order: Order, words: str) -> Sequence[OrderLine]:
    """Every line of which one of the words is a name; where none is, of which one is the size."""
    shelf, said = _shelf_of(session, order), Called.of(words)
    named = [line for line in order.lines if said.names & _called(shelf, line).names]
    return named or _sized(shelf, order, words)


class Called(NamedTuple):
    """The words of a name as they sound, apart from those of its size: the 1 and kg of Surf Excel 1 kg."""

    names: frozenset[str]
    sizes: frozenset[str]

    @classmethod
    def of(cls, *texts: str) -> "Called":
        words = [word for text in texts for word in WORDS.findall(text)]
        sizes = {word for word in words if word.isdecimal() or canonical(word) in SCALES}
        return cls(_sounds(set(words) - sizes), _sounds(sizes))


def _sounds(words: Collection[str]) -> frozenset[str]:
    return frozenset(sound for word in words for sound in key(word).split())


def _most_called(shelf: StockedShelf, order: Order, said: Called) -> Sequence[OrderLine]:
    """The lines whose names have the most of what is said; sizes only tell them apart."""
    each = [(_called(shelf, line), line) for line in order.lines]
    common = [((len(said.names & has.names), len(said.sizes & has.sizes)), line) for has, line in each]
    most = max((found for found, _ in common), default=(0, 0))
    return [line for found, line in common if most[0] and found == most]


def _sized(shelf: StockedShelf, order: Order, words: str) -> Sequence[OrderLine]:
    """The lines of a size, of words that name no goods of the shop."""
    said = Called.of(words)
    if not said.sizes or shelf.name_in(" ".join(said.names)):
        return []
    found = [(len(said.sizes & _called(shelf, line).sizes), line) for line in order.lines]
    most = max((number for number, _ in found), default=0)
    return [line for number, line in found if most and number == most]


def _may_answer(reading: Reading) -> bool:
    """Whether it may be a name or a place alone: no amount of it, and nothing else that has happened to it."""
    words = (reading.text or "").split()
    counts = len(words) > 1 and any(word.isdecimal() for word in words)
    return len(words) <= MOST_WORDS and not counts and {"gone"}.issuperset(reading.sides("happened"))


def _told(session: Session, caller: Caller, reference: str, text: str) -> Outcome[Any]:
    order = of_the_shop(session, caller, reference)
    if line := by_number(order.lines, text):
        return filing.report(session, caller, reference, line.position)
    return report(session, caller, order, [text])


def _shelf_of(session: Session, order: Order) -> StockedShelf:
    shelf = StockedShelf(session, order.business_id)
    shelf.fetch({line.sku for line in order.lines})
    return shelf


def _called(shelf: StockedShelf, line: OrderLine) -> Called:
    """All that a line is called."""
    item = shelf.item(key_of(line.sku, line.variant))
    return Called.of(*line.name.values(), *(line.variant or {}).values(), *(item.aliases if item else ()))
