"""Days come in and go out by themselves, once for each period, whoever looks and however often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi.leave.balances import posting
from munshi.leave.balances.accrual import Kind
from munshi.leave.policy import LeaveType
from tests.backend.books import TUESDAY_MORNING, Clock
from tests.backend.leave.conftest import (
    KIRAN,
    MANAGER,
    RAVI,
    Worker,
    balance_of,
    bring_in,
    ledger_of,
    workshop,
)

CASUAL, EARNED, COMP_OFF = LeaveType.CASUAL, LeaveType.EARNED, LeaveType.COMP_OFF


def on(now: Clock, day: str) -> None:
    now.moment = datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=TUESDAY_MORNING.tzinfo)


def entries(alias: str, type_: LeaveType) -> list[tuple[Any, ...]]:
    return [(e.leave_year, e.kind, e.days) for e in ledger_of(alias).entries if e.type == type_]


def test_the_job_gives_everybody_what_the_year_brought_once(ravi: Worker) -> None:
    for _ in range(3):
        posting.accrue_everywhere()
    assert entries(RAVI, CASUAL) == [("2026", Kind.ACCRUAL, 12)]
    assert len(entries(RAVI, EARNED)) == 11
    assert balance_of(KIRAN, CASUAL) == 3


def test_a_month_that_was_missed_is_made_up(ravi: Worker, now: Clock) -> None:
    posting.accrue_everywhere()
    on(now, "2027-02-03")
    posting.accrue_everywhere()
    account = ledger_of(RAVI)
    assert account.balance(EARNED, "2026") == 0
    assert account.balance(EARNED, "2027") == 10 + 2
    assert account.balance(CASUAL, "2026") == 0
    assert account.balance(CASUAL, "2027") == 12


def test_the_years_end_carries_up_to_the_cap_and_the_rest_lapses(ravi: Worker, now: Clock) -> None:
    on(now, "2027-01-01")
    posting.accrue_everywhere()
    closing = [row for row in entries(RAVI, EARNED) if row[1] != Kind.ACCRUAL]
    assert closing == [
        ("2026", Kind.CARRIED, -10),
        ("2027", Kind.CARRIED, 10),
        ("2026", Kind.LAPSED, -2),
    ]


def test_what_waits_at_the_years_end_keeps_its_days(ravi: Worker, now: Clock) -> None:
    ravi.files("2026-12-30…2026-12-31")
    on(now, "2027-01-02")
    posting.accrue_everywhere()
    assert ledger_of(RAVI).balance(CASUAL, "2026") == 2
    Worker(ravi.client, MANAGER).decides("LV-1", approve=False, reason="no")
    assert ledger_of(RAVI).balance(CASUAL, "2026") == 0
    assert ledger_of(RAVI).balance(CASUAL, "2027") == 12


def test_sick_leave_told_after_the_years_end_takes_of_the_new_year(ravi: Worker, now: Clock) -> None:
    on(now, "2027-01-01")
    posting.accrue_everywhere()
    ravi.files("2026-12-31", "sick")
    Worker(ravi.client, MANAGER).decides("LV-1")
    account = ledger_of(RAVI)
    assert account.balance(LeaveType.SICK, "2026") == 0
    assert account.balance(LeaveType.SICK, "2027") == 6


def test_a_comp_off_expires_unless_it_is_asked_for(ravi: Worker, now: Clock) -> None:
    ravi.files("2026-12-01/first", "comp_off")
    on(now, "2026-12-26")
    posting.accrue_everywhere()
    posting.accrue_everywhere()
    expired = [row for row in entries(RAVI, COMP_OFF) if row[1] == Kind.COMP_OFF_EXPIRED]
    assert expired == [("2026", Kind.COMP_OFF_EXPIRED, Decimal("-0.5"))]
    Worker(ravi.client, MANAGER).decides("LV-1", approve=False, reason="no")
    assert balance_of(RAVI, COMP_OFF) == 0


def test_an_opening_balance_holds_all_that_came_before_it(
    books: None, client: TestClient, now: Clock
) -> None:
    file = workshop()
    file["leave"]["ledger"] = [
        {"person": RAVI, "type": type_, "leave_year": "2026", "days": "4.5", "day": "2026-11-01"}
        for type_ in ("casual", "earned")
    ]
    bring_in(file)
    posting.accrue_everywhere()
    assert balance_of(RAVI, CASUAL) == Decimal("4.5")
    assert balance_of(RAVI, EARNED) == Decimal("4.5")
    on(now, "2026-12-01")
    posting.accrue_everywhere()
    assert balance_of(RAVI, EARNED) == Decimal("5.5")


def by_work(least: int) -> dict[str, Any]:
    """The workshop with the earned leave of the law: one for twenty worked."""
    file = workshop()
    (policy,) = [each for each in file["leave"]["policies"] if each["type"] == "earned"]
    policy |= {"accrual": "worked", "worked_for_a_day": 20, "worked_at_least": least, "statutory": True}
    policy.pop("allotment")
    return file


def test_earned_leave_comes_by_the_days_worked_when_a_month_is_over(
    books: None, client: TestClient, now: Clock
) -> None:
    bring_in(by_work(least=180))
    posting.accrue_everywhere()
    given = [e for e in ledger_of(RAVI).entries if e.type == EARNED]
    assert [(str(e.day), str(e.days)) for e in given[:2]] == [("2026-07-31", "9.0"), ("2026-08-31", "1.0")]
    assert balance_of(RAVI, EARNED) == 13
    posting.accrue_everywhere()
    assert balance_of(RAVI, EARNED) == 13


def test_many_who_look_at_once_bring_it_in_once(own_books: Engine, client: TestClient, now: Clock) -> None:
    bring_in(workshop())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: posting.accrue_everywhere(), range(4)))
    assert entries(RAVI, CASUAL) == [("2026", Kind.ACCRUAL, 12)]
    assert balance_of(RAVI, EARNED) == 11


def test_a_fault_in_one_persons_leave_keeps_nobody_else_from_theirs(
    ravi: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = posting.accrue
    failed: list[bool] = []

    def accrue(*arguments: Any) -> Any:
        if not failed:
            failed.append(True)
            raise RuntimeError("a page is torn")
        return real(*arguments)

    monkeypatch.setattr(posting, "accrue", accrue)
    posting.accrue_everywhere()
    assert "could not be brought up to date" in caplog.text
    assert balance_of(RAVI, CASUAL) == 12
