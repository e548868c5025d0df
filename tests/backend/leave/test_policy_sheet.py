"""Leave policies as a sheet, and those that a state's law and custom propose."""

from typing import Any

import pytest

from munshi.business.models import Business
from munshi.business.states import GST_CODES
from munshi.leave.policy import LeaveType
from munshi.leave.sections import PolicyEntry
from munshi.setup.policies import OWN, REMARKS, proposed
from tests.backend import sheets
from tests.backend.books import Operator, opened
from tests.backend.leave.conftest import WORKSHOP, Worker
from tests.backend.sheets import cells, sheet, workbook

CASUAL = {"type": "casual", "effective_from": "01/01/2026"}


@pytest.fixture
def operator(ravi: Worker) -> Operator:
    """The operator, of a deployment with the workshop in it."""
    return Operator(ravi.client)


def taken(operator: Operator, content: bytes) -> tuple[int, int]:
    return sheets.taken(operator, WORKSHOP, "leave-policies", content)


def faults(operator: Operator, content: bytes) -> dict[str, str]:
    return sheets.faults(operator, WORKSHOP, "leave-policies", content)


def policies(operator: Operator) -> dict[str, Any]:
    rows = cells(operator.gets(f"/businesses/{WORKSHOP}/leave-policies.xlsx").content)
    return {f"{row['type']} {row['effective_from']}": row for row in rows}


def test_every_term_of_a_policy_has_its_column() -> None:
    named = {column.name for column in OWN}
    assert named == (PolicyEntry.model_fields.keys() - {"names"}) | {"name_hi", "name_en", "name_hinglish"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_comes_out_changes_nothing_when_it_goes_in(operator: Operator, form: str) -> None:
    out = operator.gets(f"/businesses/{WORKSHOP}/leave-policies.{form}").content
    assert taken(operator, out) == (5, 0)


def test_a_sheet_of_allotments_changes_nothing_else(operator: Operator) -> None:
    before = policies(operator)["casual 01/01/2026"]
    assert taken(operator, sheet({**CASUAL, "allotment": "10.5"})) == (1, 1)
    assert policies(operator)["casual 01/01/2026"] == {**before, "allotment": "10.5"}


def test_a_new_policy_holds_from_its_day_on(ravi: Worker, operator: Operator) -> None:
    content = workbook(
        ["प्रकार", "कब से", "Name", "Days a year", "half day", "Carry Forward"],
        ["CL", "10/12/2026", "Casual", 12, "no", 3],
    )
    assert taken(operator, content) == (1, 1)
    new = policies(operator)["casual 10/12/2026"]
    assert (new["name_hi"], new["name_en"], new["half_days"], new["carry_forward"]) == (
        "Casual",
        "Casual",
        "no",
        "3",
    )
    assert ravi.says("2026-12-10/first", "casual").outcome == "half_not_allowed"


@pytest.mark.parametrize(
    ("said", "column", "problem"),
    [
        ({"type": "holiday"}, "type", f"must be one of {', '.join(LeaveType)}"),
        ({"effective_from": ""}, "effective_from", "is missing"),
        ({"allotment": "7.25"}, "allotment", "must be days, whole or half, such as 12 or 1.5"),
        ({"allotment": "-1"}, "allotment", "must be 0 or more"),
        ({"notice_days": "a week"}, "notice_days", "must be a number, such as 7"),
        ({"accrual": "weekly"}, "accrual", "must be one of yearly, quarterly, monthly, worked, by_proof, none"),
        ({"accrual": "worked"}, "worked_for_a_day", "is missing: after how many days of work one is earned"),
        ({"paid": "perhaps"}, "paid", "must be yes or no"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_in_words(
    operator: Operator, said: dict[str, str], column: str, problem: str
) -> None:
    assert faults(operator, sheet({**CASUAL, "name": "Casual", **said})) == {f"row 2, {column}": problem}


def test_a_policy_has_a_name_and_stands_once(operator: Operator) -> None:
    new = {"type": "bereavement", "effective_from": "01/01/2026"}
    assert set(faults(operator, sheet(new))) == {"row 2, name_en"}
    named = {**new, "name_hinglish": "Shok ki chhutti"}
    assert faults(operator, sheet(named, named)) == {"row 3, type": "row 2 is about the same"}


def test_nothing_is_written_when_one_row_is_wrong(operator: Operator) -> None:
    before = policies(operator)
    faults(operator, sheet({**CASUAL, "allotment": "10"}, {**CASUAL, "type": "sick", "allotment": "many"}))
    assert policies(operator) == before


def test_the_template_of_the_state_can_be_brought_in_as_it_is(operator: Operator) -> None:
    proposed = operator.gets(f"/businesses/{WORKSHOP}/leave-policies/proposed.xlsx").content
    rows = cells(proposed)
    assert all(row["source"] and row["read_again"] == "yes" for row in rows)
    assert set(rows[0]) >= set(REMARKS)
    assert taken(operator, proposed) == (len(rows), len(rows))
    assert taken(operator, proposed) == (len(rows), 0)


@pytest.mark.parametrize("state", GST_CODES)
def test_every_state_proposes_every_type(ravi: Worker, state: str) -> None:
    with opened() as session:
        heading, *rows = proposed(session, Business(state=state))
    assert {row[heading.index("type")] for row in rows} == set(LeaveType)
