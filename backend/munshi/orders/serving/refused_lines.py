"""What the shop's words say of lines that shall not go: who does not want them, what comes off the bill for them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import pieces, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.bills.returning import of_lines
from munshi.billing.bills.terms import makes_bills
from munshi.callers import Caller
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving import filing, taking_out
from munshi.orders.serving.altered import FIGURE, OUT, names_the_order, without_orders
from munshi.orders.serving.gone import lines_named, lines_with
from munshi.orders.serving.mentions import ASKED, DENIED, GONE, STEPS, Mention
from munshi.orders.serving.moving import ask_why
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import lowers

PAGE, OF_BILLS = "move_order", "credit_bill"
REFUSED, NOT_GOING, NOT_GIVEN, INSTEAD = (
    "refused_by_customer",
    "line_not_going",
    "line_not_given",
    "offers_instead",
)  # facets
GRAMS = 1000  # in a kilo
PAISE = 100
NUMBER = re.compile(r"\d+")


def of_refused(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """ "1013 se rabdi hata do, customer ne mana kiya", "1013 me rabdi nahi jayegi, 105 kam karo".

    Where the words only say that it shall not come, its customer is asked; what ran out is another matter.
    """
    named = {each.order.id: each.order for each in mentions}
    asks = whether(reading) or not {DENIED}.issuperset(reading.sides(ASKED))
    if len(named) != 1 or asks or reading.sides(INSTEAD) or _names_the_order(reading, mentions):
        return None
    order = next(iter(named.values()))
    if order.status == Status.DELIVERED:
        return _of_delivered(session, caller, reading, order, mentions)
    if {Status(each) for each in reading.sides(STEPS)} - {Status.CANCELLED}:
        return None  # each piece is heard by itself
    goes = reading.sides(OUT) or reading.sides(NOT_GOING)
    by_customer = bool(reading.sides(REFUSED))
    if order.status not in OPEN or not (goes or by_customer) or (reading.sides(GONE) and not by_customer):
        return None
    lines = _lines(session, reading, order, mentions)
    sums = _sums(reading, order, lines, mentions)
    if not lines or sums is None:
        return None
    if not (by_customer or sums or reading.sides(NOT_GOING)):
        return None  # it is asked of its customer, as what is only to be left out

    def work(here: Session, by: Caller) -> Outcome[Any]:
        if unsure := _unsure(session, reading, order, mentions):
            facts = {"reference": order.reference, "goods": [dict(line.name) for line in unsure]}
            return Outcome[str](outcome="which_amount", facts=facts)
        if len(lines) == len(order.lines):
            return ask_why(here, by, order.reference) or Outcome[str](outcome="not_found")
        if by_customer or sums:
            return taking_out.ask(here, by, order, lines, sums[0] if sums else None)
        return filing.offer_without(here, by, order, lines)

    return heard(session, caller, PAGE, work)


def _of_delivered(
    session: Session, caller: Caller, reading: Reading, order: Order, mentions: Sequence[Mention]
) -> Heard | None:
    """What was never given, or is taken out afterwards, comes off the bill: "1013 me ghee gayi hi nahi thi"."""
    says = any(reading.sides(each) for each in (REFUSED, OUT, NOT_GOING, NOT_GIVEN))
    lines = _lines(session, reading, order, mentions) if says else []
    if not lines or _sums(reading, order, lines, mentions) is None or not makes_bills(caller.business):
        return None
    places = [at for at, line in enumerate(order.lines, 1) if line in lines]
    return heard(session, caller, OF_BILLS, lambda here, by: of_lines(here, by, order, places))


def _names_the_order(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether the goods only say which order; *1013 wali rabdi* are goods of the order that is named."""
    ends = [each.end for each in mentions]
    text = reading.text or ""
    marks = [
        each
        for each in reading.facets
        if not any(end <= each.start and not text[end : each.start].strip() for end in ends)
    ]
    return names_the_order(replace(reading, facets=marks))


def _lines(session: Session, reading: Reading, order: Order, mentions: Sequence[Mention]) -> list[OrderLine]:
    """The lines that the pieces of the message name, each as it is named best."""
    found: dict[int, OrderLine] = {}
    for words in _pieces(reading, mentions):
        for line in lines_named(session, order, words) if lines_with(session, order, words) else ():
            found[line.position] = line
    return [found[place] for place in sorted(found)]


def lines_of(session: Session, reading: Reading, order: Order) -> list[OrderLine]:
    """The lines of an order that words name which name no order."""
    return _lines(session, reading, order, ())


def _unsure(
    session: Session, reading: Reading, order: Order, mentions: Sequence[Mention]
) -> Sequence[OrderLine]:
    """The lines that one piece may mean, where they are several."""
    each = (
        lines_named(session, order, words)
        for words in _pieces(reading, mentions)
        if lines_with(session, order, words)
    )
    return next((lines for lines in each if len(lines) > 1), ())


def _pieces(reading: Reading, mentions: Sequence[Mention]) -> list[str]:
    """The pieces of the message without the orders and the words that take out."""
    text = without_orders(reading, mentions)
    for facet in (OUT, NOT_GOING, NOT_GIVEN, REFUSED):
        for each in reading.placed(facet):
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return [text[start:end] for start, end in pieces(reading)]


def _sums(
    reading: Reading, order: Order, lines: Sequence[OrderLine], mentions: Sequence[Mention]
) -> list[int] | None:
    """What shall cost less, in paise; None where another figure stands there, which may be an amount."""
    text = without_orders(reading, mentions)
    known = {amount for line in lines for amount in _amounts(line)}
    said = [each for each in figures(text) if Decimal(each) / PAISE not in known]
    counted = [each for each in FIGURE.findall(text) if Decimal(each) not in known]
    if lowers(text) and len(said) == 1:
        return said
    return None if said or counted else []


def _amounts(line: OrderLine) -> list[Decimal]:
    """The figures that stand for no sum: how much it is, and those of its name."""
    of_name = (Decimal(each) for name in line.name.values() for each in NUMBER.findall(name))
    return [line.quantity, line.quantity * GRAMS, *of_name]
