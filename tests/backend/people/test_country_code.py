"""A phone in a business's file may be written as people write it; the books have it as WhatsApp does."""

from typing import Any

import pytest

from munshi.people.rules import with_country_code, with_plus
from tests.backend.books import KIRANA, Operator, seed

RAVI = "919826012345"
SINGAPORE = "6591234567"  # ten digits, as a number of India without its code


def workshop(**people: Any) -> dict[str, Any]:
    """A workshop whose owner and employee are named throughout the file without a country code."""
    business = {
        **seed(KIRANA)["business"],
        "id": "dewas-workshop",
        "skills": ["leave", "expenses", "approvals"],
    }
    names = dict.fromkeys(("hi", "en", "hinglish"), "Casual")
    moves = [{"status": "pending", "at": "2026-11-20T10:00:00+05:30", "person": "98260 12345"}]
    return {
        "version": 1,
        "business": business,
        "people": [
            {"name": "Kala", "roles": ["owner"], "phones": ["098260-00001"]},
            {"name": "Ravi", "roles": ["employee"], "phones": ["98260 12345"], "manager": "9826000001"},
        ],
        "leave": {
            "fallback_approver": "9826000001",
            "policies": [
                {"type": "casual", "effective_from": "2026-01-01", "names": names, "allotment": "12"}
            ],
            "employments": [{"person": "9826012345", "delegate": "98260 00001"}],
            "ledger": [
                {
                    "person": "9826012345",
                    "type": "casual",
                    "leave_year": "2026",
                    "days": "7",
                    "day": "2026-11-01",
                }
            ],
            "requests": [
                {
                    "reference": "LV-1",
                    "person": "9826012345",
                    "type": "casual",
                    "approver": "98260-00001",
                    "days": [{"date": "2026-12-01", "leave_year": "2026"}],
                    "moves": moves,
                }
            ],
        },
        "expenses": {"grades": [{"person": "9826012345", "grade": "senior"}]},
    }


def exported(operator: Operator, business_id: str) -> dict[str, Any]:
    said: dict[str, Any] = operator.gets(f"/businesses/{business_id}/export", format="json").json()
    return said


@pytest.mark.parametrize(
    "written",
    [
        "98260 12345",
        "9826012345",
        "098260-12345",
        "+91 98260 12345",
        "91 98260 12345",
        "919826012345",
        "0091 98260 12345",
        "(0) 98260 12345",
    ],
)
def test_a_number_without_a_country_code_is_of_the_business_s_country(
    operator: Operator, written: str
) -> None:
    file = seed(KIRANA)
    file["people"].append({"name": "Ravi", "phones": [written]})
    assert operator.brings_in(file).status_code == 200
    assert exported(operator, KIRANA)["people"][-1]["phones"] == [RAVI]


def test_a_land_line_is_a_number_too() -> None:
    assert with_country_code("0731 401 2345", "91") == "917314012345"


@pytest.mark.parametrize("written", ["+65 9123 4567", "+1 415 555 0123", "14155550123", "IN.a1B2"])
def test_a_number_with_its_own_code_and_a_user_id_stay(written: str) -> None:
    assert with_country_code(written, "91") == written.replace(" ", "").removeprefix("+")


def test_what_is_written_is_read_as_itself() -> None:
    for kept in (RAVI, SINGAPORE, "14155550123", "917314012345", "IN.a1B2"):
        assert with_country_code(with_plus(kept, "91"), "91") == kept


def test_whoever_is_named_in_the_file_is_named_in_the_same_way(operator: Operator) -> None:
    assert operator.brings_in(workshop()).status_code == 201
    out = exported(operator, "dewas-workshop")
    owner = out["people"][0]["phones"][0]
    assert (owner, out["people"][1]["manager"]) == ("919826000001", "919826000001")
    assert out["leave"]["fallback_approver"] == owner
    assert [
        row["person"] for part in ("employments", "ledger", "requests") for row in out["leave"][part]
    ] == [RAVI] * 3
    assert out["leave"]["requests"][0]["moves"][0]["person"] == RAVI
    assert out["expenses"]["grades"] == [{"person": RAVI, "grade": "senior"}]
    assert operator.brings_in(workshop()).json()["outcome"] == "unchanged"
    assert operator.brings_in(out).json()["outcome"] == "unchanged"


def test_one_person_written_in_two_ways_is_one_person(operator: Operator) -> None:
    file = seed(KIRANA)
    file["people"] += [{"phones": ["98260 12345"]}, {"phones": ["+91 98260 12345"]}]
    answer = operator.brings_in(file)
    assert [fault["at"] for fault in answer.json()["errors"]] == [f"people[{len(file['people']) - 1}]"]


def test_a_foreign_customer_comes_out_and_goes_in_as_they_are(operator: Operator) -> None:
    file = seed(KIRANA)
    file["people"].append({"name": "Mei", "phones": [f"+{SINGAPORE}"]})
    operator.brings_in(file)
    out = exported(operator, KIRANA)
    assert out["people"][-1]["phones"] == [f"+{SINGAPORE}"]
    assert operator.brings_in(out).json()["outcome"] == "unchanged"
    people = operator.gets(f"/businesses/{KIRANA}/people", limit=1000).json()["items"]
    assert [SINGAPORE] in [person["phones"] for person in people]
