"""The life of an order, as policy."""

import pytest

from munshi.orders.statuses import MOVES, OPEN, Status, may_customer_cancel, may_move


def test_an_order_moves_forward_only() -> None:
    assert may_move(Status.PLACED, Status.ACCEPTED)
    assert may_move(Status.READY, Status.DELIVERED)
    assert not may_move(Status.READY, Status.ACCEPTED)
    assert not may_move(Status.PLACED, Status.DELIVERED)


@pytest.mark.parametrize("end", [Status.DELIVERED, Status.CANCELLED])
def test_nothing_comes_after_the_end(end: Status) -> None:
    assert not MOVES[end]
    assert end not in OPEN


def test_a_customer_cancels_until_the_cut_off() -> None:
    cut_off = Status.OUT_FOR_DELIVERY
    assert may_customer_cancel(Status.READY, cut_off)
    assert not may_customer_cancel(Status.OUT_FOR_DELIVERY, cut_off)
    assert not may_customer_cancel(Status.ACCEPTED, Status.ACCEPTED)
    assert not may_customer_cancel(Status.CANCELLED, cut_off)
