"""What an employee says becomes a leave only by a yes to exactly what was shown."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import Clock
from tests.backend.leave.conftest import (
    CUSTOMER,
    KIRAN,
    MANAGER,
    OWNER,
    RAVI,
    Worker,
    bring_in,
    ledger_of,
    told,
    workshop,
)

As = Callable[[str], Worker]


def test_nothing_said_asks_for_the_days_then_for_the_type(ravi: Worker) -> None:
    assert ravi.says().outcome == "ask_dates"
    asked = ravi.says("2026-12-01")
    assert asked.outcome == "ask_type"
    left = {option["type"]: option["available"] for option in asked.facts["options"]}
    assert left == {"casual": "12", "sick": "7", "earned": "11", "comp_off": "1", "unpaid": None}
    assert ravi.says(choice="casual").outcome == "confirm"


def test_the_arithmetic_is_shown_before_anything_is_filed(ravi: Worker) -> None:
    shown = ravi.says("2026-12-24…2026-12-28", "casual")
    assert shown.outcome == "confirm"
    facts = shown.facts
    assert (facts["count"], facts["before"], facts["after"], facts["unpaid"]) == ("3", "12", "9", "0")
    assert [(day["date"], day["why"]) for day in facts["excluded"]] == [
        ("2026-12-25", "holiday"),
        ("2026-12-27", "weekly_off"),
    ]
    assert facts["excluded"][0]["holiday"]["en"] == "Christmas"
    assert facts["approver"] == "Meena"
    assert ravi.balance()["pending"] == "0"


def test_a_yes_files_it_once_and_the_approver_hears_of_it(ravi: Worker) -> None:
    shown = ravi.says("2026-12-01…2026-12-02", "casual", reason="shaadi")
    filed = ravi.do("/leave/requests", summary=shown.facts["summary"])
    assert filed.outcome == "filed"
    assert (
        filed.facts.items()
        >= {
            "reference": "LV-1",
            "approver": "Meena",
            "count": "2",
            "from": "2026-12-01",
            "to": "2026-12-02",
        }.items()
    )
    assert ravi.do("/leave/requests", summary=shown.facts["summary"]).outcome == "filed_already"
    (notice,) = told("leave_requested")
    assert notice["person"] == MANAGER
    assert (
        notice.items()
        >= {
            "name": "Ravi",
            "type": "casual",
            "from": "2026-12-01",
            "to": "2026-12-02",
            "count": "2",
            "reason": "shaadi",
            "balance": "12",
            "reference": "LV-1",
        }.items()
    )
    assert ravi.balance().items() >= {"balance": "12", "pending": "2", "available": "10"}.items()


def test_a_correction_is_shown_again_and_an_old_yes_files_nothing(ravi: Worker) -> None:
    first = ravi.says("2026-12-01", "casual")
    second = ravi.says("2026-12-02")
    assert second.outcome == "confirm"
    assert second.facts["from"] == "2026-12-02"
    stale = ravi.do("/leave/requests", summary=first.facts["summary"])
    assert stale.outcome == "changed"
    assert stale.facts["summary"] == second.facts["summary"]
    assert ravi.read("/leave/status").outcome == "none"


def test_what_is_said_may_be_corrected_to_a_half_and_to_another_type(ravi: Worker) -> None:
    ravi.says("2026-12-01", "casual")
    assert ravi.says("/any").outcome == "ask_which_half"
    shown = ravi.says(choice="second")
    assert (shown.facts["count"], shown.facts["days"][0]["portion"]) == ("0.5", "second")
    assert ravi.says(type="sick").facts["type"] == "sick"


def test_a_length_and_then_its_beginning_make_the_days(ravi: Worker) -> None:
    assert ravi.says(duration={"days": 3}, type="casual").outcome == "ask_dates"
    shown = ravi.says("2026-12-04")
    assert (shown.facts["from"], shown.facts["to"], shown.facts["count"]) == ("2026-12-04", "2026-12-07", "3")


def test_a_beginning_without_an_end_is_asked_how_long(ravi: Worker) -> None:
    asked = ravi.do("/leave/draft", period={"from": "2026-12-01", "to": None}, leave_type="casual")
    assert (asked.outcome, asked.facts["from"]) == ("ask_duration", "2026-12-01")
    assert ravi.says(duration={"days": 2}).facts["to"] == "2026-12-02"


def test_one_end_of_a_leave_is_corrected_and_the_other_stays(ravi: Worker) -> None:
    ravi.says("2026-12-01…2026-12-03", "casual")
    shown = ravi.do("/leave/draft", period={"from": "2026-12-02", "to": None})
    assert (shown.facts["from"], shown.facts["to"]) == ("2026-12-02", "2026-12-03")
    shown = ravi.do("/leave/draft", period={"from": None, "to": "2026-12-05"})
    assert (shown.facts["from"], shown.facts["to"]) == ("2026-12-02", "2026-12-05")
    assert ravi.do("/leave/draft", period={"from": None, "to": "2026-12-01"}).outcome == "ask_dates"
    assert ravi.do("/leave/draft", period={"from": "2026-11-30"}).facts["to"] == "2026-12-01"


def test_kal_is_asked_where_leave_is_also_given_afterwards(ravi: Worker) -> None:
    asked = ravi.says("~2026-11-25", "sick")
    assert (asked.outcome, asked.facts["options"]) == ("ask_which_day", ["2026-11-23", "2026-11-25"])
    assert ravi.says(choice="2026-11-23").facts["from"] == "2026-11-23"


def test_kal_is_tomorrow_where_nothing_is_given_afterwards(ravi: Worker) -> None:
    assert ravi.says("~2026-11-25", "casual").facts["from"] == "2026-11-25"


def test_a_shortfall_is_loss_of_pay_only_by_a_yes_to_it(ravi: Worker) -> None:
    shown = ravi.says("2026-11-26…2026-12-11", "casual")
    assert shown.outcome == "confirm_unpaid"
    assert (shown.facts["count"], shown.facts["unpaid"], shown.facts["available"]) == ("14", "2", "12")
    assert ravi.do("/leave/requests", summary=shown.facts["summary"]).facts["unpaid"] == "2"
    assert ravi.balance()["available"] == "0"


def test_leave_over_the_years_end_takes_of_both_years(ravi: Worker) -> None:
    shown = ravi.says("2026-12-31…2027-01-01", "casual")
    assert (shown.outcome, shown.facts["before"], shown.facts["after"]) == ("confirm", "24", "22")
    ravi.do("/leave/requests", summary=shown.facts["summary"])
    assert {day.leave_year for day in ledger_of(RAVI).charged} == {"2026", "2027"}


@pytest.mark.parametrize(
    ("days", "type", "outcome", "facts"),
    [
        ("2026-12-25", "casual", "nothing_counted", {}),
        ("2026-12-27", None, "nothing_counted", {}),
        ("2026-11-23", "casual", "too_late", {"limit": 0}),
        ("2026-11-20", "sick", "too_late", {"limit": 3}),
        ("2026-11-27", "earned", "notice_short", {"needed": 7}),
        ("2026-12-07…2026-12-14", "earned", "too_long", {"most": "6"}),
        ("2028-01-03", "casual", "too_far", {"until": "2027-12-31"}),
        ("2026-12-01", "maternity", "not_entitled", {"type": "maternity"}),
        ("2026-12-28…2026-12-29", "comp_off", "not_proven", {}),
        ("2026-12-28", "comp_off", "expired", {"until": "2026-12-24"}),
    ],
)
def test_what_cannot_be_granted_is_refused_with_what_would_work(
    ravi: Worker, days: str, type: str | None, outcome: str, facts: dict[str, object]
) -> None:
    answer = ravi.says(days, type)
    assert answer.outcome == outcome
    assert answer.facts.items() >= facts.items()


def test_a_half_of_an_off_day_and_a_half_of_a_whole_type_are_refused(ravi: Worker) -> None:
    answer = ravi.says("2026-12-25/first", "casual")
    assert (answer.outcome, answer.facts["day"]["why"]) == ("half_on_off_day", "holiday")
    ravi.do("/leave/draft/drop")
    answer = ravi.says("2026-12-08/first", "earned")
    assert (answer.outcome, answer.facts["name"]["en"]) == ("half_not_allowed", "Earned leave")


def test_who_is_new_waits_for_earned_leave(as_: As) -> None:
    answer = as_(KIRAN).says("2026-12-07", "earned")
    assert (answer.outcome, answer.facts["until"]) == ("on_probation", "2027-01-13")


def test_two_leaves_do_not_share_a_half_day(ravi: Worker) -> None:
    ravi.files("2026-12-01/first")
    answer = ravi.says("2026-12-01…2026-12-02", "casual")
    assert answer.outcome == "overlap"
    assert answer.facts.items() >= {"reference": "LV-1", "from": "2026-12-01", "status": "pending"}.items()
    ravi.do("/leave/draft/drop")
    assert ravi.says("2026-12-01/second", "casual").outcome == "confirm"


def test_a_refusal_keeps_what_was_said_for_the_correction(ravi: Worker) -> None:
    assert ravi.says("2026-12-25", "casual").outcome == "nothing_counted"
    assert ravi.says("2026-12-26").outcome == "confirm"


def test_after_a_refusal_nothing_said_begins_anew(ravi: Worker) -> None:
    ravi.says("2026-12-25", "casual")
    assert ravi.says().outcome == "ask_dates"


def test_long_sickness_wants_a_certificate_now_or_later(ravi: Worker) -> None:
    asked = ravi.says("2026-11-24…2026-11-26", "sick")
    assert (asked.outcome, asked.facts["after_days"]) == ("ask_certificate", "2")
    paper = {"path": "a/b.pdf", "sha256": "0" * 64, "mime_type": "application/pdf"}
    assert ravi.says(attachment=paper).facts["certificate"] is True
    ravi.do("/leave/draft/drop")
    ravi.says("2026-11-24…2026-11-26", "sick")
    assert ravi.says(choice="later").outcome == "confirm"


def test_a_type_that_wants_a_reason_takes_it_in_any_words(ravi: Worker) -> None:
    assert ravi.says("2026-12-01", "unpaid").outcome == "ask_reason"
    shown = ravi.says(text="gaon mein kaam hai")
    assert (shown.outcome, shown.facts["reason"]) == ("confirm", "gaon mein kaam hai")
    assert (shown.facts["before"], shown.facts["unpaid"]) == (None, "0")


def test_colleagues_who_are_away_are_named_without_their_reason(ravi: Worker, as_: As) -> None:
    as_(KIRAN).files("2026-12-01…2026-12-02", reason="private")
    shown = ravi.says("2026-12-02…2026-12-03", "casual")
    assert shown.facts["clash"] == [{"name": "Kiran", "from": "2026-12-01", "to": "2026-12-02"}]
    assert "private" not in str(shown.facts)


def test_a_draft_is_dropped_or_forgotten_after_a_day(ravi: Worker, now: Clock) -> None:
    ravi.says("2026-12-01", "casual")
    assert ravi.do("/leave/draft/drop").outcome == "dropped"
    assert ravi.do("/leave/draft/drop").outcome == "nothing_open"
    ravi.says("2026-12-01", "casual")
    now.passes(hours=25)
    assert ravi.says().outcome == "ask_dates"


def test_customers_have_no_leave_here(as_: As) -> None:
    assert as_(CUSTOMER).says("2026-12-01").outcome == "not_employee"
    assert as_(MANAGER).says("2026-12-01", "casual").outcome == "confirm"


def test_nothing_is_filed_that_nobody_could_decide_about(as_: As) -> None:
    assert as_(OWNER).says("2026-12-01", "casual").outcome == "nobody_decides"
    assert as_(OWNER).do("/leave/requests", summary="x").outcome == "nobody_decides"
    file = workshop()
    file["leave"]["fallback_approver"] = MANAGER
    bring_in(file)
    assert as_(OWNER).files("2026-12-01").facts["approver"] == "Meena"
    assert as_(MANAGER).decides("LV-1").outcome == "approved"


def test_holidays_and_balance_and_status_are_told(ravi: Worker) -> None:
    told_of = ravi.read("/leave/holidays")
    assert [row["date"] for row in told_of.facts["rows"]] == ["2026-12-25"]
    assert ravi.read("/leave/holidays", **{"from": "2026-12-01", "to": "2026-12-10"}).outcome == "none"
    whole = ravi.read("/leave/balance")
    assert whole.facts["year_ends"] == "2026-12-31"
    assert [row["type"] for row in whole.facts["rows"]] == ["casual", "sick", "earned", "comp_off"]
    assert ravi.read("/leave/balance", type="unpaid").outcome == "none"  # there is nothing to count
    ravi.files("2026-12-01")
    (request,) = ravi.read("/leave/status").facts["requests"]
    assert (request["reference"], request["status"], request["approver"]) == ("LV-1", "pending", "Meena")
    assert request["asked_at"].endswith("+05:30")  # by the clock on the business's wall
    assert ravi.read("/leave/status", reference="lv 7").outcome == "not_found"


def test_who_is_ill_where_no_sick_leave_is_given_is_shown_casual_leave_and_told_so(
    books: None, client: TestClient, now: Clock
) -> None:
    shop = workshop()
    shop["leave"]["policies"] = [each for each in shop["leave"]["policies"] if each["type"] != "sick"]
    assert bring_in(shop) == "created"
    shown = Worker(client).says("2026-11-26", "sick")
    assert (shown.outcome, shown.facts["type"], shown.facts["not_given"]) == ("confirm", "casual", "sick")
    filed = Worker(client).do("/leave/requests", summary=shown.facts["summary"])
    assert filed.outcome == "filed"
