"""The register of leave: what it adds up is what the ledger says, and every day of leave stands in it once."""

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from munshi.leave.balances.accrual import Kind
from munshi.leave.balances.sheets import moves
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.models import LeaveEntry
from munshi.leave.policy import LeaveType
from tests.backend.books import OPERATOR_TOKEN, Clock
from tests.backend.leave.conftest import MANAGER, RAVI, WORKSHOP, Worker, ledger_of

YEAR = LeaveYear.of(date(2026, 11, 24))
GOES_OUT = ("taken", "lapsed", "encashed", "carried_over")
NUMBERS = (
    "opening", "carried", "earned", "taken", "returned", "lapsed", "encashed", "corrected", "carried_over", "closing",
)  # fmt: skip

Rows = list[dict[str, Any]]


@pytest.fixture
def register(ravi: Worker) -> Callable[..., tuple[Rows, Rows]]:
    """Both sheets of a year's register, by their headings."""

    def sheets(**asked: str) -> tuple[Rows, Rows]:
        answer = ravi.client.get(
            f"/api/businesses/{WORKSHOP}/leave-register.xlsx",
            params=asked,
            headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"},
        )
        assert answer.status_code == 200, answer.text
        balances, days = load_workbook(io.BytesIO(answer.content)).worksheets
        return rows(balances), rows(days)

    return sheets


def rows(sheet: Any) -> Rows:
    heading, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def of_ravi(found: Rows, type_: str) -> dict[str, Any]:
    (row,) = [row for row in found if row["phone"] == f"+{RAVI}" and row["type"] == type_]
    return row


def approved(ravi: Worker, days: str, type_: str = "casual", **more: Any) -> str:
    reference = str(ravi.files(days, type_, **more).facts["reference"])
    assert Worker(ravi.client, MANAGER).decides(reference).outcome == "approved"
    return reference


def test_each_balance_adds_up_to_the_ledger(ravi: Worker, register: Callable[..., tuple[Rows, Rows]]) -> None:
    approved(ravi, "2026-12-01…2026-12-02")
    taken_back = approved(ravi, "2026-12-10")
    shown = ravi.do("/leave/cancel", reference=taken_back)
    assert ravi.do("/leave/cancellations", summary=shown.facts["summary"]).outcome == "cancelled"
    balances, _ = register(year="2026")
    row = of_ravi(balances, "casual")
    told = {name: row[name] for name in NUMBERS if row[name]}
    assert told == {"earned": 12, "taken": 3, "returned": 1, "closing": 10}
    for row in balances:
        sign = {name: -1 if name in GOES_OUT else 1 for name in NUMBERS[:-1]}
        assert sum(sign[name] * row[name] for name in sign) == row["closing"], row
        kept = ledger_of(row["phone"].removeprefix("+")).balance(LeaveType(row["type"]), "2026")
        assert kept == row["closing"], row


def test_a_year_that_is_closed_shows_what_was_carried_over_and_what_lapsed(
    ravi: Worker, register: Callable[..., tuple[Rows, Rows]], now: Clock
) -> None:
    register()
    now.passes(days=60)
    before, after = (of_ravi(register(year=year)[0], "earned") for year in ("2026", "2027"))
    assert (before["earned"], before["carried_over"], before["lapsed"], before["closing"]) == (12, 10, 2, 0)
    assert (after["carried"], after["earned"], after["closing"]) == (10, 1, 11)


def test_every_day_of_leave_stands_there_with_who_approved_it(
    ravi: Worker, register: Callable[..., tuple[Rows, Rows]]
) -> None:
    reference = approved(ravi, "2026-12-24…2026-12-28")
    half = approved(ravi, "2026-12-30/first", "sick")
    ravi.files("2026-12-08")
    balances, days = register()
    assert [(row["date"], row["portion"], row["reference"]) for row in days] == [
        (datetime(2026, 12, 24), "full", reference),
        (datetime(2026, 12, 26), "full", reference),
        (datetime(2026, 12, 28), "full", reference),
        (datetime(2026, 12, 30), "first", half),
    ]
    assert {(row["approved_by"], row["approved_at"]) for row in days} == {("Meena", "2026-11-24 11:00")}
    taken = sum(row["from_balance"] for row in days if row["type"] == "casual")
    assert taken == of_ravi(balances, "casual")["taken"] == 3


def test_what_nobody_pays_is_told_apart(ravi: Worker, register: Callable[..., tuple[Rows, Rows]]) -> None:
    approved(ravi, "2026-12-07…2026-12-22")
    approved(ravi, "2026-12-30", "unpaid", reason="gaon jana hai")
    _, days = register()
    assert sum(row["from_balance"] for row in days) == 12
    assert [row["date"].day for row in days if row["unpaid"]] == [21, 22, 30]


def test_a_year_is_named_as_the_business_reckons(ravi: Worker) -> None:
    path = f"/api/businesses/{WORKSHOP}/leave-register.xlsx"
    headers = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
    answer = ravi.client.get(path, params={"year": "2026-27"}, headers=headers)
    assert "tiruppur-workshop-leave-2026.xlsx" in answer.headers["content-disposition"]
    assert ravi.client.get(path, params={"year": "last"}, headers=headers).status_code == 422


entries = some.lists(
    some.builds(
        lambda kind, halves, last: SimpleNamespace(
            kind=kind, days=Decimal(halves) / 2, day=YEAR.last if last else YEAR.first
        ),
        some.sampled_from(Kind),
        some.integers(-60, 60),
        some.booleans(),
    ),
    max_size=12,
)


@given(entries)
def test_whatever_came_and_went_the_columns_add_up(found: list[SimpleNamespace]) -> None:
    told = moves(cast(list[LeaveEntry], found), YEAR)
    total = sum(-days if name in GOES_OUT else days for name, days in told.items())
    assert total == sum(entry.days for entry in found)
