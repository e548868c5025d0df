"""What nobody decided in time goes to the fallback approver, who is told once and decides."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi.approvals.escalating import escalate_everywhere
from munshi.people import service as people
from tests.backend.approvals.conftest import (
    ACCOUNTANT,
    DEVI,
    JOSEPH,
    MEENA,
    OWNER,
    RAMESH,
    SALIM,
    WORKSHOP,
    Colleague,
    bring_in,
    told,
    workshop,
)
from tests.backend.books import BACKEND, Clock, opened

As = Callable[[str], Colleague]

PROCESS = """
from munshi import database, settings
from munshi.approvals.escalating import escalate_everywhere

database.use(database.connect(settings.current().database_url))
escalate_everywhere()
"""


def escalated() -> list[tuple[str, str, str | None]]:
    """Who was told of which request, and who had not answered."""
    notices = told("approval_escalated")
    return [(notice["to"], notice["reference"], notice["first_approver"]) for notice in notices]


def has(**leave: Any) -> None:
    """The workshop has other terms of leave."""
    bring_in(workshop(**leave))


def test_after_the_hours_of_the_business_and_not_before(as_: As, now: Clock) -> None:
    has(approver_timeout_hours=8, fallback_approver=ACCOUNTANT)
    as_(RAMESH).asks_leave()
    now.passes(hours=7, minutes=59)
    escalate_everywhere()
    assert escalated() == []
    now.passes(minutes=1)
    escalate_everywhere()
    assert escalated() == [(ACCOUNTANT, "LV-1", "Meena Iyer")]


def test_the_notice_says_all_that_is_needed_to_decide(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave("2026-12-01", "2026-12-02")
    as_(RAMESH).claims(450)
    now.passes(hours=24)
    escalate_everywhere()
    leave, claim = told("approval_escalated")
    assert leave.items() >= {"kind": "leave", "name": "Ramesh Kumar", "count": "2", "balance": "12"}.items()
    assert claim.items() >= {"kind": "claim", "employee": "Ramesh Kumar", "amount_paise": 45000}.items()
    assert {leave["to"], claim["to"]} == {OWNER}


def test_it_waits_for_the_new_approver_and_no_more_for_the_first(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    now.passes(hours=24)
    escalate_everywhere()
    assert as_(MEENA).waiting().outcome == "none"
    assert as_(OWNER).waiting().references == ["LV-1", "EXP-1"]
    assert as_(OWNER).approves_all(all=True).outcome == "decided"
    assert [notice["to"] for notice in told("leave_decided", "claim_decided")] == [RAMESH, RAMESH]


def test_who_answers_too_late_hears_who_decides_and_then_what_was_decided(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    now.passes(hours=24)
    escalate_everywhere()
    for reference in ("LV-1", "EXP-1"):
        late = as_(MEENA).approves(reference)
        assert (late.outcome, late.facts["reference"], late.facts["by"]) == (
            "handed_on",
            reference,
            "Kala Rajan",
        )
        assert as_(JOSEPH).approves(reference).outcome == "not_allowed"
        as_(OWNER).rejects(reference)
        assert as_(MEENA).approves(reference).facts["status"] == "rejected"


def test_what_was_decided_is_not_handed_on(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    as_(MEENA).approves("LV-1")
    as_(MEENA).rejects("EXP-1")
    now.passes(hours=48)
    escalate_everywhere()
    assert escalated() == []


def test_after_a_month_down_it_is_told_once(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave("2027-01-05")
    now.passes(days=30)
    escalate_everywhere()
    escalate_everywhere()
    now.passes(days=30)
    escalate_everywhere()
    assert escalated() == [(OWNER, "LV-1", "Meena Iyer")]


@pytest.mark.usefixtures("own_books")
def test_several_processes_at_once_tell_once(own_books: Engine, client: TestClient, now: Clock) -> None:
    bring_in(workshop())
    for person in (RAMESH, SALIM):
        Colleague(client, person).asks_leave()
        Colleague(client, person).claims()
    a_day_later = {
        "DATABASE_URL": own_books.url.set(drivername="postgresql").render_as_string(hide_password=False),
        "MUNSHI_NOW": (now() + timedelta(hours=24)).isoformat(),
    }
    command = [sys.executable, "-c", PROCESS]
    processes = [subprocess.Popen(command, cwd=BACKEND, env={**os.environ, **a_day_later}) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert sorted(escalated()) == [
        (OWNER, "EXP-1", "Meena Iyer"),
        (OWNER, "EXP-2", "Joseph Raj"),
        (OWNER, "LV-1", "Meena Iyer"),
        (OWNER, "LV-2", "Joseph Raj"),
    ]


@pytest.mark.usefixtures("own_books")
def test_what_another_process_is_handing_on_is_left_to_it(
    own_books: Engine, client: TestClient, now: Clock
) -> None:
    bring_in(workshop())
    Colleague(client, RAMESH).asks_leave()
    Colleague(client, RAMESH).claims()
    now.passes(hours=24)
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(escalate_everywhere) for _ in range(8)]:
            done.result()
    assert len(escalated()) == 2


def test_the_fallbacks_own_request_goes_to_an_owner(as_: As, now: Clock) -> None:
    has(fallback_approver=SALIM)
    as_(SALIM).asks_leave()
    now.passes(hours=24)
    escalate_everywhere()
    assert escalated() == [(OWNER, "LV-1", "Joseph Raj")]


def test_a_fallback_who_is_away_is_stood_in_for(as_: As, now: Clock) -> None:
    has(fallback_approver=MEENA)
    as_(MEENA).asks_leave("2026-11-25")
    as_(OWNER).approves("LV-1")
    as_(SALIM).asks_leave()
    now.passes(hours=24)
    escalate_everywhere()
    assert escalated() == [(DEVI, "LV-2", "Joseph Raj")]


def test_where_there_is_nobody_else_it_stays_where_it_is(as_: As, now: Clock) -> None:
    as_(JOSEPH).asks_leave()
    now.passes(hours=24)
    escalate_everywhere()
    assert escalated() == []
    assert as_(OWNER).waiting().references == ["LV-1"]


def test_what_waits_for_who_has_left_goes_to_the_next_up_at_once(as_: As) -> None:
    as_(RAMESH).asks_leave()
    with opened() as session:
        meena = people.find(session, WORKSHOP, MEENA)
        assert meena
        meena.left = meena.created_at.date().replace(year=2026, month=11, day=24)
    escalate_everywhere()
    escalate_everywhere()
    assert escalated() == [(OWNER, "LV-1", "Meena Iyer")]
