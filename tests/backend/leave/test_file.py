"""Leave goes into the books with the file of a business, and comes out as the same file."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import database, settings
from munshi.business import exchange, service
from munshi.business.parts import BusinessFile
from tests.backend.books import Clock, Operator
from tests.backend.leave.conftest import MANAGER, RAVI, WORKSHOP, Worker, bring_in, names, workshop

APPROVED = {"status": "approved", "at": "2026-11-20T10:00:00+05:30"}


def exported() -> dict[str, Any]:
    with database.transaction() as session:
        business = service.get(session, WORKSHOP)
        assert business is not None
        return exchange.export(session, business)


def test_what_comes_out_is_what_went_in(ravi: Worker) -> None:
    assert BusinessFile.model_validate(exported()) == BusinessFile.model_validate(workshop())
    assert bring_in(workshop()) == "unchanged"


def test_requests_and_ledger_travel_with_the_business(ravi: Worker, now: Clock) -> None:
    ravi.files("2026-12-24…2026-12-28", reason="shaadi")
    ravi.files("2027-01-04/second", "sick")
    Worker(ravi.client, MANAGER).decides("LV-1")
    file = exported()
    assert bring_in(file) == "unchanged"
    file["business"]["id"] = "moved-workshop"
    file["numbers"][0]["phone_number_id"] = "100000000000097"
    assert bring_in(file) == "created"
    with database.transaction() as session:
        moved = service.get(session, "moved-workshop")
        assert moved is not None
        assert exchange.export(session, moved) == file


def test_the_next_request_counts_on_from_those_of_the_file(ravi: Worker) -> None:
    file = workshop()
    file["leave"]["requests"] = [request("LV-7")]
    assert bring_in(file) == "changed"
    assert ravi.says("2026-12-01", "casual").outcome == "overlap"
    assert ravi.files("2026-12-02").facts["reference"] == "LV-8"


def test_a_new_policy_holds_from_its_day_on(ravi: Worker) -> None:
    file = workshop()
    later = {"type": "casual", "effective_from": "2026-12-10", "names": names("Casual"), "notice_days": 3}
    file["leave"]["policies"].append({**later, "allotment": "12"})
    bring_in(file)
    assert ravi.says("2026-12-09", "casual").facts["name"]["en"] == "Casual leave"
    assert ravi.says("2026-12-10").facts["name"]["en"] == "Casual"


def request(reference: str, **more: Any) -> dict[str, Any]:
    """A request of Ravi's for the first of December."""
    return {
        "reference": reference,
        "person": RAVI,
        "type": "casual",
        "approver": MANAGER,
        "days": [{"date": "2026-12-01", "leave_year": "2026"}],
        "moves": [{"status": "pending", "at": "2026-11-20T10:00:00+05:30", "person": RAVI}],
        **more,
    }


def opening(**more: str) -> dict[str, str]:
    """A balance that Ravi brings along."""
    return {"person": RAVI, "type": "casual", "leave_year": "2026", "days": "1", "day": "2026-01-01", **more}


@pytest.mark.parametrize(
    ("section", "entry", "at"),
    [
        ("employments", {"person": "919999999999"}, "leave.employments[3].person"),
        ("ledger", opening(leave_year="26"), "leave.ledger[1].leave_year"),
        ("ledger", opening(days="0.3"), "leave.ledger[1].days"),
        ("policies", {"type": "casual", "effective_from": "2026-01-01", "names": names("x")}, "leave.policies[5]"),
        ("requests", request("LV-1", approver="919999999999"), "leave.requests[0].approver"),
        ("requests", request("LV-1", moves=[APPROVED]), "leave.requests[0].moves"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_place(
    operator: Operator, client: TestClient, section: str, entry: dict[str, Any], at: str
) -> None:
    file = workshop()
    file["leave"].setdefault(section, []).append(entry)
    answer = operator.brings_in(file)
    assert answer.status_code == 422
    assert at in [fault["at"] for fault in answer.json()["errors"]]


def test_two_requests_of_a_file_do_not_hold_one_day(operator: Operator) -> None:
    file = workshop()
    file["leave"]["requests"] = [request("LV-1"), request("LV-2")]
    (fault,) = operator.brings_in(file).json()["errors"]
    assert fault["at"] == "leave.requests[1].days"


def test_a_workshop_beside_it_sees_nothing_of_it(ravi: Worker) -> None:
    ravi.files("2026-12-01")
    file = workshop()
    file["business"]["id"], file["numbers"][0]["phone_number_id"] = "other-workshop", "100000000000096"
    bring_in(file)
    elsewhere = {"Munshi-Number": "100000000000096", "Munshi-Person": RAVI}
    token = {"Authorization": f"Bearer {settings.current().api_token}"}
    answer = ravi.client.get("/api/leave/status?reference=LV-1", headers={**elsewhere, **token}).json()
    assert answer["outcome"] == "not_found"
    rows = ravi.client.get("/api/leave/balance?type=casual", headers={**elsewhere, **token}).json()["facts"][
        "rows"
    ]
    assert rows[0]["available"] == "12"
