"""What a person has spent becomes a claim, as policy: what is asked, what is stopped, what is only marked."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from munshi.business.models import Business
from tests.backend.books import KIRANA, PRIYA, Clock, opened
from tests.backend.expenses.conftest import EMPLOYEE, OWNER, POLICIES, Colleague

YESTERDAY, TODAY = "2026-11-23", "2026-11-24"


def test_all_of_it_in_one_message_is_shown_for_a_yes(asha: Colleague) -> None:
    shown = asha.says(450, category="travel", on=YESTERDAY, purpose="client visit")
    assert shown.outcome == "confirm"
    assert shown.facts["claims"] == [
        {
            "amount_paise": 45000,
            "category": "travel",
            "date": YESTERDAY,
            "purpose": "client visit",
            "receipt": False,
            "over_limit": None,
        }
    ]
    assert (shown.facts["total_paise"], shown.facts["approver"]) == (45000, "Sunita Verma")


def test_what_is_missing_is_asked_one_after_the_other(asha: Colleague) -> None:
    assert asha.says().outcome == "ask_amount"
    asked = asha.says(450)
    assert (asked.outcome, asked.facts["options"]) == ("ask_category", ["travel", "fuel", "food", "other"])
    assert asha.says(choice="travel").outcome == "ask_date"
    assert asha.says(on=TODAY).claims == [(45000, "travel", TODAY)]


def test_an_amount_may_be_a_bare_number_once_it_is_asked(asha: Colleague) -> None:
    asha.says(category="travel", on=TODAY)
    assert asha.says(text="450").claims == [(45000, "travel", TODAY)]


def test_the_purpose_is_asked_only_where_the_policy_wants_one(asha: Colleague) -> None:
    assert asha.says(450, category="other", on=TODAY).outcome == "ask_purpose"
    shown = asha.says(text="courier to Ujjain", category="travel")
    assert shown.facts["claims"][0]["purpose"] == "courier to Ujjain"
    assert shown.claims == [(45000, "other", TODAY)]


@pytest.mark.parametrize(("rupees", "outcome"), [(500, "confirm"), (501, "ask_receipt")])
def test_a_bill_is_needed_above_the_categorys_amount(asha: Colleague, rupees: int, outcome: str) -> None:
    assert asha.says(rupees, category="fuel", on=TODAY).outcome == outcome


@pytest.mark.parametrize("first", ["bill", "words"])
def test_the_bill_may_come_before_or_after_the_words(asha: Colleague, first: str) -> None:
    if first == "bill":
        assert asha.says(bills="a").outcome == "ask_amount"
        shown = asha.says(600, category="fuel", on=TODAY)
    else:
        assert asha.says(600, category="fuel", on=TODAY).facts["above_paise"] == 50000
        shown = asha.says(bills="a")
    assert shown.outcome == "confirm"
    assert shown.facts["claims"][0]["receipt"] is True


def test_a_day_that_may_be_either_is_read_as_past(asha: Colleague) -> None:
    tomorrow = {"from": "2026-11-25", "to": "2026-11-25", "half": None, "ambiguous": True}
    assert asha.says(450, category="travel", period=tomorrow).claims == [(45000, "travel", YESTERDAY)]


def test_a_bill_of_the_future_is_refused_and_its_day_asked_anew(asha: Colleague) -> None:
    assert asha.says(450, category="travel", on="2026-11-25").outcome == "future_date"
    assert asha.says(on=YESTERDAY).outcome == "confirm"


@pytest.mark.parametrize(("on", "outcome"), [("2026-10-25", "confirm"), ("2026-10-24", "too_old")])
def test_a_bill_older_than_the_policys_days_comes_too_late(asha: Colleague, on: str, outcome: str) -> None:
    decision = asha.says(450, category="fuel", on=on)
    assert decision.outcome == outcome
    if outcome == "too_old":
        assert decision.facts["limit_days"] == 30


def test_over_the_limit_of_a_claim_is_marked_and_not_refused(asha: Colleague) -> None:
    shown = asha.says(2001, category="fuel", on=TODAY, bills="a")
    assert shown.facts["claims"][0]["over_limit"] == {"limit_paise": 200000, "period": "claim"}
    assert asha.says(2000).facts["claims"][0]["over_limit"] is None


def test_the_limit_of_a_month_counts_what_was_filed_and_what_is_claimed_with_it(asha: Colleague) -> None:
    asha.files(2000, category="food", on="2026-11-02")
    asha.files(3000, category="food", on="2026-10-30")
    shown = asha.says(900, 200, category="food", on=TODAY)
    assert [claim["over_limit"] for claim in shown.facts["claims"]] == [
        None,
        {"limit_paise": 300000, "period": "month"},
    ]


def test_a_correction_replaces_what_was_said(asha: Colleague) -> None:
    asha.says(450, category="travel", on=TODAY)
    assert asha.says(540).claims == [(54000, "travel", TODAY)]
    assert asha.says(on=YESTERDAY).claims == [(54000, "travel", YESTERDAY)]
    assert asha.says(category="food").claims == [(54000, "food", YESTERDAY)]


def test_several_amounts_are_several_claims(asha: Colleague) -> None:
    shown = asha.says(120, 80, category=["travel", "food"], on=TODAY)
    assert shown.claims == [(12000, "travel", TODAY), (8000, "food", TODAY)]
    assert shown.facts["total_paise"] == 20000
    filed = asha.do("/claims", summary=shown.facts["summary"])
    assert filed.facts["references"] == ["EXP-1", "EXP-2"]


def test_another_category_with_an_amount_is_another_claim(asha: Colleague) -> None:
    asha.says(120, category="travel", on=TODAY)
    assert asha.says(80, category="food", on=TODAY).claims == [
        (12000, "travel", TODAY),
        (8000, "food", TODAY),
    ]


def test_a_category_that_is_not_paid_back_is_asked_anew(asha: Colleague) -> None:
    assert asha.says(450, category="medical", on=TODAY).outcome == "ask_category"


def test_without_policies_everything_is_paid_back(asha: Colleague, terms: Callable[..., None]) -> None:
    terms(policies=[])
    assert asha.says(45000, category="medical", on="2024-02-29").outcome == "confirm"


def test_the_policy_of_a_bill_is_that_of_its_day(asha: Colleague, terms: Callable[..., None]) -> None:
    later = {"category": "travel", "effective_from": "2026-11-20", "claim_limit_paise": 10000}
    terms(policies=[*POLICIES, later])
    assert asha.says(450, category="travel", on="2026-11-19").facts["claims"][0]["over_limit"] is None
    assert asha.says(on="2026-11-20").facts["claims"][0]["over_limit"] is not None


def test_an_interrupted_draft_resumes_and_an_old_one_does_not(asha: Colleague, now: Clock) -> None:
    asha.says(450, category="travel")
    now.passes(hours=3)
    assert asha.says(on=TODAY).claims == [(45000, "travel", TODAY)]
    now.passes(hours=25)
    assert asha.says().outcome == "ask_amount"


def test_what_is_dropped_is_gone(asha: Colleague) -> None:
    asha.says(450, category="travel")
    assert asha.do("/claims/draft/drop").outcome == "dropped"
    assert asha.do("/claims/draft/drop").outcome == "nothing_open"


def test_a_customer_claims_nothing(asha: Colleague) -> None:
    assert Colleague(asha.client, PRIYA).says(450).outcome == "not_allowed"


def test_an_owner_with_nobody_to_decide_claims_nothing(asha: Colleague) -> None:
    assert Colleague(asha.client, OWNER).says(450).outcome == "nobody_decides"


def test_a_business_without_the_skill_takes_no_claims(asha: Colleague) -> None:
    with opened() as session:
        session.execute(update(Business).where(Business.id == KIRANA).values(skills=["orders"]))
    assert asha.says(450).outcome == "not_offered"


@pytest.mark.parametrize("money", [{"paise": 45000}, [{"paise": 45000}]])
def test_one_amount_needs_no_list(asha: Colleague, money: Any) -> None:
    shown = asha.do("/claims/draft", money=money, expense_category=["travel"], period=None)
    assert (shown.outcome, shown.facts["claim"]["amount_paise"]) == ("ask_date", 45000)
    assert asha.person == EMPLOYEE
