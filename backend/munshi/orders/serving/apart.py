"""The clauses of a message about orders, and those beside them that say something else."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.serving.gone import lines_named
from munshi.orders.serving.mentions import GONE, MONEY, NUMBER, STEPS, Mention
from munshi.orders.serving.rules import clause_at, clause_of
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status

HAPPENED, BILL = "happened", "asks_for_bill"


def parted(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> tuple[Reading, str] | None:
    """The words of the orders that are stepped on, and the clauses beside them that say something else.

    That is of the shelf, and no line of the orders that ran out; or it asks for a bill. None where there is none.
    """
    text = reading.text or ""
    if Status.CANCELLED in reading.sides(STEPS):
        return None  # what is said beside it is why
    steps = {clause_at(text, each.start) for each in reading.placed(STEPS)}
    bill = {clause_at(text, each.start) for each in reading.placed(BILL)}
    if steps and bill and steps.isdisjoint(bill):
        facets = [
            each
            for each in reading.facets
            if each.facet != BILL and (each.facet != MONEY or clause_at(text, each.start) not in bill)
        ]
        return replace(reading, facets=facets), _by_numbers(text, bill, mentions)
    named = {clause_at(text, each.start) for each in mentions}
    happened = {clause_at(text, each.start) for facet in (GONE, HAPPENED) for each in reading.placed(facet)}
    others = {
        each
        for each in happened - steps - named
        if _is_of_shelf(session, caller, reading, mentions, clause_of(text, each))
    }
    return (_without_clauses(reading, others), _clauses(text, others)) if steps and others else None


def _is_of_shelf(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention], clause: str
) -> bool:
    """Whether a clause names goods, which have not run out of an order that is named."""
    gone = bool(reading.sides(GONE)) and any(lines_named(session, each.order, clause) for each in mentions)
    return not gone and StockedShelf(session, caller.business_id).name_in(clause) is not None


def _by_numbers(text: str, clauses: Collection[int], mentions: Sequence[Mention]) -> str:
    """The clauses, in which a table has the number of its order: the table may be free by then."""
    for each in sorted(mentions, key=lambda each: -each.start):
        if clause_at(text, each.start) in clauses and not NUMBER.match(text, each.start):
            text = f"{text[: each.start]}{each.order.reference} {text[each.end :].lstrip()}"
    return _clauses(text, clauses)


def _clauses(text: str, numbers: Collection[int]) -> str:
    return ", ".join(clause_of(text, each) for each in sorted(numbers))


def _without_clauses(reading: Reading, clauses: Collection[int]) -> Reading:
    """The same without some clauses, whose places stay empty."""
    text = reading.text or ""
    kept = "".join(" " if clause_at(text, at) in clauses else sign for at, sign in enumerate(text))
    values = [each for each in reading.values if clause_at(text, each.start) not in clauses]
    facets = [each for each in reading.facets if clause_at(text, each.start) not in clauses]
    return replace(reading, text=kept, values=values, facets=facets)
