"""What the shop can do with an order, whom it waits for, and what a customer may make of a line that ran out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum

from munshi.orders.statuses import MOVES, ORDERED, Status

REASONS = ("out_of_stock", "closed", "too_far", "other")  # for which a shop cancels, unless it says another
ANY_REASON = REASONS[-1]
HALF_A_DAY = 12
MINUTES = (15, 30, 60)  # that an order may still take
BEING_MADE = frozenset({Status.PLACED, Status.ACCEPTED})
STILL_HERE = BEING_MADE | {Status.READY}  # other goods, or another amount, can still go along
RUNS_OUT_IN = STILL_HERE | {Status.OUT_FOR_DELIVERY}
WITHOUT_WHAT_IS_ASKED = frozenset({Status.PLACED, Status.ACCEPTED, Status.CANCELLED})


class Paper(IntEnum):
    """What a thermal printer is fed, in millimetres."""

    NARROW = 58
    WIDE = 80


class Asks(StrEnum):
    """What the shop is asked further, after a tap."""

    OUT_OF_STOCK = "out_of_stock"
    MORE = "more"


class Take(StrEnum):
    """What becomes of a line that ran out."""

    REPLACE = "replace"
    LEAVE_OUT = "leave_out"
    CANCEL = "cancel"
    OTHER_AMOUNT = "other_amount"
    KEEP = "keep"


def next_steps(now: Status, *, brought: bool) -> list[str]:
    """The one step ahead that fits how the goods come, then what has run out, and all else."""
    ahead = next((step for step in _ways(brought) if step in MOVES[now]), None)
    if ahead is None:
        return []
    return [ahead, *([Asks.OUT_OF_STOCK] if now in BEING_MADE else []), Asks.MORE]


def steps_through(now: Status, then: Status, *, brought: bool) -> Sequence[Status]:
    """Every step on the way to a status, which comes last; none where it does not lie ahead, or nothing does."""
    if now not in ORDERED:
        return ()
    ahead = [step for step in _ways(brought) if ORDERED.index(step) > ORDERED.index(now)]
    return ahead[: ahead.index(then) + 1] if then in ahead else []


@dataclass(frozen=True)
class Named:
    """An order that a message names, and where."""

    reference: str
    start: int


@dataclass(frozen=True)
class Stepped:
    """A step that a message says, and where."""

    status: Status
    start: int


def furthest(steps: Sequence[Stepped]) -> Status:
    """Of several steps of one order the last holds, "ready, and it has left"; what is cancelled is nothing else."""
    said = [step.status for step in steps]
    return Status.CANCELLED if Status.CANCELLED in said else max(said, key=ORDERED.index)


def moves_said(named: Sequence[Named], steps: Sequence[Stepped]) -> list[tuple[str, Status]]:
    """Each order with the step that is said of it: behind it, before the next order is named.

    One that has none has what is said before all of them, "accept 1041 and 1043", else that of the next one, else that
    of the one before: "1041 is accepted and 1043 too".
    """
    places = sorted(named, key=lambda each: each.start)
    own = [_behind(places, place, steps) for place in range(len(places))]
    before = [step for step in steps if places and step.start < places[0].start]
    found = []
    for place, each in enumerate(places):
        near = [said for said in (*own[place + 1 :], *own[:place][::-1]) if said]
        if said := own[place] or before or (near[0] if near else []):
            found.append((each.reference, furthest(said)))
    return found


def _behind(places: Sequence[Named], place: int, steps: Sequence[Stepped]) -> list[Stepped]:
    """The steps between an order and the next one."""
    end = places[place + 1].start if place + 1 < len(places) else None
    start = places[place].start
    return [step for step in steps if start < step.start and (end is None or step.start < end)]


def _ways(brought: bool) -> list[Status]:
    return [step for step in ORDERED if brought or step is not Status.OUT_FOR_DELIVERY]


def next_at(said: time, now: datetime) -> datetime:
    """When it is so late next: nobody says whether eight is in the evening."""
    today = [now.replace(hour=hour, minute=said.minute, second=0, microsecond=0) for hour in _halves(said)]
    return min(each if each > now else each + timedelta(days=1) for each in today)


def _halves(said: time) -> tuple[int, ...]:
    """Of an hour before noon, or noon, both halves of the day may be meant."""
    return (
        (said.hour % HALF_A_DAY, said.hour % HALF_A_DAY + HALF_A_DAY)
        if said.hour <= HALF_A_DAY
        else (said.hour,)
    )


def waits_for(now: Status, then: Status) -> bool:
    """Whether a move has to wait until the customer has said what becomes of what ran out."""
    return then not in WITHOUT_WHAT_IS_ASKED and then in MOVES[now]


def asked_at(step: int) -> int:
    """Whose turn it is at a step: the first are told, then reminded, then each of the next is told."""
    return max(step - 1, 0)


def step_after(step: int, groups: int) -> int | None:
    """The next step; None where nobody is left to be told."""
    return step + 1 if step < groups else None


def takes(*, replaceable: bool, others: bool) -> list[Take]:
    """What a customer can choose; an order of nothing else is not left empty."""
    return [
        *([Take.REPLACE] if replaceable else []),
        *([Take.LEAVE_OUT] if others else []),
        Take.CANCEL,
    ]


def takes_of_amount(*, more: bool, others: bool) -> list[Take]:
    """What a customer can choose where the shop offers another amount of a line."""
    return (
        [Take.OTHER_AMOUNT, Take.KEEP]
        if more
        else [Take.OTHER_AMOUNT, *takes(replaceable=False, others=others)]
    )
