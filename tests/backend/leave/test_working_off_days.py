"""Work on an off-day earns a day off: once for each half, while it would be good, and the employee hears of it."""

from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from munshi.leave.balances.accrual import Kind
from munshi.leave.policy import LeaveType
from tests.backend.books import OPERATOR_TOKEN, Clock
from tests.backend.leave.conftest import (
    CUSTOMER,
    KIRAN,
    RAVI,
    WORKSHOP,
    Decision,
    Worker,
    bring_in,
    ledger_of,
    told,
    workshop,
)

SUNDAY, MONDAY, NEXT_SUNDAY = "2026-11-22", "2026-11-23", "2026-11-29"
PROOF = "opened for the wedding order, bill 212"
_keys = count()


def records(ravi: Worker, worked: str = SUNDAY, key: str | None = None, **more: Any) -> Decision:
    body = {"person": "+91 91000 00003", "date": worked, "proof": PROOF, **more}
    headers = {
        "Authorization": f"Bearer {OPERATOR_TOKEN}",
        "Idempotency-Key": key or f"comp-off-{next(_keys)}",
    }
    answer = ravi.client.post(f"/api/businesses/{WORKSHOP}/leave/comp-off", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return Decision(**answer.json())


def test_a_sunday_worked_earns_a_day_off_for_sixty_days(ravi: Worker) -> None:
    before = Decimal(ravi.balance("comp_off")["available"])
    decided = records(ravi)
    assert decided.outcome == "recorded"
    assert (decided.facts["count"], decided.facts["good_until"]) == ("1", "2027-01-21")
    assert Decimal(ravi.balance("comp_off")["available"]) == before + 1
    assert ravi.says("2026-12-28", "comp_off").outcome == "confirm"


def test_the_proof_stands_in_the_ledger(ravi: Worker) -> None:
    records(ravi)
    last = ledger_of(RAVI).entries[-1]
    assert (last.kind, last.type, last.reference) == (Kind.COMP_OFF_EARNED, LeaveType.COMP_OFF, PROOF)


def test_the_employee_hears_of_it_once(ravi: Worker) -> None:
    records(ravi)
    records(ravi)
    (notice,) = told("comp_off_recorded")
    assert (notice["person"], notice["count"], notice["from"]) == (RAVI, "1", SUNDAY)
    assert notice["type_name"]["en"] == "Comp-off"


def test_a_holiday_on_a_weekday_is_an_off_day(ravi: Worker, now: Clock) -> None:
    now.passes(days=32)
    assert records(ravi, "2026-12-25").outcome == "recorded"


@pytest.mark.parametrize(
    ("worked", "outcome"),
    [
        (MONDAY, "not_an_off_day"),
        (NEXT_SUNDAY, "not_worked_yet"),
        ("2026-09-06", "proven_too_late"),
        ("2026-10-25", "recorded_already"),
    ],
)
def test_what_earns_nothing_is_said(ravi: Worker, worked: str, outcome: str) -> None:
    assert records(ravi, worked).outcome == outcome
    assert not told("comp_off_recorded")


def test_each_half_earns_once_and_the_whole_never_beside_a_half(ravi: Worker) -> None:
    assert records(ravi, portion="first").facts["count"] == "0.5"
    assert records(ravi, portion="first").outcome == "recorded_already"
    assert records(ravi, portion="full").outcome == "recorded_already"
    assert records(ravi, portion="second").outcome == "recorded"


def test_the_same_call_again_records_nothing(ravi: Worker) -> None:
    assert records(ravi, key="one") == records(ravi, key="one")
    assert ledger_of(RAVI).balance(LeaveType.COMP_OFF) == 2


def test_the_own_weekly_off_counts_and_not_that_of_the_business(ravi: Worker) -> None:
    file = workshop()
    file["leave"]["employments"][2]["weekly_offs"] = [{"weekday": 0}]
    bring_in(file)
    assert records(ravi, MONDAY, person=KIRAN).outcome == "recorded"
    assert records(ravi, SUNDAY, person=KIRAN).outcome == "not_an_off_day"


def test_it_is_for_who_works_here(ravi: Worker) -> None:
    assert records(ravi, person=CUSTOMER).outcome == "not_found"


def test_it_is_for_who_is_given_comp_offs(ravi: Worker) -> None:
    file = workshop()
    file["business"]["id"], file["numbers"] = "other-workshop", []
    file["leave"]["policies"], file["leave"]["ledger"] = file["leave"]["policies"][:2], []
    bring_in(file)
    headers = {"Authorization": f"Bearer {OPERATOR_TOKEN}", "Idempotency-Key": "elsewhere"}
    body = {"person": RAVI, "date": SUNDAY, "proof": PROOF}
    path = "/api/businesses/other-workshop/leave/comp-off"
    assert ravi.client.post(path, json=body, headers=headers).json()["outcome"] == "not_entitled"
