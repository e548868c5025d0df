"""What is said of several orders in one message, or of one in several pieces: each is heard as a message of its own.

Steps of several orders stay together, as they are shown with one yes; what else is said of an order comes next, under
its whole reference.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, pieces
from munshi.asking.reading import Reading
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments.said import said_next
from munshi.callers import Caller
from munshi.orders.serving.altered import ADDS, LOWERS, OUT, SETS
from munshi.orders.serving.apart import HAPPENED, is_of_shelf, without_pieces
from munshi.orders.serving.gone import lines_with
from munshi.orders.serving.mentions import ASKED, FIGURE, GONE, MONEY, NUMBER, STEPS, Mention
from munshi.orders.serving.until import LATE, TO_COME
from munshi.orders.statuses import Status

CHANGES = frozenset({SETS, ADDS, LOWERS, OUT, GONE, LATE, TO_COME})
WHOLE = frozenset({STEPS, SETS, OUT, GONE})
TELLS = frozenset({"tells_customer", "told_behind"})
OF_ONE = (STEPS, SETS, LATE, TO_COME)  # what is said of one order
OF_EITHER = frozenset(
    {"came", "set"}
)  # what happens to the shelf, or to a line of an order: "jodo", "4 kar do"
OF_AN_ORDER = 4  # figures
LINE, MINUTES = "order_line", "duration"
Span = tuple[int, int]


class Part(NamedTuple):
    """The pieces that are said of the orders that they name; `of` is the one where only words before name it."""

    spans: Sequence[Span]
    of: str | None = None


def parted(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Iterator[tuple[Reading, str]]:
    """What is heard first, and the words that are heard next; nothing where all of it is one matter.

    Where nothing can be made of what would be first, the other way round.
    """
    others = {piece for piece in pieces(reading) if _is_of_another(session, caller, reading, piece, mentions)}
    parts = _parts(_without_numbers(reading, mentions), mentions, others)
    if len(parts) < 2 or any(reading.sides(each) for each in TELLS):
        return
    plain = [each for each in parts if _is_a_step(reading, each)]
    paid = [each for each in plain if _says(reading, each, MONEY)]
    if plain and 0 < len(paid) < len(plain):
        plain = [each for each in plain if each not in paid]
    named = [each for each in parts if any(_is_in(span, at.start) for span in each.spans for at in mentions)]
    if parts[0] not in named and Status.CANCELLED in reading.sides(STEPS):
        return  # what stands before it is why
    first = [each for each in plain if each in named] or named[:1]
    next_ones = [each for each in parts if each not in first]
    for here, after in ((first, next_ones), (next_ones, first)) if next_ones else ():
        left = without_pieces(reading, [span for each in after for span in each.spans])
        if any(each in named for each in here):
            yield left, ", ".join(_words(caller, reading, each, mentions) for each in after)


def _without_numbers(reading: Reading, mentions: Sequence[Mention]) -> Reading:
    """The same without goods that are read of the number of an order."""
    values = [
        each
        for each in reading.values
        if each.entity != LINE or not any(each.start < at.end and at.start < each.end for at in mentions)
    ]
    return replace(reading, values=values)


def _is_of_another(
    session: Session, caller: Caller, reading: Reading, piece: Span, mentions: Sequence[Mention]
) -> bool:
    """Whether a piece names none of the orders: a customer of none of them beside a figure, "farida ne 50 diye".

    So does one that begins with the number of an order that is not there, and one of the shelf.
    """
    text = (reading.text or "")[slice(*piece)]
    if _is_of_shelf(session, caller, reading, piece, mentions):
        return True
    if not FIGURE.search(text) or any(_is_in(piece, each.start) for each in mentions):
        return False
    number = NUMBER.match(text.strip())
    if (
        number
        and len(number[1]) >= OF_AN_ORDER
        and any(_says(reading, Part([piece]), each) for each in OF_ONE)
    ):
        return True
    people = {person.id for person in named_in(session, caller.business_id, text)}
    return bool(people) and people.isdisjoint(each.order.person_id for each in mentions)


def _is_of_shelf(
    session: Session, caller: Caller, reading: Reading, piece: Span, mentions: Sequence[Mention]
) -> bool:
    """Whether something has happened to goods of the shelf, which are of no order that is named: "maggi khatam"."""
    part = Part([piece])
    happened = _says(reading, part, GONE) or _says(reading, part, HAPPENED)
    names_one = any(_is_in(piece, each.start) for each in mentions)
    if not happened or names_one or _says(reading, part, STEPS) or Status.CANCELLED in reading.sides(STEPS):
        return False
    words = (reading.text or "")[slice(*piece)]
    may_be_theirs = OF_EITHER.issuperset(_sides(reading, part, HAPPENED)) and not _says(reading, part, GONE)
    if (
        may_be_theirs
        and _says(reading, part, SETS)
        and any(lines_with(session, each.order, words) for each in mentions)
    ):
        return False  # so much of a line of the order
    return is_of_shelf(session, caller, reading, mentions, words)


def _parts(reading: Reading, mentions: Sequence[Mention], others: Collection[Span]) -> list[Part]:
    """A piece that names an order begins a part, unless what is before says nothing yet: "1013 aur 1016 nikal gaye".

    So does one that changes the goods of the order before it.
    """
    parts: list[Part] = []
    for piece in pieces(reading):
        here = [each for each in mentions if _is_in(piece, each.start)]
        said = bool(parts) and _says_something(reading, parts[-1])
        if (here and said) or not parts or piece in others or (parts and parts[-1].spans[-1] in others):
            parts.append(Part([piece]))
        elif not here and said and (order := _changed(reading, piece, parts[-1], mentions)):
            parts.append(Part([piece], order))
        else:
            parts[-1] = parts[-1]._replace(spans=[*parts[-1].spans, piece])
    if len(parts) > 1 and parts[-1].spans[-1] not in others and not _says_something(reading, parts[-1]):
        return [*parts[:-2], Part([*parts[-2].spans, *parts[-1].spans])]
    return parts


def _changed(reading: Reading, piece: Span, last: Part, mentions: Sequence[Mention]) -> str | None:
    """The one order named before a piece that sets an amount or takes a line out, behind a part that is whole."""
    before = {each.order.reference for each in mentions if each.start < piece[0]}
    part = Part([piece])
    changes = _says(reading, part, OUT) or (_says(reading, part, SETS) and _has(reading, part, LINE))
    is_whole = any(_says(reading, last, each) for each in WHOLE)
    if (
        len(before) != 1
        or not (is_whole and changes)
        or any(_says(reading, part, each) for each in (STEPS, MONEY))
    ):
        return None
    return before.pop()


def _says_something(reading: Reading, part: Part) -> bool:
    """Whether anything is said there of the orders that are named."""
    said = any(_says(reading, part, each) for each in (*CHANGES, STEPS, MONEY, ASKED))
    return said or _has(reading, part, MINUTES) or _has(reading, part, LINE)


def _is_a_step(reading: Reading, part: Part) -> bool:
    """Whether a part tells a step of an order, or asks or denies one, and changes nothing of it."""
    if part.of:
        return False
    if Status.CANCELLED in _sides(reading, part, STEPS):
        return True  # what else is said is why
    changes = any(_says(reading, part, each) for each in (GONE, OUT, LATE)) or _has(reading, part, MINUTES)
    asks = _says(reading, part, ASKED) and not _says(reading, part, MONEY)
    return not changes and (_says(reading, part, STEPS) or asks)


def _words(caller: Caller, reading: Reading, part: Part, mentions: Sequence[Mention]) -> str:
    """The words of a part, its orders by their whole references."""
    text = reading.text or ""
    start, end = part.spans[0][0], part.spans[-1][1]
    for each in sorted(mentions, key=lambda each: -each.start):
        if start <= each.start < end and text[each.start : each.end].strip().isdecimal():
            text = text[: each.start] + each.order.reference + text[each.end :]
            end += len(each.order.reference) - (each.end - each.start)
    words = text[start:end].strip(SIGNS)
    return said_next(caller, "changed", order=part.of, words=words) if part.of else words


def _sides(reading: Reading, part: Part, facet: str) -> list[str]:
    return [
        each.value for each in reading.placed(facet) if any(_is_in(span, each.start) for span in part.spans)
    ]


def _says(reading: Reading, part: Part, facet: str) -> bool:
    return bool(_sides(reading, part, facet))


def _has(reading: Reading, part: Part, entity: str) -> bool:
    named = (each.start for each in reading.values if each.entity == entity)
    return any(_is_in(span, at) for at in named for span in part.spans)


def _is_in(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]
