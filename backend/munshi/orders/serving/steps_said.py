"""Which steps of orders a message tells: what is asked, denied, or of money has not been done."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from munshi.asking.clauses import clause_at, clause_of, pieces, whether
from munshi.asking.reading import Asked, Reading, Side
from munshi.billing.payments.said import begins_with_taking, was_taken
from munshi.orders.models import Order
from munshi.orders.serving.mentions import (
    ASKED,
    DENIED,
    GONE,
    MONEY,
    STEPS,
    Mention,
    minutes_said,
)
from munshi.orders.serving.rules import Named, Stepped
from munshi.orders.statuses import OPEN, Status
from munshi.undoing.wording import is_by_somebody

TO_COME = "is_to_come"
PAID, REASON = "may_be_paid", "cancel_reason"
SUM_BEFORE = re.compile(r"(?<![\w-])(\d{2,6})\s*(?:rs|rupaye|rupay|rupees|रु|रुपये|रुपए)?\.?\s*$", re.IGNORECASE)
OF_A_SUM = ("payment_", "credit_", "claim_", "tell_")  # begin the names of questions that a sum answers


def steps_told(asked: Asked, reading: Reading, mentions: Sequence[Mention]) -> list[Stepped]:
    """The steps that are told: what is asked or denied in its clause, or still takes minutes, has not been done.

    What is cancelled may be so because something is *not* there.
    """
    text = reading.text or ""
    asks = asked_in(_without_why(reading))
    why = {clause_at(text, each.start) for each in reading.placed(REASON)}
    paid = {each.start for each in reading.placed(PAID)}
    told = [
        each
        for each in reading.placed(STEPS)
        if ((clause := clause_at(text, each.start)) not in asks and not _is_to_come(reading, each))
        or (each.value == Status.CANCELLED and clause in why)
    ]
    if minutes_said(reading) is not None:
        told = [each for each in told if each.value == Status.ACCEPTED or _is_before_minutes(reading, each)]
    may_hand = not asked.question.startswith(OF_A_SUM) and all(
        _may_be_handed(each.order, text) for each in mentions
    )
    money = {clause_at(text, each.start) for each in reading.placed(MONEY)}
    return [
        _stepped(each)
        for each in told
        if (each.start not in paid or may_hand)
        and not _is_of_a_sum(text, each, mentions)
        and (clause_at(text, each.start) not in money or _is_surely_a_step(text, each, paid))
    ]


def _without_why(reading: Reading) -> Reading:
    """The same without the denials by which a cancelling tells what is not there: they deny no step beside it."""
    cancels = [each.start for each in reading.placed(STEPS) if each.value == Status.CANCELLED]
    why = [each.start for facet in (GONE, REASON) for each in reading.placed(facet)]
    told = [
        (start, end)
        for start, end in pieces(reading)
        if any(start <= at < end for at in cancels) and any(start <= at < end for at in why)
    ]
    return replace(
        reading,
        facets=[
            each
            for each in reading.facets
            if (each.facet, each.value) != (ASKED, DENIED)
            or not any(start <= each.start < end for start, end in told)
        ],
    )


def asked_in(reading: Reading, values: Collection[str] = ()) -> set[int]:
    """The clauses that ask or deny; or only those that do it so."""
    text = reading.text or ""
    tells = [each for facet in ("tells_customer", "told_behind", TO_COME) for each in reading.placed(facet)]
    asks = [
        each
        for each in reading.placed(ASKED)
        if (not values or each.value in values)
        and not any(told.start <= each.start < told.end for told in tells)  # "usko bata do", "will be"
    ]
    return whether(reading) | {clause_at(text, each.start) for each in asks}


def _is_to_come(reading: Reading, step: Side) -> bool:
    """Whether it stands right behind what says that it is to come: "will be sent"."""
    text = reading.text or ""
    return any(
        each.end <= step.start and not text[each.end : step.start].strip() for each in reading.placed(TO_COME)
    )


def _is_before_minutes(reading: Reading, step: Side) -> bool:
    """Whether it is told in a piece of its own before the minutes: "nikal gaya hai, 20 minute late hoga"."""
    told = [each.start for each in reading.values if each.entity == "duration"]
    ends = [end for start, end in pieces(reading) if start <= step.start < end]
    return bool(told) and bool(ends) and ends[0] <= min(told)


def _may_be_handed(order: Order, text: str) -> bool:
    """Whether "de diya" is of the order, and no payment: it waits to be brought, or is open and nobody has given."""
    waits = order.status in (Status.READY, Status.OUT_FOR_DELIVERY)
    return waits or (order.status in OPEN and not is_by_somebody(text))


def _is_of_a_sum(text: str, step: Side, mentions: Sequence[Mention]) -> bool:
    """Whether what has come is the money right before it, and no order: "1014 ka 240 mil gaya"."""
    sum_before = SUM_BEFORE.search(text[: step.start]) if step.value == Status.DELIVERED else None
    return sum_before is not None and not any(
        each.start <= sum_before.start(1) < each.end for each in mentions
    )


def _is_surely_a_step(text: str, step: Side, paid: Collection[int]) -> bool:
    """Whether a step beside money is none of the money's: it was not given, and not taken."""
    takes = step.value == Status.ACCEPTED or begins_with_taking(text[step.start :])
    return step.start not in paid and not takes


def money_came(reading: Reading) -> bool:
    """Whether the words tell of money that was taken, and neither ask nor deny it."""
    text = reading.text or ""
    asks = asked_in(reading)
    return was_taken(text) and all(clause_at(text, each.start) not in asks for each in reading.placed(MONEY))


def _stepped(side: Side) -> Stepped:
    return Stepped(Status(side.value), side.start)


def not_asked(
    reading: Reading, mentions: Sequence[Mention], steps: Sequence[Stepped]
) -> tuple[list[Named], str | None]:
    """The orders that move, and the clauses of the others, which ask or deny: "1041 nahi, 1042 le liya"."""
    text = reading.text or ""
    stepped = {clause_at(text, each.start) for each in steps}
    asked = asked_in(reading) - stepped
    there = [each for each in mentions if clause_at(text, each.start) not in asked]
    of_others = {clause_at(text, each.start) for each in mentions} & asked if there else set()
    rest = ", ".join(clause_of(text, each) for each in sorted(of_others))
    return [Named(each.order.reference, each.start) for each in there or mentions], rest or None
