"""Balances of leave that an owner brings along: what was counted on a day holds, whatever the books had counted."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from munshi.leave.balances import posting
from munshi.leave.policy import LeaveType
from tests.backend import sheets
from tests.backend.books import Clock, Operator
from tests.backend.leave.conftest import (
    KIRAN,
    MANAGER,
    RAVI,
    WORKSHOP,
    Worker,
    balance_of,
    bring_in,
    ledger_of,
    workshop,
)
from tests.backend.sheets import cells, sheet, workbook

SEVEN = {"person": "91000 00003", "type": "casual", "days": "7.5"}


@pytest.fixture
def operator(ravi: Worker) -> Operator:
    """The operator, of a deployment with the workshop in it."""
    return Operator(ravi.client)


def taken(operator: Operator, content: bytes) -> tuple[int, int]:
    return sheets.taken(operator, WORKSHOP, "leave-balances", content)


def faults(operator: Operator, content: bytes) -> dict[str, str]:
    return sheets.faults(operator, WORKSHOP, "leave-balances", content)


def shown(operator: Operator) -> list[dict[str, Any]]:
    return cells(operator.gets(f"/businesses/{WORKSHOP}/leave-balances.xlsx").content)


def test_a_balance_holds_all_that_came_before_it(operator: Operator, ravi: Worker) -> None:
    assert taken(operator, sheet(SEVEN)) == (1, 1)
    assert ravi.balance("casual")["available"] == "7.5"
    assert taken(operator, sheet(SEVEN)) == (1, 0)


@pytest.mark.parametrize("before", [False, True], ids=["fresh books", "books that have counted"])
@pytest.mark.parametrize("type_", ["casual", "sick", "earned"])
def test_it_is_the_same_whether_or_not_the_books_had_counted_already(
    operator: Operator, ravi: Worker, type_: str, before: bool
) -> None:
    if before:
        posting.accrue_everywhere()
    taken(operator, sheet({**SEVEN, "type": type_}))
    assert ravi.balance(type_)["available"] == "7.5"


def test_what_comes_after_the_day_is_added(operator: Operator, ravi: Worker, now: Clock) -> None:
    taken(operator, sheet({**SEVEN, "type": "earned", "as_of": "30/09/2026"}))
    assert ravi.balance("earned")["available"] == "9.5"
    now.passes(days=14)
    assert ravi.balance("earned")["available"] == "10.5"


def test_leave_after_the_day_is_taken_of_it(operator: Operator, ravi: Worker) -> None:
    reference = ravi.files("2026-12-01…2026-12-02").facts["reference"]
    Worker(ravi.client, MANAGER).decides(reference)
    taken(operator, sheet(SEVEN))
    assert ravi.balance("casual")["available"] == "5.5"


def test_another_count_is_a_correction_and_no_entry_is_changed(operator: Operator, ravi: Worker) -> None:
    taken(operator, sheet(SEVEN))
    before = [(entry.key, entry.days) for entry in ledger_of(RAVI).entries]
    assert taken(operator, sheet({**SEVEN, "days": "6"})) == (1, 1)
    after = [(entry.key, entry.days) for entry in ledger_of(RAVI).entries]
    assert after[: len(before)] == before
    assert ravi.balance("casual")["available"] == "6"
    taken(operator, sheet(SEVEN))
    assert ravi.balance("casual")["available"] == "7.5"


def test_what_comes_out_changes_nothing_when_it_goes_in(operator: Operator, ravi: Worker) -> None:
    taken(operator, sheet(SEVEN))
    for form in ("csv", "xlsx"):
        out = operator.gets(f"/businesses/{WORKSHOP}/leave-balances.{form}").content
        rows, changed = taken(operator, out)
        assert (rows, changed) == (20, 0)
    rows_of_ravi = {row["type"]: row["days"] for row in shown(operator) if row["name"] == "Ravi"}
    assert rows_of_ravi == {"casual": "7.5", "sick": "7", "earned": "11", "comp_off": "1"}


def test_a_past_year_is_closed_and_carried_over(operator: Operator, ravi: Worker) -> None:
    last_year = {**SEVEN, "type": "earned", "leave_year": "2025", "days": "12"}
    file = workshop()
    for policy in file["leave"]["policies"]:
        policy["effective_from"] = "2025-01-01"
    bring_in(file)
    this_year = {**SEVEN, "type": "earned", "leave_year": "2026", "days": "15"}
    assert taken(operator, sheet(this_year, last_year)) == (2, 2)
    posting.accrue_everywhere()
    account = ledger_of(RAVI)
    assert account.balance(LeaveType.EARNED, "2025") == 0
    assert [e.days for e in account.entries if e.kind == "carried"] == [-10, 10]
    assert account.balance(LeaveType.EARNED, "2026") == 15
    assert taken(operator, sheet(this_year, last_year)) == (2, 0)


def test_earned_by_work_goes_on_from_the_count(operator: Operator, ravi: Worker, now: Clock) -> None:
    file = workshop()
    earned = {**file["leave"]["policies"][2], "accrual": "worked", "worked_for_a_day": 20, "allotment": "0"}
    file["leave"]["policies"][2] = earned
    bring_in(file)
    posting.accrue_everywhere()
    taken(operator, sheet({**SEVEN, "type": "earned", "days": "4"}))
    assert balance_of(RAVI, LeaveType.EARNED) == 4
    now.passes(days=70)
    posting.accrue_everywhere()
    entries = [e for e in ledger_of(RAVI).entries if e.type == LeaveType.EARNED and e.kind == "accrual"]
    assert sum(e.days for e in entries if e.day > datetime(2026, 11, 24).date()) >= 1


def test_headings_and_words_are_read_as_people_write_them(operator: Operator) -> None:
    content = workbook(
        ["Mobile", "Employee Name", "Leave Type", "Year", "Balance", "As on"],
        [9100000003, "Ravi", "CL", 2026, 7.5, datetime(2026, 11, 1)],
        [9100000004, "Kiran", "Sick Leave", "2026", 1, None],
    )
    assert taken(operator, content) == (2, 2)
    assert balance_of(RAVI) == Decimal("7.5")
    assert balance_of(KIRAN, LeaveType.SICK) == 1


def test_somebody_may_be_named_by_name(operator: Operator) -> None:
    assert taken(operator, sheet({**SEVEN, "person": "ravi"})) == (1, 1)


@pytest.mark.parametrize(
    ("said", "column", "problem"),
    [
        ({"person": "98260 99999"}, "person", "nobody has the number 98260 99999, here or in the books"),
        ({"type": "bereavement"}, "type", "the business keeps no balance of this type on 24/11/2026"),
        ({"type": "unpaid"}, "type", "the business keeps no balance of this type on 24/11/2026"),
        ({"days": "7.3"}, "days", "must be days, whole or half, such as 12 or 1.5"),
        ({"leave_year": "2026-27"}, "leave_year", "must be a leave year such as 2026"),
        ({"as_of": "25/11/2026"}, "as_of", "is still to come: a balance is what there was on a day"),
        ({"as_of": "31/12/2025", "leave_year": "2026"}, "as_of", "is not in the leave year 2026"),
        ({"type": "comp_off"}, "days", "is not what the books have of it: work on an off-day is recorded by itself"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_in_words_and_nothing_is_written(
    operator: Operator, said: dict[str, str], column: str, problem: str
) -> None:
    good = {"person": "Kiran", "type": "sick", "days": "3", "leave_year": "", "as_of": ""}
    bad = {**SEVEN, "leave_year": "", "as_of": "", **said}
    assert faults(operator, sheet(good, bad)) == {f"row 3, {column}": problem}
    posting.accrue_everywhere()
    assert balance_of(KIRAN, LeaveType.SICK) != 3


def test_an_earlier_day_than_that_of_the_last_count_is_refused(operator: Operator) -> None:
    taken(operator, sheet(SEVEN))
    told = faults(operator, sheet({**SEVEN, "as_of": "01/11/2026"}))
    assert told == {"row 2, days": "was counted again on 24/11/2026, which holds all that came before"}


def test_a_financial_year_is_read_where_the_business_has_one(operator: Operator, ravi: Worker) -> None:
    file = workshop()
    file["leave"]["leave_year_begins"] = 4
    bring_in(file)
    for written in ("2026-27", "FY 2026-2027"):
        taken(operator, sheet({**SEVEN, "leave_year": written}))
    assert ledger_of(RAVI).balance(LeaveType.CASUAL, "2026-27") == Decimal("7.5")
    assert set(faults(operator, sheet({**SEVEN, "leave_year": "2026"}))) == {"row 2, leave_year"}
