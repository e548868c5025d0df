"""The life of an order as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    READY = "ready"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


ORDERED = (Status.PLACED, Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY, Status.DELIVERED)

MOVES: dict[Status, frozenset[Status]] = {
    Status.PLACED: frozenset({Status.ACCEPTED, Status.CANCELLED}),
    Status.ACCEPTED: frozenset({Status.READY, Status.CANCELLED}),
    Status.READY: frozenset({Status.OUT_FOR_DELIVERY, Status.DELIVERED, Status.CANCELLED}),
    Status.OUT_FOR_DELIVERY: frozenset({Status.DELIVERED, Status.CANCELLED}),
    Status.DELIVERED: frozenset(),
    Status.CANCELLED: frozenset(),
}

# What was cancelled by mistake is placed again, a step that was made by mistake leaves it where it stood.
TAKEN_BACK: dict[Status, frozenset[Status]] = {
    Status.CANCELLED: frozenset({Status.PLACED}),
    Status.ACCEPTED: frozenset({Status.PLACED}),
    Status.READY: frozenset({Status.PLACED, Status.ACCEPTED}),
    Status.OUT_FOR_DELIVERY: frozenset({Status.PLACED, Status.ACCEPTED, Status.READY}),
    Status.DELIVERED: frozenset({Status.PLACED, Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY}),
}

REOPENED = "reopened"  # why the move was made, where its customer took the order back into the cart
OPEN = frozenset(status for status, moves in MOVES.items() if moves)


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move. Ready goes straight to delivered when the customer picks up."""
    return then in MOVES[now]


def may_follow(now: Status, then: Status) -> bool:
    """Whether a life can go on so: by a move, or by its being taken back."""
    return may_move(now, then) or then in TAKEN_BACK.get(now, frozenset())


def may_customer_cancel(now: Status, cut_off: Status) -> bool:
    """A customer cancels until the order reaches the business's cut-off status."""
    return now in OPEN and ORDERED.index(now) < ORDERED.index(cut_off)
