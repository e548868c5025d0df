"""The life of a claim as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands: withdrawn by the one whose it is, before anybody decided."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


MOVES: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.APPROVED, Status.REJECTED, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.PAID}),
    Status.REJECTED: frozenset(),
    Status.PAID: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
TAKEN_BACK: dict[Status, Status] = {
    Status.APPROVED: Status.PENDING,
    Status.REJECTED: Status.PENDING,
    Status.WITHDRAWN: Status.PENDING,
}

DECISIONS = frozenset({Status.APPROVED, Status.REJECTED})
OPEN = frozenset(status for status, moves in MOVES.items() if moves)
LIVE = frozenset(Status) - {Status.REJECTED, Status.WITHDRAWN}


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]


def may_follow(now: Status, then: Status) -> bool:
    """Whether a life can go on so: by a move, or by its being taken back."""
    return may_move(now, then) or TAKEN_BACK.get(now) == then
