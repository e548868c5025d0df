"""What was filed or decided by mistake is taken back in time: balances by reversal, and both sides hear it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi.business import exchange
from munshi.business.models import Business
from tests.backend.approvals.conftest import (
    MEENA,
    OWNER,
    RAMESH,
    WORKSHOP,
    Colleague,
    Decision,
    bring_in,
    told,
    workshop,
)
from tests.backend.books import Clock, opened

As = Callable[[str], Colleague]


def undone(colleague: Colleague, done: Decision) -> Decision:
    return colleague.do("/acts/undone", act=done.facts["act"])


def balance(colleague: Colleague) -> str:
    (row,) = colleague.read("/leave/balance").facts["rows"]
    return str(row["balance"])


def test_an_approval_by_mistake_waits_again_and_the_days_come_back(as_: As) -> None:
    as_(RAMESH).asks_leave()
    whole = balance(as_(RAMESH))
    approved = as_(MEENA).approves("LV-1")
    assert balance(as_(RAMESH)) != whole
    back = undone(as_(MEENA), approved)
    assert back.outcome == "taken_back"
    assert [(row["reference"], row["status"]) for row in back.facts["requests"]] == [("LV-1", "pending")]
    assert balance(as_(RAMESH)) == whole
    assert as_(MEENA).waiting().references == ["LV-1"]
    assert [(each["to"], each["by"]) for each in told("leave_decision_undone")] == [(RAMESH, "Meena Iyer")]


def test_what_was_taken_back_is_decided_again_and_told_again(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    for reference in ("LV-1", "EXP-1"):
        undone(as_(MEENA), as_(MEENA).approves(reference))
        undone(as_(MEENA), as_(MEENA).rejects(reference))
        assert as_(MEENA).approves(reference).outcome == "approved"
    assert len(told("leave_decided")) == len(told("claim_decided")) == 3
    assert len(told("leave_decision_undone")) == len(told("claim_decision_undone")) == 2
    assert balance(as_(RAMESH)) == "11"


def test_an_approver_in_whose_place_somebody_decided_is_asked_again(as_: As) -> None:
    as_(RAMESH).asks_leave()
    undone(as_(OWNER), as_(OWNER).approves("LV-1"))
    assert [each["to"] for each in told("leave_requested")] == [MEENA, MEENA]


def test_several_decisions_of_one_yes_are_taken_back_together(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    back = undone(as_(MEENA), as_(MEENA).approves_all(all=True))
    assert sorted(row["reference"] for row in back.facts["requests"]) == ["EXP-1", "LV-1"]
    assert sorted(as_(MEENA).waiting().references) == ["EXP-1", "LV-1"]


def test_in_words_a_decision_is_named_first(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(MEENA).approves("LV-1")
    asked = as_(MEENA).do("/cancellation")
    assert asked.outcome == "confirm_take_back"
    assert asked.facts["requests"][0]["name"] == "Ramesh Kumar"
    done = as_(MEENA).answers("confirm_cancelling", "affirm", summary=asked.facts["summary"])
    assert done.outcome == "taken_back"
    again = as_(MEENA).answers("confirm_cancelling", "affirm", summary=asked.facts["summary"])
    assert again.outcome == "undone_already"


def test_after_ten_minutes_a_decision_stays(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    approved = as_(MEENA).approves("LV-1")
    now.passes(minutes=10, seconds=1)
    assert undone(as_(MEENA), approved).outcome == "too_late_decision"
    assert as_(MEENA).do("/cancellation").outcome == "too_late_decision"
    assert as_(MEENA).waiting().outcome == "none"


def test_a_decision_that_the_employee_has_gone_on_with_stays(as_: As) -> None:
    as_(RAMESH).asks_leave()
    approved = as_(MEENA).approves("LV-1")
    asked = as_(RAMESH).do("/leave/cancel", reference="LV-1")
    assert as_(RAMESH).do("/leave/cancellations", summary=asked.facts["summary"]).outcome == "cancelled"
    assert undone(as_(MEENA), approved).outcome == "moved_on"


def test_a_rejection_whose_days_are_taken_since_stays(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave("2026-12-01")
    rejected = as_(MEENA).rejects("LV-1")
    now.passes(minutes=1)
    as_(RAMESH).asks_leave("2026-12-01")
    assert undone(as_(MEENA), rejected).outcome == "taken"


def test_a_filed_leave_is_named_withdrawn_and_brought_back(as_: As) -> None:
    as_(RAMESH).asks_leave()
    asked = as_(RAMESH).do("/cancellation")
    assert (asked.outcome, asked.facts["thing"], asked.facts["reference"]) == ("confirm", "leave", "LV-1")
    done = as_(RAMESH).answers("confirm_cancelling", "affirm", summary=asked.facts["summary"])
    assert done.outcome == "cancelled"
    assert as_(MEENA).waiting().outcome == "none"
    assert undone(as_(RAMESH), done).outcome == "restored"
    assert as_(MEENA).waiting().references == ["LV-1"]
    assert len(told("leave_requested")) == 2
    assert len(told("leave_cancelled")) == 1


def test_an_approved_leave_cancelled_by_mistake_holds_again(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(MEENA).approves("LV-1")
    asked = as_(RAMESH).do("/leave/cancel", reference="LV-1")
    cancelled = as_(RAMESH).do("/leave/cancellations", summary=asked.facts["summary"])
    assert balance(as_(RAMESH)) == "12"
    assert undone(as_(RAMESH), cancelled).outcome == "restored"
    assert balance(as_(RAMESH)) == "11"
    assert [each["to"] for each in told("leave_restored")] == [MEENA]


def test_a_filed_claim_is_withdrawn_and_the_approver_hears(as_: As) -> None:
    as_(RAMESH).claims()
    asked = as_(RAMESH).do("/cancellation")
    done = as_(RAMESH).answers("confirm_cancelling", "affirm", summary=asked.facts["summary"])
    assert (done.outcome, done.facts["reference"]) == ("cancelled", "EXP-1")
    assert [(each["to"], each["employee"]) for each in told("claim_withdrawn")] == [(MEENA, "Ramesh Kumar")]
    assert as_(MEENA).approves("EXP-1").outcome == "decided_already"
    assert undone(as_(RAMESH), done).outcome == "restored"
    assert as_(MEENA).waiting().references == ["EXP-1"]


def test_what_is_half_made_is_named_and_dropped(as_: As) -> None:
    as_(RAMESH).do("/leave/draft", leave_type="casual")
    as_(RAMESH).do("/claims/draft", money={"paise": 45000})
    asked = as_(RAMESH).do("/cancellation")
    assert [each["thing"] for each in asked.facts["things"]] == ["leave_draft", "claim_draft"]
    for each in asked.facts["things"]:
        done = as_(RAMESH).answers("confirm_cancelling", "affirm", summary=each["summary"])
        assert done.outcome == "cancelled"
    assert as_(RAMESH).do("/cancellation").outcome == "none"


def test_what_was_taken_back_goes_into_the_file_and_comes_back(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    for reference in ("LV-1", "EXP-1"):
        undone(as_(MEENA), as_(MEENA).rejects(reference))
        as_(MEENA).approves(reference)
    with opened() as session:
        business = session.get_one(Business, WORKSHOP)
        file = exchange.export(session, business)
        (request,) = file["leave"]["requests"]
        assert [each["status"] for each in request["moves"]] == ["pending", "rejected", "pending", "approved"]
        exchange.bring_in(session, yaml.safe_dump(file, allow_unicode=True))
        assert exchange.export(session, business) == file


@pytest.mark.usefixtures("own_books")
def test_two_taps_at_once_reverse_once(own_books: Engine, client: TestClient) -> None:
    bring_in(workshop())
    meena, ramesh = Colleague(client, MEENA), Colleague(client, RAMESH)
    ramesh.asks_leave()
    approved = meena.approves("LV-1")
    with ThreadPoolExecutor(2) as pool:
        taps = [pool.submit(undone, meena, approved) for _ in range(2)]
    assert sorted(tap.result().outcome for tap in taps) == ["taken_back", "undone_already"]
    assert balance(ramesh) == "12"
