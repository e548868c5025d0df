"""The life of a request for a part as a table of allowed moves."""

from enum import StrEnum


class Status(StrEnum):
    """Where a part stands: kept on the shelf, ordered, arrived and kept, fitted, handed over, or back on the shelf."""

    RESERVED = "reserved"
    ORDERED = "ordered"
    ARRIVED = "arrived"
    USED = "used"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    CANCELLED = "cancelled"


_KEPT = frozenset({Status.USED, Status.HANDED_OVER, Status.RETURNED})
MOVES: dict[Status, frozenset[Status]] = {
    Status.RESERVED: _KEPT,
    Status.ARRIVED: _KEPT,
    Status.ORDERED: frozenset({Status.ARRIVED, Status.CANCELLED}),
    Status.USED: frozenset(),
    Status.HANDED_OVER: frozenset(),
    Status.RETURNED: frozenset(),
    Status.CANCELLED: frozenset(),
}
KEPT = frozenset({Status.RESERVED, Status.ARRIVED})  # out of the stock, and not gone yet
LIVE = frozenset(status for status, moves in MOVES.items() if moves)


def may_move(now: Status, then: Status) -> bool:
    """Whether the table has this move."""
    return then in MOVES[now]
