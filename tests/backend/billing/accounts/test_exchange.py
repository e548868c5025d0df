"""Khatas in the file of a business, and customers as a sheet."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from tests.backend.billing.accounts.conftest import PRIYA, Shopkeeper, balance, person_of
from tests.backend.books import KIRANA, Operator, opened, seed

KHATAS = "khata.accounts"


def _exported(operator: Operator) -> Any:
    return operator.gets(f"/businesses/{KIRANA}/export", format="json").json()


def test_what_comes_out_goes_in_and_changes_nothing(owner: Shopkeeper, operator: Operator) -> None:
    act = owner.writes("Priya Joshi", rupees=340).facts["act"]
    owner.writes("Priya Joshi", rupees=60)
    owner.do("/acts/undone", act=act)
    before = _exported(operator)
    assert [entry["kind"] for entry in before["khata"]["entries"]] == ["credit", "credit", "reversal"]
    assert operator.brings_in(before).status_code == 200
    assert _exported(operator) == before
    assert balance() == 130000


def test_the_same_khatas_are_opened_in_other_books(owner: Shopkeeper, operator: Operator) -> None:
    owner.do("/acts/undone", act=owner.writes("Priya Joshi", rupees=340).facts["act"])
    file = _exported(operator)
    file["business"]["id"], file["numbers"] = "copied", []
    assert operator.brings_in(file).status_code == 201
    shown = operator.gets("/businesses/copied/khata").json()["items"]
    assert sum(each["balance_paise"] for each in shown) == 214000


def test_an_opening_that_is_said_otherwise_is_reversed_and_written_anew(operator: Operator) -> None:
    file = seed(KIRANA)
    file["khata"]["accounts"][0]["opening_paise"] = 100000
    for _ in range(2):
        operator.brings_in(file)
    assert balance() == 100000
    with opened() as session:
        kinds = [entry.kind for entry in service.entries(session, KIRANA, person_of(session).id)]
    assert sorted(kinds) == ["opening", "opening", "reversal"]


@pytest.mark.parametrize(
    ("accounts", "place"),
    [
        ([{"person": "919999999999"}], f"{KHATAS}[0].person"),
        ([{"person": PRIYA}, {"person": PRIYA}], f"{KHATAS}[1].person"),
        ([{"person": PRIYA, "limit_paise": -1}], f"{KHATAS}[0].limit_paise"),
    ],
)
def test_every_fault_of_a_khata_is_told_by_its_place(
    operator: Operator, accounts: list[dict[str, Any]], place: str
) -> None:
    file = seed(KIRANA)
    file["khata"]["accounts"] = accounts
    answer = operator.brings_in(file)
    assert answer.status_code == 422
    assert [fault["at"] for fault in answer.json()["errors"]] == [place]


ENTRY = {"key": "k1", "person": PRIYA, "kind": "credit", "paise": 100, "at": "2026-11-20T10:00:00+05:30"}


@pytest.mark.parametrize(
    ("entries", "at"),
    [
        ([{**ENTRY, "paise": -100}], "[0].paise"),
        ([{**ENTRY, "kind": "payment"}], "[0].paise"),
        ([ENTRY, {**ENTRY}], "[1].key"),
        ([{**ENTRY, "kind": "reversal", "paise": -100}], "[0].reverses"),
        ([ENTRY, {**ENTRY, "key": "k2", "kind": "reversal", "paise": -50, "reverses": "k1"}], "[1].reverses"),
        ([{**ENTRY, "kind": "opening"}], "[0].kind"),
    ],
)
def test_every_fault_of_an_entry_is_told_by_its_place(
    operator: Operator, entries: list[dict[str, Any]], at: str
) -> None:
    file = seed(KIRANA)
    file["khata"]["entries"] = entries
    answer = operator.brings_in(file)
    assert [fault["at"] for fault in answer.json()["errors"]] == [f"khata.entries{at}"]


def test_reminders_are_no_more_than_weekly_and_at_decent_hours(operator: Operator) -> None:
    file = seed(KIRANA)
    file["khata"]["reminders"] = {"every_days": 3, "at": "21:00"}
    places = {fault["at"] for fault in operator.brings_in(file).json()["errors"]}
    assert places == {"khata.reminders.every_days", "khata.reminders.at"}


SHEET = """Party,Mobile,Udhaar,Since,Credit limit,Khata
Meera Rawat,98260 12345,"1,250.50",01/11/2026,5000,yes
Priya Joshi,90000 00101,1240,05/10/2026,,yes
"""


def test_customers_come_as_a_sheet_with_what_they_owe(operator: Operator) -> None:
    for changed in (1, 0):
        answer = operator.uploads(KIRANA, SHEET.encode(), "customers.csv", of="customers")
        assert answer.json() == {"rows": 2, "changed": changed}, answer.text
    assert (balance("919826012345"), balance()) == (125050, 124000)


def test_the_sheet_that_goes_out_comes_in_and_changes_nothing(operator: Operator) -> None:
    content = operator.gets(f"/businesses/{KIRANA}/customers.xlsx").content
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert ("Priya Joshi", "+919000000101", "hi", "1240", "05/10/2026", None, "yes") in rows
    answer = operator.uploads(KIRANA, content, "customers.xlsx", of="customers")
    assert answer.json()["changed"] == 0


FAULTY = """name,phone,opening,limit,buys_on_khata
Meera,12,34,x,yes
Ravi,98260 12346,1.234,,perhaps
,98260 12347,,,
"""


def test_every_fault_of_the_sheet_is_told_by_row_and_column(operator: Operator) -> None:
    answer = operator.uploads(KIRANA, FAULTY.encode(), "customers.csv", of="customers")
    assert answer.status_code == 422
    places = {fault["at"] for fault in answer.json()["errors"]}
    assert places == {
        "row 2, phone",
        "row 2, limit",
        "row 3, opening",
        "row 3, buys_on_khata",
        "row 4, name",
    }
    assert balance() == 124000


def test_a_payment_that_was_written_goes_out_with_its_way(operator: Operator) -> None:
    with opened() as session:
        person = person_of(session)
        service.post(
            session, KIRANA, person.id, Kind.PAYMENT, -5000, "pay:1", payment_reference="PAY-1", way="upi"
        )
    entry = _exported(operator)["khata"]["entries"][0]
    assert (entry["way"], entry["payment"], entry["paise"]) == ("upi", "PAY-1", -5000)
