"""Several orders moved by one message: shown first, each with its step, and moved by one yes."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.payments import recording, told_by_staff
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.several import WRITTEN
from munshi.callers import Caller
from munshi.orders.facts import Facts
from munshi.orders.looking import normalised
from munshi.orders.models import Order
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.facts import customer_of, is_brought
from munshi.orders.serving.held import asked_about
from munshi.orders.serving.looking import left_to_pay
from munshi.orders.serving.moving import move, move_through, of_the_shop, refuse_move
from munshi.orders.serving.rules import (
    ANY_REASON,
    WITHOUT_WHAT_IS_ASKED,
    Named,
    Stepped,
    furthest,
    moves_said,
    steps_through,
)
from munshi.orders.statuses import MOVES, OPEN, Status
from munshi.outcomes import Outcome, Refusal

PAGE = "move_order"
MOST = 20  # orders in one question
MOST_ROWS = 10  # orders of which one is chosen
ONE_OF = "one:"  # begins the token of moves of which one is meant


class Paid(NamedTuple):
    """What came for an order, and how."""

    paise: int
    way: str


@dataclass(frozen=True, order=True)
class Move:
    """An order, where it stood when it was shown, where it goes, why where it is cancelled, and what came for it."""

    reference: str
    before: str
    then: Status
    reason: str = ""
    paise: int = 0
    way: str = ""

    @classmethod
    def of(cls, stored: str) -> "Move":
        """As `stored` has it."""
        reference, before, then, reason, paise, way = stored.split(":")
        return cls(reference, before, Status(then), unquote(reason), int(paise), way)

    def stored(self) -> str:
        """As the token of a yes has it."""
        return f"{self.reference}:{self.before}:{self.then}:{quote(self.reason, safe='')}:{self.paise}:{self.way}"


def ask(
    session: Session,
    caller: Caller,
    named: Sequence[Named],
    steps: Sequence[Stepped],
    *,
    every: bool,
    reason: str | None = None,
    paid: Mapping[str, Paid] | None = None,
    but: Collection[str] = (),
) -> Outcome[Any] | None:
    """Shows what would move, and what cannot; None where no more than one order is meant.

    None also where nobody who sees to orders speaks. `but`: those that are left out of *every* one.
    """
    if not steps or not may_serve(session, caller):
        return None
    if every and not named:
        coming = _coming_to(session, caller, furthest(steps))
        return _shown(session, [each for each in coming if each[0].reference not in but])
    said = {normalised(reference): step for reference, step in moves_said(named, steps)}
    if len(said) < 2:
        return None
    orders = [(of_the_shop(session, caller, each), step) for each, step in said.items()]
    paid = paid or {}
    may = [
        (order, _move(order, step, reason, paid.get(order.reference)))
        for order, step in orders
        if may_move(order, step)
    ]
    if not may:
        refuse_move(session, orders[0][0])
    return _shown(session, may, [order for order, step in orders if not may_move(order, step)])


def _moves_paid(
    orders: Sequence[Order], step: Status | None, paid: Mapping[str, Paid]
) -> list[tuple[Order, Move]]:
    """Each order for which money came, with its step where it comes to it."""
    return [
        (order, _move(order, step if step and may_move(order, step) else Status(order.status), None, each))
        for order in orders[:MOST_ROWS]
        if (each := paid.get(order.reference))
    ]


def ask_paid(
    session: Session, orders: Sequence[Order], step: Status | None, paid: Mapping[str, Paid]
) -> Outcome[Any]:
    """Shows what came for each of these, and the step that it makes with it."""
    return _shown(session, _moves_paid(orders, step, paid))


def ask_one(
    session: Session, orders: Sequence[Order], step: Status | None, paid: Mapping[str, Paid]
) -> Outcome[Any]:
    """Shows what came for an order, and the step that it makes with it; of several it is asked which by a tap each."""
    moves = _moves_paid(orders, step, paid)
    if len(moves) == 1:
        return _shown(session, moves)
    rows = [{**_row(session, order, move.then, move), "summary": move.stored()} for order, move in moves]
    stored = " ".join(move.stored() for _, move in moves)
    return Outcome[str](outcome="which_paid", facts={"which_paid": rows, "summary": f"{ONE_OF}{stored}"})


def ask_cancelling(session: Session, order: Order, reason: str | None) -> Outcome[Any]:
    """Shows the one order that would be cancelled, and why."""
    return _shown(session, [(order, _move(order, Status.CANCELLED, reason))])


def _of_one(session: Session, caller: Caller, shown: str, reading: Reading) -> Heard | None:
    """To *which of these?* the number of one of them, or a no; a yes alone chooses none."""
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="moves_kept"))
    moves = [Move.of(each) for each in shown.removeprefix(ONE_OF).split()]
    said = set(re.findall(r"\d+", reading.text or ""))
    meant = [each for each in moves if each.reference.rpartition("-")[2] in said]
    if len(meant) != 1 or len(said) != 1:
        return None
    return heard(session, caller, PAGE, lambda here, by: _do(here, by, meant[0].stored()))


def of_moves(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to the moves that were shown, or a no."""
    shown = reading.first("summary") or asked.summary or ""
    if shown.startswith(ONE_OF):
        return _of_one(session, caller, shown, reading)
    if reading.is_yes:
        return heard(session, caller, PAGE, lambda here, by: _do(here, by, shown))
    return Heard(PAGE, Outcome[str](outcome="moves_kept")) if reading.is_no else None


def with_one_more(session: Session, caller: Caller, shown: str | None, reference: str) -> Outcome[Any] | None:
    """What was shown with another order beside it, "1028 bhi": by the one step, and paid the same way."""
    moves = [Move.of(each) for each in (shown or "").split()]
    steps = {each.then for each in moves}
    if len(steps) != 1 or reference in {each.reference for each in moves}:
        return None
    order, step = of_the_shop(session, caller, reference), steps.pop()
    if not may_move(order, step):
        return None
    ways = {each.way for each in moves}
    paid = Paid(left_to_pay(session, order), way) if (way := ways.pop()) and not ways else None
    orders = [(of_the_shop(session, caller, each.reference), each) for each in moves]
    return _shown(session, [*orders, (order, _move(order, step, moves[0].reason or None, paid))])


def _do(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Makes the moves that were shown; of what stands elsewhere by now, or waits for its customer, it is told."""
    moves = [Move.of(each) for each in shown.split()]
    orders = {each.reference: of_the_shop(session, caller, each.reference) for each in sorted(moves)}
    still = [each for each in moves if _may_still(session, orders[each.reference], each)]
    if not still:
        refuse_move(session, orders[moves[0].reference])
    rows = [_row(session, orders[each.reference], each.then, each) for each in still]
    for each in still:
        if each.then is Status.CANCELLED:
            move(session, caller, each.reference, each.then, each.reason)
        elif each.then != each.before:
            move_through(session, caller, each.reference, each.then)
        if each.paise:
            _take_money(session, caller, orders[each.reference], each)
    stay = [orders[each.reference] for each in moves if each not in still]
    facts = {"moves": rows, "stay": [_row(session, order, Status(order.status)) for order in stay]}
    claimed = any(each.paise for each in still) and not caller.may_act_as(*IN_CHARGE)
    return Outcome[str](outcome="moved_and_claimed" if claimed else "moved_all", facts=facts)


def _may_still(session: Session, order: Order, move: Move) -> bool:
    """Whether an order stands where it was shown, and nothing of it is still asked."""
    waits = move.then not in WITHOUT_WHAT_IS_ASKED and bool(asked_about(session, order))
    return order.status == move.before and not waits


def _take_money(session: Session, caller: Caller, order: Order, move: Move) -> None:
    """Writes down what came for an order, as it was shown; of a helper who leads nothing it is a claim."""
    if not caller.may_act_as(*IN_CHARGE):
        came = told_by_staff.Came(move.paise, order.person_id, move.way, order.reference)
        told_by_staff.refer(session, caller, [came], f"{caller.person.called}: {order.reference}")
        return
    told = Told(
        "record",
        move.paise,
        move.way,
        named=order.reference,
        payer=order.person_id,
        once_more=True,
        is_sum=True,
        is_part=True,
    )
    answer = recording.tell(session, caller, told)
    if answer.outcome not in WRITTEN:
        raise Refusal("one_at_a_time")


def _coming_to(session: Session, caller: Caller, step: Status) -> list[tuple[Order, Move]]:
    """Every order of others that comes to a step next, the oldest first."""
    before = [status for status, moves in MOVES.items() if step in moves and status in OPEN]
    query = (
        select(Order)
        .where(
            Order.business_id == caller.business_id,
            Order.person_id != caller.person.id,
            Order.status.in_(before),
        )
        .order_by(Order.placed_at, Order.id)
        .limit(MOST)
    )
    return [(order, _move(order, step)) for order in session.scalars(query)]


def may_move(order: Order, step: Status) -> bool:
    """Whether the order comes to a step."""
    now = Status(order.status)
    ahead = step is Status.CANCELLED or steps_through(now, step, brought=is_brought(order))
    return now in OPEN and bool(ahead)


def _move(order: Order, step: Status, reason: str | None = None, paid: Paid | None = None) -> Move:
    why = (reason or ANY_REASON) if step is Status.CANCELLED else ""
    return Move(order.reference, order.status, step, why, *(paid or ()))


def _shown(session: Session, moves: Sequence[tuple[Order, Move]], stay: Sequence[Order] = ()) -> Outcome[Any]:
    if not moves:
        return Outcome[str](outcome="none_to_move")
    summary = " ".join(each.stored() for _, each in moves)
    facts = {
        "moves": [_row(session, order, each.then, each) for order, each in moves],
        "stay": [_row(session, order, Status(order.status)) for order in stay],
        "summary": summary,
    }
    return Outcome[str](outcome="confirm_moves", facts=facts)


def _row(session: Session, order: Order, state: Status, move: Move | None = None) -> Facts:
    return {
        "order_reason": move.reason if move else "",
        "paid_paise": move.paise if move else 0,
        "paid_way": move.way if move else "",
        "reference": order.reference,
        "total_paise": order.total_paise,
        "whose": customer_of(session, order),
        "state": state,
    }
