"""Earned leave in the books comes by days worked; which days away count as worked is the law's."""

from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import Clock
from tests.backend.leave.conftest import RAVI, Worker, bring_in, names, workshop

WORKING_DAYS = 261  # January to October 2026: 304 days less 43 Sundays


def with_a_day_away(type_: str) -> dict[str, Any]:
    """The workshop, where a day is earned for 20 once 261 days count; Ravi was away on Monday 7 September."""
    file = workshop()
    earned = {
        "type": "earned",
        "effective_from": "2026-01-01",
        "names": names("Earned leave"),
        "accrual": "worked",
        "worked_for_a_day": 20,
        "worked_at_least": WORKING_DAYS,
    }
    leave = file["leave"]
    leave["policies"] = [policy for policy in leave["policies"] if policy["type"] != "earned"] + [earned]
    leave["requests"] = [
        {
            "reference": "LV-1",
            "person": RAVI,
            "type": type_,
            "days": [{"date": "2026-09-07", "charged": "0", "leave_year": "2026"}],
            "moves": [
                {"status": "pending", "at": "2026-09-01T10:00:00+05:30"},
                {"status": "approved", "at": "2026-09-01T11:00:00+05:30"},
            ],
        }
    ]
    return file


@pytest.mark.parametrize(("type_", "days"), [("earned", "13"), ("maternity", "13"), ("casual", "0")])
def test_only_leave_of_the_law_counts_towards_the_least_number(
    books: None, client: TestClient, now: Clock, type_: str, days: str
) -> None:
    """260 worked / 20 = 13, if the 261st day counts."""
    assert bring_in(with_a_day_away(type_)) == "created"
    assert Decimal(Worker(client).balance("earned")["balance"]) == Decimal(days)
