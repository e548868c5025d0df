"""The life of a claim as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"


MOVES: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.APPROVED, Status.REJECTED}),
    Status.APPROVED: frozenset({Status.PAID}),
    Status.REJECTED: frozenset(),
    Status.PAID: frozenset(),
}

OPEN = frozenset(status for status, moves in MOVES.items() if moves)
LIVE = frozenset(Status) - {Status.REJECTED}


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]
