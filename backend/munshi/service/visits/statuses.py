"""The life of a visit as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a visit stands.

    `booked` again: at another time, or somebody else comes. `displaced`: whoever was to come cannot, nobody was at
    home, or a part is missing, and the customer is to choose anew.
    `awaiting`: an estimate is with the customer. `ready`: the work is done, and the customer has the
    closing code. `rejected`: the customer wants no repair at that price; the visit itself may cost.
    """

    BOOKED = "booked"
    DISPLACED = "displaced"
    ON_WAY = "on_way"
    ARRIVED = "arrived"
    DIAGNOSED = "diagnosed"
    AWAITING = "awaiting"
    APPROVED = "approved"
    READY = "ready"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


MOVES: dict[Status, frozenset[Status]] = {
    Status.BOOKED: frozenset(
        {Status.BOOKED, Status.ON_WAY, Status.ARRIVED, Status.DISPLACED, Status.CANCELLED}
    ),
    Status.DISPLACED: frozenset({Status.BOOKED, Status.CANCELLED}),
    Status.ON_WAY: frozenset({Status.ARRIVED, Status.BOOKED, Status.DISPLACED, Status.CANCELLED}),
    Status.ARRIVED: frozenset({Status.DIAGNOSED, Status.DISPLACED}),
    Status.DIAGNOSED: frozenset({Status.AWAITING, Status.READY, Status.REJECTED, Status.DISPLACED}),
    Status.AWAITING: frozenset({Status.AWAITING, Status.APPROVED, Status.REJECTED}),
    Status.APPROVED: frozenset(
        {Status.AWAITING, Status.READY, Status.BOOKED, Status.DISPLACED}
    ),  # again when its part has come
    Status.READY: frozenset(
        {Status.CLOSED, Status.APPROVED, Status.DIAGNOSED}
    ),  # back where it was told by mistake
    Status.CLOSED: frozenset(),
    Status.REJECTED: frozenset({Status.AWAITING}),  # taken back, while nothing was paid
    Status.CANCELLED: frozenset(),
}

LIVE = frozenset(status for status, moves in MOVES.items() if moves) - {Status.REJECTED}
AT_WORK = frozenset({Status.ARRIVED, Status.DIAGNOSED, Status.AWAITING, Status.APPROVED, Status.READY})
HOLDS_TIME = LIVE - {Status.DISPLACED}
MAY_CHANGE = frozenset({Status.BOOKED, Status.DISPLACED})  # by the customer
MAY_COME_AGAIN = MAY_CHANGE | {Status.APPROVED}  # at another hour, by who runs the business
MAY_BE_GIVEN = MAY_CHANGE | {Status.ON_WAY}  # to somebody else, by who runs the business


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]
