"""Claims in the file of a business, in the operator's hands, and in the workbook of a month."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.backend.books import KIRANA, Operator, opened, seed
from tests.backend.expenses.conftest import (
    EMPLOYEE,
    MANAGER,
    OWNER,
    POLICIES,
    Colleague,
    bill,
    decides,
    pays,
)

TODAY = "2026-11-24"
BEGAN, DECIDED = "2026-11-20T10:00:00+05:30", "2026-11-21T10:00:00+05:30"

PENDING = {"status": "pending", "at": BEGAN, "person": EMPLOYEE}
PAID = {
    "reference": "EXP-7",
    "person": EMPLOYEE,
    "amount_paise": 60000,
    "category": "fuel",
    "date": "2026-11-19",
    "purpose": "delivery round",
    "receipts": [bill("a")],
    "over_limit": {"limit_paise": 50000, "period": "claim"},
    "approver": MANAGER,
    "moves": [
        PENDING,
        {"status": "approved", "at": DECIDED, "person": MANAGER},
        {"status": "paid", "at": DECIDED},
    ],
    "payment": {"date": "2026-11-21", "reference": "UTR123"},
}
REJECTED = {
    "reference": "EXP-8",
    "person": EMPLOYEE,
    "amount_paise": 100,
    "category": "other",
    "date": "2026-11-19",
    "approver": MANAGER,
    "moves": [PENDING, {"status": "rejected", "at": DECIDED, "person": MANAGER, "reason": "no bill"}],
}


def file_with(*claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    file = seed(KIRANA)
    file["business"]["skills"] = ["orders", "expenses", "approvals"]
    said = {"policies": POLICIES, "claims": list(claims), **more}
    return {**file, "expenses": json.loads(json.dumps(said))}  # each entry is written out


def faults(operator: Operator, *claims: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    answer = operator.brings_in(file_with(*claims, **more))
    assert answer.status_code == 422, answer.text
    return [(fault["at"], fault["problem"]) for fault in answer.json()["errors"]]


def rows(operator: Operator, month: str = "2026-11") -> list[tuple[Any, ...]]:
    answer = operator.gets(f"/businesses/{KIRANA}/claims.xlsx", month=month)
    assert answer.status_code == 200, answer.text
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [month]
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_claims_come_out_of_the_file_as_they_went_in(operator: Operator) -> None:
    terms = {
        "approval": [{"by": "manager", "up_to_paise": 50000}, {"by": "owner"}],
        "grades": [{"person": EMPLOYEE, "grade": "senior"}],
    }
    assert operator.brings_in(file_with(PAID, REJECTED, **terms)).json()["outcome"] == "changed"
    exported = operator.gets(f"/businesses/{KIRANA}/export").text
    assert operator.brings_in(exported).json()["outcome"] == "unchanged"
    assert operator.brings_in(file_with(PAID, REJECTED, **terms)).json()["outcome"] == "unchanged"


def test_the_next_claim_counts_on_from_those_of_the_file(operator: Operator) -> None:
    operator.brings_in(file_with(PAID, REJECTED))
    asha = Colleague(operator.client)
    assert asha.files(450, category="travel", on=TODAY).facts["references"] == ["EXP-9"]
    assert asha.says(700, category="fuel", on=TODAY, bills="a").facts["reference"] == "EXP-7"


@pytest.mark.parametrize(
    ("claims", "at", "problem"),
    [
        ([PAID, PAID], "expenses.claims[1].reference", "expenses.claims[0] is EXP-7 too"),
        ([{**PAID, "person": "910000000000"}], "expenses.claims[0]", "there is nobody with the id 910000000000"),
        (
            [{**PAID, "payment": None}],
            "expenses.claims[0]",
            "what is paid, and nothing else, has a payment",
        ),
        (
            [PAID, {**PAID, "reference": "EXP-9"}],
            "expenses.claims[1].receipts[0]",
            "this file is the bill of EXP-7",
        ),
        (
            [{**PAID, "moves": PAID["moves"][1:]}],  # type: ignore[index]
            "expenses.claims[0].moves",
            "a claim begins as pending and does not move like this",
        ),
        (
            [{**REJECTED, "moves": [PENDING, {"status": "rejected", "at": DECIDED, "person": EMPLOYEE}]}],
            "expenses.claims[0].moves",
            "nobody decides on their own claim",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    operator: Operator, claims: list[dict[str, Any]], at: str, problem: str
) -> None:
    assert (at, problem) in faults(operator, *claims)


def test_a_grade_has_limits_of_its_own(operator: Operator) -> None:
    travel = [
        {"category": "travel", "claim_limit_paise": 40000},
        {"category": "travel", "claim_limit_paise": 100000, "grade": "senior"},
    ]
    operator.brings_in(file_with(policies=travel))
    asha = Colleague(operator.client)
    assert asha.says(450, category="travel", on=TODAY).facts["claims"][0]["over_limit"] is not None
    operator.brings_in(file_with(policies=travel, grades=[{"person": EMPLOYEE, "grade": "senior"}]))
    assert asha.says().facts["claims"][0]["over_limit"] is None


def test_the_month_as_a_workbook(asha: Colleague, operator: Operator) -> None:
    asha.files(600, category="fuel", on="2026-11-20", bills="a", purpose="=1+1")
    asha.files(450, category="travel", on="2026-10-31")
    decides(MANAGER, "EXP-1", approve=True)
    pays(asha.client, "EXP-1")
    heading, *found = rows(operator)
    told = dict(zip(heading, found[0], strict=True))
    day, today = datetime(2026, 11, 20), datetime(2026, 11, 24)
    assert len(found) == 1
    assert told == {
        "reference": "EXP-1",
        "filed_on": today,
        "employee": "Asha Yadav",
        "category": "fuel",
        "date": day,
        "amount": 600,
        "purpose": "=1+1",
        "receipts": 1,
        "over_limit": None,
        "status": "paid",
        "decided_by": "Sunita Verma",
        "decided_on": today,
        "reason": None,
        "paid_on": today,
        "payment_reference": "UTR123",
    }
    assert [row[0] for row in rows(operator, "2026-10")[1:]] == ["EXP-2"]
    assert rows(operator, "2026-12")[1:] == []


def test_the_workbook_of_no_month_is_refused(asha: Colleague, operator: Operator) -> None:
    for month in ("2026-13", "november", ""):
        answer = operator.gets(f"/businesses/{KIRANA}/claims.xlsx", month=month)
        assert answer.status_code == 422


def test_the_operator_reads_claims_with_their_bills(asha: Colleague, operator: Operator) -> None:
    for rupees, letter in ((600, "a"), (700, "b")):
        asha.files(rupees, category="fuel", on=TODAY, bills=letter)
    decides(OWNER, "EXP-1", approve=True)
    listed = operator.gets(f"/businesses/{KIRANA}/claims", status="pending").json()["items"]
    assert [claim["reference"] for claim in listed] == ["EXP-2"]
    one = operator.gets(f"/businesses/{KIRANA}/claims/EXP-1").json()
    assert (one["status"], one["receipts"]) == ("approved", [bill("a")])
    assert [move["person"] for move in one["moves"]] == [EMPLOYEE, OWNER]
    assert operator.gets(f"/businesses/{KIRANA}/claims/EXP-9").status_code == 404


def test_what_happened_to_a_claim_is_only_added_to(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY)
    with pytest.raises(DBAPIError), opened() as session:
        session.execute(text("DELETE FROM claim_moves"))


def test_the_books_hold_nobody_who_decides_on_their_own(asha: Colleague, terms: Callable[..., None]) -> None:
    asha.files(450, category="travel", on=TODAY)
    with pytest.raises(DBAPIError), opened() as session:
        session.execute(text("UPDATE claims SET decided_by = person_id"))
