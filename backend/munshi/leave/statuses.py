"""The life of a request for leave as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a request stands: withdrawn before anybody decided, cancelled after it was approved."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


MOVES: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.APPROVED, Status.REJECTED, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.CANCELLED}),
    Status.REJECTED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

TAKEN_BACK: dict[Status, Status] = {
    Status.APPROVED: Status.PENDING,
    Status.REJECTED: Status.PENDING,
    Status.WITHDRAWN: Status.PENDING,
    Status.CANCELLED: Status.APPROVED,
}
LIVE = frozenset({Status.PENDING, Status.APPROVED})


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]


def may_follow(now: Status, then: Status) -> bool:
    """Whether a life can go on so: by a move, or by its being taken back."""
    return may_move(now, then) or TAKEN_BACK.get(now) == then
