"""Who decides on a claim, how often, and who hears of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.expenses import deciding
from munshi.leave.models import Employment, LeaveDayRow, LeaveRequest
from munshi.people import service as people
from tests.backend.books import KIRANA, Clock, opened
from tests.backend.expenses.conftest import EMPLOYEE, MANAGER, OWNER, Colleague, Decision, decides, pays, told

COLLEAGUE = "919000000022"
TODAY = "2026-11-24"


def waiting_for(phone: str) -> list[dict[str, Any]]:
    with opened() as session:
        person = people.find(session, KIRANA, phone)
        assert person
        return deciding.pending_for(session, person)


def notice(name: str) -> dict[str, Any]:
    with opened() as session:
        row = session.execute(text("SELECT facts FROM assistant.notices WHERE name = :name"), {"name": name})
        found: dict[str, Any] = row.scalar_one()
        return found


def on_leave(session: Session, phone: str, delegate: str | None = None) -> None:
    """Somebody is on approved leave today."""
    away, ids = date.fromisoformat(TODAY), people.ids(session, KIRANA)
    stand_in = ids[delegate] if delegate else None
    session.add(Employment(business_id=KIRANA, person_id=ids[phone], delegate_id=stand_in))
    day = LeaveDayRow(
        date=away,
        person_id=ids[phone],
        portion="full",
        counted=True,
        charged=1,
        leave_year="2026",
        live=True,
    )
    session.add(
        LeaveRequest(
            business_id=KIRANA,
            reference="LV-1",
            person_id=ids[phone],
            type="casual",
            first=away,
            last=away,
            portion="full",
            count=1,
            unpaid=0,
            status="approved",
            asked_at=clock.now(),
            days=[day],
        )
    )


@pytest.fixture
def filed(asha: Colleague) -> Decision:
    return asha.files(600, category="fuel", on=TODAY, bills="a", purpose="delivery round")


def test_what_waits_for_somebody_says_all_that_is_needed_to_decide(filed: Decision) -> None:
    assert waiting_for(MANAGER) == [
        {
            "reference": "EXP-1",
            "kind": "claim",
            "name": "Asha Yadav",
            "employee": "Asha Yadav",
            "amount_paise": 60000,
            "category": "fuel",
            "date": TODAY,
            "purpose": "delivery round",
            "receipt": True,
            "over_limit": None,
            "asked_at": "2026-11-24T11:00:00+05:30",
        }
    ]
    assert waiting_for(OWNER) == waiting_for(EMPLOYEE) == []


def test_the_notice_says_the_same(filed: Decision) -> None:
    waiting = waiting_for(MANAGER)[0]
    same = {name: fact for name, fact in waiting.items() if name != "name"}
    assert notice("claim_requested") == {**same, "files": []}


def test_the_approver_approves_and_the_claimant_is_told(filed: Decision) -> None:
    decided = decides(MANAGER, "EXP-1", approve=True)
    assert (decided.outcome, decided.facts["name"], decided.facts["amount_paise"]) == (
        "approved",
        "Asha Yadav",
        60000,
    )
    assert told()[1:] == [(EMPLOYEE, "claim_decided")]
    assert (notice("claim_decided")["status"], notice("claim_decided")["by"]) == ("approved", "Sunita Verma")
    assert waiting_for(MANAGER) == []


def test_a_rejection_needs_a_reason(filed: Decision) -> None:
    for nothing in (None, "", "  "):
        assert decides(MANAGER, "EXP-1", approve=False, reason=nothing).outcome == "ask_reason"
    decided = decides(MANAGER, "EXP-1", approve=False, reason="own bike")
    assert (decided.outcome, decided.facts["reason"]) == ("rejected", "own bike")
    assert notice("claim_decided")["reason"] == "own bike"


def test_deciding_again_changes_and_sends_nothing_but_says_so(filed: Decision) -> None:
    decides(MANAGER, "EXP-1", approve=True)
    again = decides(OWNER, "EXP-1", approve=False, reason="no")
    assert (again.outcome, again.facts["by"], again.facts["status"]) == (
        "decided_already",
        "Sunita Verma",
        "approved",
    )
    assert len(told()) == 2


def test_the_owner_may_decide_on_what_waits_for_the_manager(filed: Decision) -> None:
    assert decides(OWNER, "exp 1", approve=True).outcome == "approved"


def test_nobody_else_decides(filed: Decision) -> None:
    assert decides(COLLEAGUE, "EXP-1", approve=True).outcome == "not_allowed"
    assert decides(EMPLOYEE, "EXP-1", approve=True).outcome == "own_request"
    assert decides(MANAGER, "EXP-9", approve=True).outcome == "not_found"
    assert waiting_for(MANAGER)


def test_a_manager_does_not_decide_above_their_sum(asha: Colleague, terms: Callable[..., None]) -> None:
    terms(policies=[], approval=[{"by": "manager", "up_to_paise": 50000}])
    asha.files(501, category="travel", on=TODAY)
    assert decides(MANAGER, "EXP-1", approve=True).outcome == "not_allowed"
    assert [row["reference"] for row in waiting_for(OWNER)] == ["EXP-1"]


def test_while_the_manager_is_on_leave_their_delegate_decides(asha: Colleague) -> None:
    with opened() as session:
        on_leave(session, MANAGER, delegate=COLLEAGUE)
    assert asha.files(450, category="travel", on=TODAY).facts["approver"] == "Imran Sheikh"
    assert told() == [(COLLEAGUE, "claim_requested")]
    assert decides(COLLEAGUE, "EXP-1", approve=True).outcome == "approved"


def test_a_delegate_decides_on_what_was_asked_before_the_leave_began(filed: Decision) -> None:
    assert waiting_for(COLLEAGUE) == []
    with opened() as session:
        on_leave(session, MANAGER, delegate=COLLEAGUE)
    assert [row["reference"] for row in waiting_for(COLLEAGUE)] == ["EXP-1"]
    assert decides(COLLEAGUE, "EXP-1", approve=True).outcome == "approved"


def test_while_the_manager_is_on_leave_without_a_delegate_the_owner_decides(asha: Colleague) -> None:
    with opened() as session:
        on_leave(session, MANAGER)
    assert asha.files(450, category="travel", on=TODAY).facts["approver"] == "Ramesh Sharma"


def test_what_nobody_decides_in_time_goes_to_the_fallback_once(filed: Decision, now: Clock) -> None:
    def handed_on() -> list[str | None]:
        with opened() as session:
            business = session.get_one(Business, KIRANA)
            overdue = deciding.overdue(session, business)
            given = [deciding.hand_on(session, business, claim) for claim in overdue]
            return [who.name if who else None for who in given]

    assert handed_on() == []
    now.passes(days=30)
    assert handed_on() == ["Ramesh Sharma"]
    assert handed_on() == []
    assert waiting_for(MANAGER) == []
    assert decides(OWNER, "EXP-1", approve=True).outcome == "approved"


def test_the_employee_sees_each_step(filed: Decision, asha: Colleague) -> None:
    def stands() -> tuple[str, str | None]:
        shown = asha.read("/claims/status", reference="1")
        assert shown.outcome == "status"
        return shown.facts["claims"][0]["status"], shown.facts["claims"][0]["decided_by"]

    assert stands() == ("pending", None)
    decides(MANAGER, "EXP-1", approve=True)
    assert stands() == ("approved", "Sunita Verma")
    assert pays(asha.client, "EXP-1").outcome == "paid"
    assert stands() == ("paid", "Sunita Verma")


def test_without_a_reference_what_is_open_and_what_was_refused_lately_is_shown(asha: Colleague) -> None:
    assert asha.read("/claims/status").outcome == "none"
    for rupees in (100, 200, 300):
        asha.files(rupees, category="travel", on=TODAY)
    decides(MANAGER, "EXP-2", approve=False, reason="no")

    def shown() -> list[str]:
        return [claim["reference"] for claim in asha.read("/claims/status").facts["claims"]]

    assert shown() == ["EXP-3", "EXP-2", "EXP-1"]


def test_a_colleagues_claim_is_not_found(filed: Decision, asha: Colleague) -> None:
    assert Colleague(asha.client, COLLEAGUE).read("/claims/status", reference="EXP-1").outcome == "not_found"


def test_only_what_is_approved_is_paid_and_once(filed: Decision, asha: Colleague) -> None:
    assert pays(asha.client, "EXP-1").outcome == "not_approved"
    decides(MANAGER, "EXP-1", approve=True)
    assert pays(asha.client, "EXP-1", on="2026-11-25").outcome == "future_date"
    assert pays(asha.client, "EXP-1", by="UTR123").outcome == "paid"
    again = pays(asha.client, "EXP-1", by="UTR999")
    assert (again.outcome, again.facts["payment_reference"]) == ("paid_already", "UTR123")
    assert told()[2:] == [(EMPLOYEE, "claim_paid")]
    assert (notice("claim_paid")["paid_on"], notice("claim_paid")["payment_reference"]) == (TODAY, "UTR123")
    assert pays(asha.client, "EXP-7").outcome == "not_found"


@pytest.mark.usefixtures("own_books")
def test_two_who_decide_at_once_decide_once(own_books: Engine, client: TestClient) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.skills = [*business.skills, "expenses"]
    Colleague(client).files(450, category="travel", on=TODAY)
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda who: decides(who, "EXP-1", approve=True), [MANAGER, OWNER, MANAGER, OWNER])
        )
    assert sorted(answer.outcome for answer in answers) == ["approved", *["decided_already"] * 3]
    assert [name for _, name in told()] == ["claim_requested", "claim_decided"]
