"""The lives of a payment and of an attempt at a gateway, as tables of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a payment stands: reported is what somebody says, confirmed what the owner or a gateway has seen."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    REFUNDED = "refunded"


MOVES: dict[Status, frozenset[Status]] = {
    Status.REPORTED: frozenset({Status.CONFIRMED, Status.REJECTED}),
    Status.CONFIRMED: frozenset({Status.REFUNDED}),
    Status.REJECTED: frozenset(),
    Status.REFUNDED: frozenset(),
}
# What was confirmed by mistake is a report again, what was recorded by mistake was never paid.
TAKEN_BACK: dict[Status, frozenset[Status]] = {
    Status.CONFIRMED: frozenset({Status.REPORTED, Status.REJECTED}),
    Status.REJECTED: frozenset({Status.REPORTED}),
    Status.REFUNDED: frozenset({Status.CONFIRMED}),  # the gateway has refused
}
FIRST = frozenset({Status.REPORTED, Status.CONFIRMED})
COUNTS = frozenset({Status.CONFIRMED, Status.REFUNDED})  # was once money in the books


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]


def may_follow(now: Status, then: Status) -> bool:
    """Whether a life can go on so: by a move, or by its being taken back."""
    return may_move(now, then) or then in TAKEN_BACK.get(now, frozenset())


class Attempt(StrEnum):
    """Where an attempt at a gateway stands; `waiting` until the gateway has made a link for it."""

    WAITING = "waiting"
    CREATED = "created"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


ATTEMPT_MOVES: dict[Attempt, frozenset[Attempt]] = {
    Attempt.WAITING: frozenset({Attempt.CREATED, Attempt.CANCELLED, Attempt.EXPIRED}),
    Attempt.CREATED: frozenset({Attempt.PARTLY_PAID, Attempt.PAID, Attempt.CANCELLED, Attempt.EXPIRED}),
    Attempt.PARTLY_PAID: frozenset({Attempt.PAID, Attempt.EXPIRED}),
    Attempt.PAID: frozenset(),
    Attempt.CANCELLED: frozenset(),
    Attempt.EXPIRED: frozenset(),
}
OPEN_ATTEMPTS = frozenset(each for each, moves in ATTEMPT_MOVES.items() if moves)


def may_attempt_move(now: Attempt, then: Attempt) -> bool:
    """Whether an attempt can go on so. Late news of what was before moves nothing."""
    return then in ATTEMPT_MOVES[now]
