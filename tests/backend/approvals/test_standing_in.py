"""While a manager is on approved leave their delegate is asked, is told, and decides; when they are back, they do."""

from collections.abc import Callable

import pytest

from tests.backend.approvals.conftest import (
    ACCOUNTANT,
    DEVI,
    JOSEPH,
    MEENA,
    OWNER,
    RAMESH,
    SUNITA,
    Colleague,
    bring_in,
    told,
    workshop,
)
from tests.backend.books import Clock

As = Callable[[str], Colleague]
ASKED = ("leave_requested", "claim_requested")


@pytest.fixture
def away(as_: As) -> As:
    """Meena is on leave today, and Devi stands in for her."""
    as_(MEENA).asks_leave("2026-11-24")
    as_(OWNER).approves("LV-1")
    return as_


def test_the_delegate_is_told_of_what_is_filed_meanwhile(away: As) -> None:
    away(RAMESH).asks_leave()
    away(RAMESH).claims()
    assert [(notice["to"], notice["reference"]) for notice in told(*ASKED)[1:]] == [
        (DEVI, "LV-2"),
        (DEVI, "EXP-1"),
    ]
    assert away(DEVI).waiting().references == ["LV-2", "EXP-1"]
    assert away(DEVI).approves_all(person="Ramesh", all=True).outcome == "decided"


def test_what_was_waiting_when_the_leave_began_is_the_delegates_too(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    as_(MEENA).asks_leave("2026-11-24")
    assert as_(DEVI).waiting().outcome == "none"
    for reference in ("LV-1", "EXP-1"):
        assert as_(DEVI).approves(reference).outcome == "not_allowed"
    as_(OWNER).approves("LV-2")
    assert as_(DEVI).waiting().references == ["LV-1", "EXP-1"]
    assert as_(DEVI).rejects("LV-1").outcome == "rejected"


def test_a_leave_that_is_only_asked_for_makes_nobody_a_delegate(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(MEENA).asks_leave("2026-11-24")
    assert as_(DEVI).approves("LV-1").outcome == "not_allowed"


def test_the_delegates_own_request_goes_to_the_next_up(away: As) -> None:
    away(DEVI).asks_leave()
    away(DEVI).claims()
    assert [notice["to"] for notice in told(*ASKED)[1:]] == [OWNER, OWNER]
    assert away(DEVI).approves("LV-2").outcome == "own_request"
    assert away(DEVI).waiting().outcome == "none"


def test_an_owner_who_is_away_is_stood_in_for_too_but_not_in_their_own_matter(as_: As) -> None:
    file = workshop(fallback_approver=JOSEPH, employments=[{"person": OWNER, "delegate": ACCOUNTANT}])
    file["expenses"] = {"approval": [{"by": "manager", "up_to_paise": 50000}]}
    bring_in(file)
    as_(OWNER).asks_leave("2026-11-24")
    as_(JOSEPH).approves("LV-1")
    as_(MEENA).asks_leave()
    as_(RAMESH).claims(501)
    assert [notice["to"] for notice in told(*ASKED)] == [JOSEPH, ACCOUNTANT, ACCOUNTANT]
    assert as_(ACCOUNTANT).approves_all(all=True).outcome == "decided"


def test_a_manager_who_is_back_decides_and_the_delegate_no_more(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    as_(MEENA).asks_leave("2026-11-24")
    as_(OWNER).approves("LV-2")
    now.passes(days=1)
    assert as_(DEVI).waiting().outcome == "none"
    assert as_(DEVI).approves("LV-1").outcome == "not_allowed"
    assert as_(MEENA).approves("LV-1").outcome == "approved"


def test_a_manager_who_is_back_decides_also_what_the_delegate_was_asked(away: As, now: Clock) -> None:
    away(SUNITA).asks_leave()
    away(SUNITA).claims()
    now.passes(days=1)
    assert away(MEENA).waiting().references == away(DEVI).waiting().references == ["LV-2", "EXP-1"]
    assert away(MEENA).approves("LV-2").outcome == "approved"
    assert away(DEVI).approves("LV-2").facts["by"] == "Meena Iyer"
    assert away(DEVI).approves("EXP-1").outcome == "approved"
