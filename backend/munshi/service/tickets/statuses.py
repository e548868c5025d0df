"""The life of a ticket as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a ticket stands. `waiting`: for a part, or for the customer's word. `closed`: it is over for both sides."""

    OPEN = "open"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


_ON_THE_WAY = frozenset(
    {Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED, Status.CANCELLED}
)

MOVES: dict[Status, frozenset[Status]] = {
    Status.OPEN: _ON_THE_WAY,
    Status.REOPENED: _ON_THE_WAY,
    Status.ASSIGNED: _ON_THE_WAY | {Status.OPEN},  # the visit for it is cancelled
    Status.IN_PROGRESS: _ON_THE_WAY - {Status.IN_PROGRESS},
    Status.WAITING: _ON_THE_WAY - {Status.WAITING} | {Status.OPEN},  # so is the second one
    Status.RESOLVED: frozenset({Status.CLOSED, Status.REOPENED}),
    Status.CLOSED: frozenset({Status.REOPENED}),
    Status.CANCELLED: frozenset(),
}

LIVE = frozenset({Status.OPEN, Status.REOPENED, Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING})
DONE = frozenset({Status.RESOLVED, Status.CLOSED})
WITHDRAWABLE = frozenset({Status.OPEN, Status.REOPENED, Status.ASSIGNED})  # by the customer


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]
