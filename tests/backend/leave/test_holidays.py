"""Holidays: what the state proposes, what the business adopts, and whose leave that touches."""

from datetime import date
from typing import Any

import pytest

from munshi.business.states import GST_CODES
from munshi.leave.holidays.proposed import Kind, proposed
from tests.backend import sheets
from tests.backend.books import Operator
from tests.backend.leave.conftest import (
    MANAGER,
    RAVI,
    WORKSHOP,
    Worker,
    balance_of,
    bring_in,
    names,
    workshop,
)
from tests.backend.sheets import cells, sheet, workbook

PATH = f"/businesses/{WORKSHOP}/holidays"
PONGAL = {"date": "2027-01-15", "name": {"en": "Pongal", "hi": "पोंगल"}}


@pytest.fixture
def operator(ravi: Worker) -> Operator:
    """The operator, of a deployment with the workshop in it."""
    return Operator(ravi.client)


def adopts(operator: Operator, *items: dict[str, Any], year: int = 2027) -> dict[str, Any]:
    answer = operator.puts(PATH, {"items": items}, year=year)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


def adopted(operator: Operator, year: int = 2027) -> dict[str, str]:
    items = operator.gets(PATH, year=year).json()["items"]
    return {item["date"]: item["name"]["hi"] for item in items}


@pytest.mark.parametrize("state", GST_CODES)
def test_every_state_has_the_three_national_days_in_every_language(state: str) -> None:
    found = {each.date: each for each in proposed(state, 2027)}
    for day in (date(2027, 1, 26), date(2027, 8, 15), date(2027, 10, 2)):
        assert found[day].kind is Kind.NATIONAL
        assert all(found[day].name[language] for language in ("hi", "en", "hinglish"))
    assert list(found) == sorted(found)


def test_a_holiday_is_marked_by_who_keeps_it_and_the_moon_is_an_estimate() -> None:
    found = {each.name["en"]: each for each in proposed("MP", 2027)}
    assert {each.kind for each in found.values()} == set(Kind)
    assert found["Republic Day"].name["hi"] == "गणतंत्र दिवस"
    assert not found["Republic Day"].estimated
    assert any(each.estimated for each in found.values())
    assert not any("estimated" in name for name in found)


def test_the_proposal_is_what_adopting_takes(operator: Operator) -> None:
    proposal = operator.gets(f"{PATH}/proposed", year=2027).json()
    assert (proposal["state"], proposal["year"]) == ("TN", 2027)
    assert not any(item["adopted"] for item in proposal["items"])
    wanted = [item for item in proposal["items"] if item["kind"] != "optional"]
    assert adopts(operator, *wanted)["added"] == [item["date"] for item in wanted]
    again = operator.gets(f"{PATH}/proposed", year=2027).json()["items"]
    assert {item["date"] for item in again if item["adopted"]} == {item["date"] for item in wanted}
    assert adopts(operator, *wanted) == {"added": [], "renamed": [], "removed": [], "affected": []}


def test_adopting_a_year_leaves_other_years_alone(operator: Operator) -> None:
    changed = adopts(operator, PONGAL)
    assert (changed["added"], changed["removed"]) == (["2027-01-15"], [])
    assert adopted(operator, 2026) == {"2026-12-25": "Christmas"}
    assert adopted(operator) == {"2027-01-15": "पोंगल"}


def test_a_holiday_is_renamed_and_taken_away(operator: Operator) -> None:
    adopts(operator, PONGAL)
    assert adopts(operator, {**PONGAL, "name": {"en": "Pongal holiday"}})["renamed"] == ["2027-01-15"]
    assert operator.deletes(f"{PATH}/2027-01-15").json()["removed"] == ["2027-01-15"]
    assert operator.deletes(f"{PATH}/2027-01-15").status_code == 404
    assert adopted(operator) == {}


def test_an_employee_asks_for_the_new_holiday_in_vain(operator: Operator, ravi: Worker) -> None:
    adopts(operator, PONGAL)
    assert ravi.says("2027-01-15", "casual").outcome == "nothing_counted"
    rows = ravi.read("/leave/holidays", **{"from": "2027-01-01", "to": "2027-01-31"}).facts["rows"]
    assert [row["date"] for row in rows] == ["2027-01-15"]


def test_leave_over_a_new_holiday_is_told_and_not_touched(operator: Operator, ravi: Worker) -> None:
    reference = ravi.files("2026-12-07…2026-12-09").facts["reference"]
    Worker(ravi.client, MANAGER).decides(reference)
    before = balance_of(RAVI)
    christmas = {"date": "2026-12-25", "name": {"en": "Christmas"}}
    new = {"date": "2026-12-08", "name": {"en": "Local festival"}}
    (affected,) = adopts(operator, christmas, new, year=2026)["affected"]
    assert (affected["reference"], affected["person"], affected["name"]) == (reference, RAVI, "Ravi")
    assert (affected["count"], affected["would_count"], affected["days"]) == ("3", "2", ["2026-12-08"])
    assert (affected["status"], affected["begun"]) == ("approved", False)
    assert balance_of(RAVI) == before
    assert adopts(operator, christmas, year=2026)["affected"] == []


def test_a_holiday_that_falls_away_is_told_to_who_is_on_leave_around_it(
    operator: Operator, ravi: Worker
) -> None:
    reference = ravi.files("2026-12-24…2026-12-26").facts["reference"]
    (affected,) = operator.deletes(f"{PATH}/2026-12-25").json()["affected"]
    assert (affected["reference"], affected["status"], affected["would_count"]) == (reference, "pending", "3")


def test_leave_that_counts_every_day_is_not_touched_by_a_holiday(operator: Operator, ravi: Worker) -> None:
    file = workshop()
    maternity = {"type": "maternity", "effective_from": "2026-01-01", "names": names("Maternity leave")}
    file["leave"]["policies"].append({**maternity, "accrual": "none", "calendar_days": True})
    bring_in(file)
    assert ravi.files("2027-01-11…2027-01-20", "maternity").facts["count"] == "10"
    assert adopts(operator, PONGAL)["affected"] == []


def test_a_list_that_cannot_be_is_told_with_its_place(operator: Operator) -> None:
    answer = operator.puts(PATH, {"items": [PONGAL, PONGAL, {**PONGAL, "date": "2026-01-15"}]}, year=2027)
    assert answer.status_code == 422
    assert {fault["at"]: fault["problem"] for fault in answer.json()["errors"]} == {
        "items[0].date": "stands here twice",
        "items[1].date": "stands here twice",
        "items[2].date": "is not of 2027",
    }
    assert adopted(operator) == {}


def test_a_year_for_which_nothing_is_known_is_not_proposed(operator: Operator) -> None:
    assert operator.gets(f"{PATH}/proposed", year=2036).status_code == 422


def test_a_sheet_adds_and_renames_and_takes_nothing_away(operator: Operator) -> None:
    content = workbook(["तारीख", "नाम"], ["15/01/2027", "पोंगल"], ["26-1-2027", "Republic Day"])
    assert sheets.taken(operator, WORKSHOP, "holidays", content) == (2, 2)
    assert sheets.taken(operator, WORKSHOP, "holidays", content) == (2, 0)
    assert adopted(operator, 2026) == {"2026-12-25": "Christmas"}
    assert adopted(operator) == {"2027-01-15": "पोंगल", "2027-01-26": "Republic Day"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_comes_out_changes_nothing_when_it_goes_in(operator: Operator, form: str) -> None:
    adopts(operator, PONGAL)
    out = operator.gets(f"{PATH}.{form}").content
    assert sheets.taken(operator, WORKSHOP, "holidays", out) == (2, 0)


def test_the_proposal_as_a_sheet_is_taken_too(operator: Operator) -> None:
    content = operator.gets(f"{PATH}/proposed.xlsx", year=2027).content
    rows = cells(content)
    assert {row["kind"] for row in rows} <= set(Kind)
    assert sheets.taken(operator, WORKSHOP, "holidays", content) == (len(rows), len(rows))


def test_the_sheet_tells_whose_leave_is_touched(operator: Operator, ravi: Worker) -> None:
    ravi.files("2026-12-08")
    content = sheet({"date": "08/12/2026", "name": "Local festival"})
    (affected,) = operator.uploads(WORKSHOP, content, of="holidays").json()["affected"]
    assert (affected["name"], affected["would_count"]) == ("Ravi", "0")


def test_a_bad_row_is_told_and_nothing_is_written(operator: Operator) -> None:
    content = sheet(
        {"date": "15/01/2027", "name": "Pongal"},
        {"date": "32/01/2027", "name": "Nothing"},
        {"date": "16/01/2027", "name": ""},
        {"date": "15-1-27", "name": "Pongal again"},
    )
    told = sheets.faults(operator, WORKSHOP, "holidays", content)
    assert set(told) == {"row 3, date", "row 4, name_en (name)", "row 5, date"}
    assert adopted(operator) == {}
