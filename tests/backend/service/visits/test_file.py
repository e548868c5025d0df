"""Technicians, parts, plans and what was booked stand in the business's file, and come out as they went in."""

from collections.abc import Callable

import pytest

from munshi.service.visits.sections import TechnicianEntry
from tests.backend.books import Operator, seed
from tests.backend.service.visits.conftest import SHOP, Somebody, at

Who = Callable[[str], Somebody]


def _export(operator: Operator) -> dict[str, object]:
    answer = operator.gets(f"/businesses/{SHOP}/export", format="json")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["visits"])


def test_what_comes_out_goes_in_and_changes_nothing(operator: Operator, customer: Somebody) -> None:
    customer.books(when=at("2026-11-25", "11:30"))
    shown = customer.wants("voltas ac ka remote chahiye", "/parts/request")
    customer.agrees("confirm_part", shown)
    before = _export(operator)
    whole = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    answer = operator.brings_in(whole)
    assert answer.status_code == 200, answer.text
    assert _export(operator) == before
    assert len(before["booked"]) == 1  # type: ignore[arg-type]
    assert len(before["requested"]) == 1  # type: ignore[arg-type]


def test_every_fault_is_told_with_its_place(operator: Operator) -> None:
    file = seed(SHOP)
    visits = file["visits"]
    visits["technicians"][0]["person"] = "919999999999"
    visits["parts"][0]["sku"] = "NOTHING"
    visits["plans"].append({**visits["plans"][0], "name": dict(visits["plans"][0]["name"])})
    visits["contracts"][0]["plan"] = "NONE"
    answer = operator.brings_in(file)
    assert answer.status_code == 422
    places = {fault["at"] for fault in answer.json()["errors"]}
    assert {
        "visits.technicians[0]",
        "visits.parts[0].sku",
        "visits.plans[3].code",
        "visits.contracts[0].plan",
    } <= places


@pytest.mark.parametrize(("called", "kind"), [("ro", "water_purifier"), ("ac", "ac"), ("lathe", "lathe")])
def test_a_machine_is_known_by_its_kind_whatever_the_file_calls_it(called: str, kind: str) -> None:
    entry = TechnicianEntry(person="919000000321", skills=[called], pincodes=["452001"])
    assert entry.skills == [kind]
