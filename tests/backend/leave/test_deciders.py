"""A business whose people could ask, and nobody could decide, is not set up: the file says where the fault is."""

from typing import Any

import pytest

from tests.backend import sheets
from tests.backend.books import KIRANA, Operator, seed
from tests.backend.sheets import sheet

OWNER, MANAGER, RAVI, ASHA = "919826000001", "919826000002", "919826000003", "919826000004"
KALA = {"name": "Kala", "roles": ["owner"], "phones": [OWNER]}
MEENA = {"name": "Meena", "roles": ["manager"], "phones": [MANAGER]}
NOBODY = "nobody could decide about their requests"


def employee(phone: str = RAVI, **more: Any) -> dict[str, Any]:
    return {"name": "Ravi", "roles": ["employee"], "phones": [phone], **more}


def workshop(
    *people: dict[str, Any], skills: tuple[str, ...] = ("leave", "approvals"), **leave: Any
) -> dict[str, Any]:
    business = {**seed(KIRANA)["business"], "id": "dewas-workshop", "skills": list(skills)}
    return {"version": 1, "business": business, "people": list(people), "leave": leave}


def faults(operator: Operator, file: dict[str, Any]) -> dict[str, str]:
    answer = operator.brings_in(file)
    assert answer.status_code == 422, answer.text
    return {fault["at"]: fault["problem"] for fault in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("skills", "places"),
    [
        (("leave",), ["business.skills[0]"]),
        (("orders", "expenses"), ["business.skills[1]"]),
        (("leave", "orders", "expenses"), ["business.skills[0]", "business.skills[2]"]),
    ],
)
def test_what_is_asked_for_needs_approvals(
    operator: Operator, skills: tuple[str, ...], places: list[str]
) -> None:
    told = faults(operator, workshop(KALA, employee(), skills=skills))
    assert list(told) == places
    assert all("needs approvals" in problem for problem in told.values())


@pytest.mark.parametrize("skills", [("leave", "approvals"), ("expenses", "approvals")])
def test_an_employee_above_whom_nobody_is_is_told(operator: Operator, skills: tuple[str, ...]) -> None:
    told = faults(operator, workshop(employee(), employee(ASHA, manager=RAVI), skills=skills))
    assert list(told) == ["people[0]"]
    assert told["people[0]"].startswith(NOBODY)


@pytest.mark.parametrize(
    "people",
    [
        [KALA, employee()],
        [MEENA, employee(manager=MANAGER)],
        [employee(), {**KALA, "roles": ["employee", "owner"]}],
        [{**KALA, "roles": ["employee", "manager"]}],
        [KALA],
        [],
        [{"name": "Priya", "phones": [RAVI]}],
        [employee(left="2020-01-01")],
    ],
)
def test_where_somebody_decides_or_nobody_asks_the_file_is_taken(
    operator: Operator, people: list[dict[str, Any]]
) -> None:
    assert operator.brings_in(workshop(*people)).status_code == 201


def test_who_was_named_for_what_nobody_decides_is_enough(operator: Operator) -> None:
    assert operator.brings_in(workshop(employee(), MEENA, fallback_approver=MANAGER)).status_code == 201


def test_nobody_decides_for_themselves_and_who_has_left_decides_nothing(operator: Operator) -> None:
    assert list(faults(operator, workshop(employee(), fallback_approver=RAVI))) == ["people[0]"]
    gone = {**KALA, "left": "2020-01-01"}
    assert list(faults(operator, workshop(gone, employee(manager=OWNER)))) == ["people[1]"]
    assert list(faults(operator, workshop(MEENA, employee()))) == [
        "people[1]"
    ]  # nobody's manager, and no owner


def test_managers_in_a_ring_have_nobody_above_but_each_other(operator: Operator) -> None:
    ring = [employee(manager=ASHA), employee(ASHA, manager=RAVI)]
    assert operator.brings_in(workshop(*ring)).status_code == 201


def test_an_owner_in_the_books_need_not_stand_in_the_file_again(operator: Operator) -> None:
    assert operator.brings_in(workshop(KALA)).status_code == 201
    assert operator.brings_in(workshop(employee())).status_code == 200


def test_a_shop_that_only_sells_needs_nobody_who_decides(operator: Operator) -> None:
    assert operator.brings_in(workshop(employee(), skills=("orders",))).status_code == 201


def test_a_sheet_of_employees_is_held_to_the_same(operator: Operator) -> None:
    operator.brings_in(workshop())
    alone = {"name": "Ravi", "phone": "98260 00003", "manager": "", "roles": "employee"}
    told = sheets.faults(operator, "dewas-workshop", "people", sheet(alone))
    assert list(told) == ["row 2, manager"]
    assert told["row 2, manager"].startswith(NOBODY)
    owner = {"name": "Kala", "phone": "98260 00001", "manager": "", "roles": "owner"}
    assert sheets.taken(operator, "dewas-workshop", "people", sheet(alone, owner)) == (2, 2)
