"""Who has left is a customer like any other from that day on; what is theirs in the books stays."""

from collections.abc import Callable
from typing import Any

from munshi import database
from munshi.business import exchange
from munshi.business import service as business_service
from munshi.leave.balances import posting
from munshi.leave.deciding import service as deciding
from munshi.leave.policy import LeaveType
from tests.backend.books import Clock
from tests.backend.leave.conftest import (
    CUSTOMER,
    DEPUTY,
    KIRAN,
    MANAGER,
    OWNER,
    RAVI,
    WORKSHOP,
    Worker,
    balance_of,
    bring_in,
    told,
    workshop,
)

As = Callable[[str], Worker]

YESTERDAY, TODAY, TOMORROW = "2026-11-23", "2026-11-24", "2026-11-25"


def leaves(person: str, on: str | None = TODAY) -> None:
    """The file of the workshop says that somebody leaves, or with None that they are there again."""
    file = workshop()
    (entry,) = [entry for entry in file["people"] if person in entry["phones"]]
    entry |= {"left": on} if on else {}
    assert bring_in(file) == "changed"


def exported() -> dict[str, Any]:
    with database.transaction() as session:
        business = business_service.get(session, WORKSHOP)
        assert business is not None
        return exchange.export(session, business)


def handed_on() -> list[str | None]:
    """To whom what is overdue goes."""
    with database.transaction() as session:
        business = business_service.get(session, WORKSHOP)
        assert business is not None
        moved = [deciding.hand_on(session, business, one) for one in deciding.overdue(session, business)]
        return [person.name for person in filter(None, moved)]


def test_from_that_day_on_they_are_a_customer(ravi: Worker) -> None:
    leaves(RAVI, TOMORROW)
    assert ravi.read("/person").facts["roles"] == ["employee"]
    leaves(RAVI, TODAY)
    assert ravi.read("/person").facts["roles"] == ["customer"]
    assert ravi.says("2026-12-01", "casual").outcome == "not_employee"
    assert ravi.read("/offers/apply_leave").outcome == "not_offered"


def test_the_last_day_ends_at_midnight_of_the_business(ravi: Worker, now: Clock) -> None:
    leaves(RAVI, TOMORROW)
    now.passes(hours=12, minutes=59)
    assert ravi.read("/person").facts["roles"] == ["employee"]
    now.passes(minutes=1)
    assert ravi.read("/person").facts["roles"] == ["customer"]


def test_a_yes_to_what_was_shown_before_files_nothing(ravi: Worker) -> None:
    summary = ravi.says("2026-12-01", "casual").facts["summary"]
    leaves(RAVI)
    assert ravi.do("/leave/requests", summary=summary).outcome == "not_employee"


def test_a_manager_who_has_left_decides_nothing_and_the_next_up_does(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    leaves(MANAGER)
    assert as_(MANAGER).waiting() == []
    assert as_(MANAGER).decides("LV-1").outcome == "not_allowed"
    assert [row["reference"] for row in as_(OWNER).waiting()] == ["LV-1"]
    assert ravi.read("/leave/status").facts["requests"][0]["approver"] == "Kala"
    assert ravi.files("2026-12-02").facts["approver"] == "Kala"


def test_what_waited_for_them_is_handed_to_the_next_up_once_and_to_the_fallback_when_it_is_time(
    ravi: Worker, as_: As, now: Clock
) -> None:
    ravi.files("2026-12-10")
    file = workshop()
    file["leave"]["fallback_approver"] = DEPUTY
    file["people"][1]["left"] = TODAY
    assert bring_in(file) == "changed"
    assert handed_on() == ["Kala"]
    assert handed_on() == []
    now.passes(hours=25)
    assert handed_on() == ["Devi"]
    assert handed_on() == []


def test_a_delegate_or_fallback_who_has_left_is_passed_over(ravi: Worker, as_: As) -> None:
    as_(MANAGER).files("2026-11-24")
    as_(OWNER).decides("LV-1")
    file = workshop()
    file["leave"]["fallback_approver"] = DEPUTY
    file["people"][4]["left"] = TODAY
    assert bring_in(file) == "changed"
    assert ravi.files("2026-12-01").facts["approver"] == "Kala"
    assert as_(DEPUTY).decides("LV-2").outcome == "not_allowed"


def test_a_manager_who_has_left_decides_nothing_of_their_delegates(ravi: Worker, as_: As) -> None:
    as_(MANAGER).files("2026-11-24")
    as_(OWNER).decides("LV-1")
    assert ravi.files("2026-12-01").facts["approver"] == "Devi"
    leaves(MANAGER)
    assert as_(MANAGER).waiting() == []
    assert as_(MANAGER).decides("LV-2").outcome == "not_allowed"
    assert as_(DEPUTY).decides("LV-2").outcome == "approved"


def test_who_has_left_is_not_in_the_team_and_sees_none(ravi: Worker, as_: As) -> None:
    ravi.files("2026-11-25")
    day = {"from": "2026-11-25"}
    assert as_(MANAGER).read("/approvals/team", **day).outcome == "team"
    leaves(RAVI)
    assert as_(MANAGER).read("/approvals/team", **day).outcome == "nobody"
    leaves(MANAGER)
    assert as_(MANAGER).read("/approvals/team", **day).outcome == "not_allowed"
    assert as_(MANAGER).read("/approvals").outcome == "not_allowed"
    assert as_(MANAGER).do("/approvals/approve", reference="LV-1").outcome == "not_allowed"


def test_an_owner_who_has_left_decides_nothing(ravi: Worker, as_: As) -> None:
    ravi.files("2026-12-01")
    leaves(OWNER)
    assert as_(OWNER).decides("LV-1").outcome == "not_allowed"
    assert as_(MANAGER).decides("LV-1").outcome == "approved"


def test_what_they_asked_for_stays_visible_to_the_approver_and_can_be_decided(ravi: Worker, as_: As) -> None:
    ravi.files("2026-11-24")
    leaves(RAVI)
    assert [row["name"] for row in as_(MANAGER).waiting()] == ["Ravi"]
    assert as_(MANAGER).decides("LV-1").outcome == "approved"
    assert told("leave_decided")[0]["person"] == RAVI


def test_they_are_no_colleague_who_is_away(ravi: Worker, as_: As) -> None:
    as_(KIRAN).files("2026-12-01")
    assert [clash["name"] for clash in ravi.says("2026-12-01", "casual").facts["clash"]] == ["Kiran"]
    leaves(KIRAN)
    assert ravi.says("2026-12-01", "casual").facts["clash"] == []


def test_accrual_stops_with_the_last_day(ravi: Worker, now: Clock) -> None:
    leaves(RAVI, "2026-12-01")
    posting.accrue_everywhere()
    until_november = balance_of(RAVI, LeaveType.EARNED)
    now.passes(days=60)
    posting.accrue_everywhere()
    assert balance_of(RAVI, LeaveType.EARNED) == until_november
    assert balance_of(KIRAN, LeaveType.EARNED) > balance_of(KIRAN, LeaveType.COMP_OFF)


def test_a_decision_after_the_last_day_accrues_nothing_either(ravi: Worker, as_: As, now: Clock) -> None:
    ravi.files("2026-11-25")
    before = balance_of(RAVI, LeaveType.EARNED)
    leaves(RAVI, TOMORROW)
    now.passes(days=60)
    as_(MANAGER).decides("LV-1")
    assert balance_of(RAVI, LeaveType.EARNED) == before


def test_the_file_says_it_and_gives_the_same_business_again(ravi: Worker) -> None:
    ravi.files("2026-12-01")
    leaves(RAVI)
    file = exported()
    (entry,) = [entry for entry in file["people"] if entry["name"] == "Ravi"]
    assert (entry["left"], entry["roles"]) == (TODAY, ["employee"])
    assert [request["person"] for request in file["leave"]["requests"]] == [RAVI]
    assert bring_in(file) == "unchanged"


def test_who_comes_back_is_what_they_were(ravi: Worker, as_: As) -> None:
    leaves(MANAGER, YESTERDAY)
    ravi.files("2026-12-01")
    leaves(MANAGER, None)
    assert as_(MANAGER).read("/person").facts["roles"] == ["manager"]
    assert ravi.files("2026-12-02").facts["approver"] == "Meena"
    assert as_(MANAGER).files("2026-12-03").outcome == "filed"


def test_a_customer_may_have_no_such_day_and_stays_one(ravi: Worker, as_: As) -> None:
    assert as_(CUSTOMER).read("/person").facts["roles"] == ["customer"]
