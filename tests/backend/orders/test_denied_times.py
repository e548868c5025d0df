"""What is wanted now has no hour; that it is paid now moves none."""

import pytest

from munshi.orders.denied_times import without_denied_times
from munshi.orders.messages import Message


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("yes place it, i want to pay by UPI now", False),
        ("payment abhi kar dunga", False),
        ("पैसे अभी भेजता हूँ", False),
        ("abhi chahiye", True),
        ("paise de dunga, abhi bhej do", True),
    ],
)
def test_only_what_shall_come_now_takes_the_hour_back(said: str, now: bool) -> None:
    assert without_denied_times(Message(said=said)).beside.at_once == now
