"""The clauses of a message about orders, and those beside them that say something else."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.clauses import clause_at, clause_of, pieces, whether
from munshi.asking.reading import Reading, Value
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.said import holds
from munshi.billing.accounts.whom import named_in, with_phone
from munshi.billing.payments.said import said_next, spoken_ways, was_taken
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving.gone import lines_named
from munshi.orders.serving.mentions import ASKED, DENIED, GONE, MONEY, NUMBER, STEPS, Mention, is_their_sum
from munshi.orders.serving.steps_said import money_came
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
        if is_of_shelf(session, caller, reading, mentions, clause_of(text, each))
    }
    return (without_clauses(reading, others), _clauses(text, others)) if steps and others else None


class MoneyApart(NamedTuple):
    """The words of a step without those of money: these are a wish of their own, or only remarked."""

    reading: Reading
    rest: str | None
    remark: str | None


def money_apart(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> MoneyApart | None:
    """The pieces that speak of money and of no order, beside the step of one.

    What names no way and nobody is only remarked: "1042 delivered but 50 rupees short". That its sum goes on the khata
    of its customer is so by its delivery, and is not written twice.
    """
    text = reading.text or ""
    theirs = money_came(reading) or is_their_sum(reading, mentions)
    if len({each.order.id for each in mentions}) != 1 or theirs:
        return None
    marks = [each.start for each in reading.placed(STEPS)] + [each.start for each in mentions]
    sums = [each.start for each in reading.placed(MONEY)] + [each.start for each in reading.all("money")]
    sums = [at for at in sums if not any(each.start <= at < each.end for each in mentions)]
    apart = [
        (start, end)
        for start, end in pieces(reading)
        if any(start <= at < end for at in sums) and not any(start <= at < end for at in marks)
    ]
    if not apart or not reading.sides(STEPS):
        return None
    words = ", ".join(text[start:end].strip() for start, end in apart)
    told = without_pieces(reading, apart)
    if names_a_khata(words):
        twice = _is_its_own(session, caller, mentions[0].order, words)
        return MoneyApart(told, None if twice else words, None)
    if not spoken_ways(words) and not any(each.entity == "person" for each in reading.values):
        return MoneyApart(told, None, words)
    rest = said_next(caller, "came_for", order=mentions[0].order.reference, words=words)
    return MoneyApart(told, " ".join(rest.split()), None)


def on_its_khata(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Reading | None:
    """The words without those that put an order on its own customer's khata: by its delivery it is there, once.

    None where they say another sum or somebody else, or that money came.
    """
    text, order = reading.text or "", mentions[0].order
    money = was_taken(text) or spoken_ways(text)
    asks = whether(reading) or not {DENIED}.issuperset(reading.sides(ASKED))
    writes = reading.sides(STEPS) or holds(text, "writes")
    if len({each.order.id for each in mentions}) != 1 or money or asks or not writes:
        return None
    if not holds(text, "khata_of_credit"):
        return None
    numbers = [(each.start, each.end) for each in mentions]
    words = _blank(text, numbers)
    phones = [with_phone(session, caller.business_id, str(each.value)) for each in reading.all("phone")]
    of_others = any(each is not None and each.id != order.person_id for each in phones)
    if of_others or not _is_its_own(session, caller, order, words):
        return None
    marks = [each.start for each in reading.placed(STEPS)] + [start for start, _ in numbers]
    said = [(each.start, each.end) for each in reading.placed(MONEY)]
    said += [(each.start, each.end) for each in reading.values if each.entity in ("money", "phone")]
    said = [each for each in said if not any(each[0] < end and start < each[1] for start, end in numbers)]
    said += [
        (start, end)
        for start, end in pieces(reading)
        if not any(start <= at < end for at in marks) and any(start <= at < end for at, _ in said)
    ]
    if not said:
        return None  # a credit note is none
    kept = without_pieces(reading, said)
    left = [
        each
        for each in kept.left_over
        if not any(at < int(each["end"]) and int(each["start"]) < end for at, end in said)
    ]
    return replace(kept, left_over=left)


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with blanks in the place of some of it."""
    return "".join(
        " " if any(start <= at < end for start, end in spans) else sign for at, sign in enumerate(text)
    )


def _is_its_own(session: Session, caller: Caller, order: Order, words: str) -> bool:
    """Whether words of a khata say no other sum and nobody else than the order has."""
    people = {person.id for person in named_in(session, caller.business_id, words)}
    return (not people or order.person_id in people) and set(figures(words)) <= {order.total_paise}


def without_pieces(reading: Reading, apart: Sequence[tuple[int, int]]) -> Reading:
    """The same without some pieces, whose places stay empty."""

    def is_inside(at: int) -> bool:
        return any(start <= at < end for start, end in apart)

    def touches(each: Value) -> bool:
        return is_inside(each.start) or any(each.start < end and start < each.end for start, end in apart)

    return replace(
        reading,
        text="".join(" " if is_inside(at) else sign for at, sign in enumerate(reading.text or "")),
        values=[each for each in reading.values if not touches(each)],
        as_answer=[each for each in reading.as_answer if not touches(each)],
        facets=[each for each in reading.facets if not is_inside(each.start)],
        left_over=[each for each in reading.left_over if not is_inside(int(each["start"]))],
    )


def is_of_shelf(
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


def without_clauses(reading: Reading, clauses: Collection[int]) -> Reading:
    """The same without some clauses, whose places stay empty."""
    text = reading.text or ""
    kept = "".join(" " if clause_at(text, at) in clauses else sign for at, sign in enumerate(text))
    values = [each for each in reading.values if clause_at(text, each.start) not in clauses]
    as_answer = [each for each in reading.as_answer if clause_at(text, each.start) not in clauses]
    facets = [each for each in reading.facets if clause_at(text, each.start) not in clauses]
    return replace(reading, text=kept, values=values, as_answer=as_answer, facets=facets)
