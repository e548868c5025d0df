"""A request is decided once, by who may, and the ledger follows; it is taken back until it begins."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from munshi import database
from munshi.leave.deciding import service as deciding
from tests.backend.books import Clock
from tests.backend.leave.conftest import (
    DEPUTY,
    KIRAN,
    MANAGER,
    OWNER,
    RAVI,
    Worker,
    balance_of,
    caller,
    ledger_of,
    told,
)

As = Callable[[str], Worker]


def test_approved_leave_is_taken_of_the_balance_and_the_employee_hears(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01…2026-12-02")
    (waiting,) = as_(MANAGER).waiting()
    assert waiting.items() >= {"reference": "LV-1", "kind": "leave", "name": "Ravi", "count": "2"}.items()
    approved = as_(MANAGER).decides("lv 1")
    assert (approved.outcome, approved.facts["name"]) == ("approved", "Ravi")
    assert ravi.balance().items() >= {"balance": "10", "pending": "0", "available": "10"}.items()
    (notice,) = told("leave_decided")
    assert notice.items() >= {"person": RAVI, "status": "approved", "by": "Meena"}.items()
    assert as_(MANAGER).waiting() == []


def test_deciding_again_changes_and_sends_nothing(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    as_(MANAGER).decides("LV-1")
    again = as_(OWNER).decides("LV-1", approve=False, reason="no")
    assert (again.outcome, again.facts["by"], again.facts["status"]) == (
        "decided_already",
        "Meena",
        "approved",
    )
    assert len(told("leave_decided")) == 1
    assert balance_of(RAVI) == 11


def test_a_no_needs_a_reason_and_frees_the_days(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    assert as_(MANAGER).decides("LV-1", approve=False).outcome == "ask_reason"
    assert as_(MANAGER).decides("LV-1", approve=False, reason="stock taking").outcome == "rejected"
    assert told("leave_decided")[0]["decision_reason"] == "stock taking"
    assert ravi.balance()["available"] == "12"
    assert ravi.says("2026-12-01", "casual").outcome == "confirm"


def test_nobody_decides_their_own_and_no_stranger_anybodys(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    as_(MANAGER).files("2026-12-02")
    assert as_(MANAGER).decides("LV-2").outcome == "own_request"
    assert as_(KIRAN).decides("LV-1").outcome == "not_allowed"
    assert as_(MANAGER).decides("LV-9").outcome == "not_found"
    assert [row["reference"] for row in as_(OWNER).waiting()] == ["LV-2"]
    assert as_(OWNER).decides("LV-2").outcome == "approved"


def test_while_the_manager_is_away_the_delegate_decides(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-10")
    as_(MANAGER).files("2026-11-24")
    assert as_(DEPUTY).waiting() == []
    assert as_(DEPUTY).decides("LV-1").outcome == "not_allowed"
    as_(OWNER).decides("LV-2")
    assert [row["reference"] for row in as_(DEPUTY).waiting()] == ["LV-1"]
    assert as_(KIRAN).files("2026-12-11").facts["approver"] == "Devi"
    assert as_(DEPUTY).files("2026-12-11").facts["approver"] == "Kala"
    assert as_(DEPUTY).decides("LV-1").outcome == "approved"


def test_what_nobody_decides_in_time_is_handed_on_once(ravi: Worker, as_: As, now: Clock) -> None:
    ravi.files("2026-12-10")
    now.passes(hours=23)
    with database.transaction() as session:
        assert deciding.overdue(session, caller(session, OWNER).business) == []
    now.passes(hours=1)
    with database.transaction() as session:
        business = caller(session, OWNER).business
        (request,) = deciding.overdue(session, business)
        handed = deciding.hand_on(session, business, request)
        assert handed is not None
        assert handed.name == "Kala"
    with database.transaction() as session:
        assert deciding.overdue(session, caller(session, OWNER).business) == []
    assert [row["reference"] for row in as_(OWNER).waiting()] == ["LV-1"]
    assert as_(MANAGER).decides("LV-1").outcome == "handed_on"


def test_an_approved_leave_is_cancelled_until_it_begins_by_a_reversing_entry(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01…2026-12-02")
    as_(MANAGER).decides("LV-1")
    shown = ravi.do("/leave/cancel")
    assert (shown.outcome, shown.facts["reference"], len(shown.facts["days"])) == (
        "confirm_cancel",
        "LV-1",
        2,
    )
    done = ravi.do("/leave/cancellations", summary=shown.facts["summary"])
    assert (done.outcome, done.facts["returned"]) == ("cancelled", "2")
    assert ravi.do("/leave/cancellations", summary=shown.facts["summary"]).outcome == "cancelled_already"
    kinds = [(entry.kind, str(entry.days)) for entry in ledger_of(RAVI).entries if entry.reference == "LV-1"]
    assert kinds == [("taken", "-2.0"), ("returned", "2.0")]
    (notice,) = told("leave_cancelled")
    assert (notice["person"], notice["returned"]) == (MANAGER, "2")
    assert ravi.says("2026-12-01", "casual").outcome == "confirm"


def test_what_waits_is_withdrawn_and_what_changed_since_is_shown_again(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    shown = ravi.do("/leave/cancel", reference="LV-1")
    as_(MANAGER).decides("LV-1")
    again = ravi.do("/leave/cancellations", summary=shown.facts["summary"])
    assert again.outcome == "changed"
    ravi.do("/leave/cancellations", summary=again.facts["summary"])
    ravi.files("2026-12-02")
    waiting = ravi.do("/leave/cancel")
    assert ravi.do("/leave/cancellations", summary=waiting.facts["summary"]).facts["returned"] == "0"
    assert ravi.read("/leave/status", reference="LV-2").facts["requests"][0]["status"] == "withdrawn"
    assert as_(MANAGER).decides("LV-2").outcome == "decided_already"


def test_which_one_is_asked_unless_it_is_named(ravi: Worker, as_: As) -> None:
    assert ravi.do("/leave/cancel").outcome == "none_open"
    ravi.files("2026-12-01")
    ravi.files("2026-12-03…2026-12-04")
    choice = ravi.do("/leave/cancel")
    assert choice.outcome == "choose_request"
    assert [each["choice"] for each in choice.facts["requests"]] == ["LV-1", "LV-2"]
    assert ravi.do("/leave/cancel", choice="LV-2").facts["reference"] == "LV-2"
    day = {"from": "2026-12-04", "to": "2026-12-04"}
    assert ravi.do("/leave/cancel", period=day).facts["reference"] == "LV-2"
    assert as_(KIRAN).do("/leave/cancel", reference="LV-1").outcome == "not_found"


def test_a_leave_that_has_begun_stays(ravi: Worker, as_: As, now: Clock) -> None:
    ravi.files("2026-11-25…2026-11-26")
    as_(MANAGER).decides("LV-1")
    now.passes(days=1)
    assert ravi.do("/leave/cancel").outcome == "begun"


def test_the_second_half_of_a_day_begins_at_noon(ravi: Worker, as_: As, now: Clock) -> None:
    ravi.files("2026-11-24/second")
    as_(MANAGER).decides("LV-1")
    assert ravi.do("/leave/cancel").outcome == "confirm_cancel"
    now.passes(hours=6)
    assert ravi.do("/leave/cancel").outcome == "begun"


@pytest.mark.parametrize("table", ["leave_entries", "leave_moves"])
def test_ledger_and_moves_are_only_added_to(ravi: Worker, table: str) -> None:
    ravi.files("2026-12-01")
    with pytest.raises(DBAPIError, match="reversing line"), database.transaction() as session:
        session.execute(text(f"DELETE FROM {table}"))


def test_no_reference_is_left_out(ravi: Worker, as_: As) -> None:
    references = [ravi.files(f"2026-12-0{day}").facts["reference"] for day in (1, 2, 3)]
    ravi.says("2026-12-03", "casual")
    references.append(as_(KIRAN).files("2026-12-01").facts["reference"])
    assert references == ["LV-1", "LV-2", "LV-3", "LV-4"]


def test_unpaid_days_take_nothing_of_the_balance(ravi: Worker, as_: As) -> None:
    ravi.files("2026-11-26…2026-12-11")
    as_(MANAGER).decides("LV-1")
    assert balance_of(RAVI) == Decimal(0)
