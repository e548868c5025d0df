"""What is said to the plan that is shown, and asked of the yearly care that one has or has not."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import ARJUN, Somebody

Who = Callable[[str], Somebody]


@pytest.mark.parametrize(
    "said",
    ["mera AC wala plan kab tak hai, mera plan", "is my AC plan still active? my plan", "मेरा प्लान कब तक है"],
)
def test_who_has_no_care_is_told_so_and_offered_none(customer: Somebody, said: str) -> None:
    assert customer.after([], said, "request_technician").outcome == "no_contract"


@pytest.mark.parametrize("said", ["haan par paise mistri ko cash dunga", "yes but I pay in cash"])
def test_how_it_is_paid_behind_the_yes_sells_the_plan(customer: Somebody, said: str) -> None:
    shown = customer.taps("/visits/request", plan="AC-CARE")
    assert customer.answers("confirm_plan", said, shown.facts["summary"]).outcome == "plan_sold"


@pytest.mark.parametrize("said", ["haan agle hafte se chalu karna", "yes, starting next week"])
def test_a_day_on_which_it_shall_begin_is_shown_before_it_is_sold(customer: Somebody, said: str) -> None:
    shown = customer.taps("/visits/request", plan="AC-CARE")
    week = {"from": "2026-11-30", "to": "2026-12-06", "half": None, "ambiguous": False}
    again = customer.answers("confirm_plan", said, shown.facts["summary"], period=week)
    assert (again.outcome, again.facts["first"], again.facts["last"]) == (
        "confirm_plan",
        "2026-11-30",
        "2027-11-29",
    )
    assert customer.agrees("confirm_plan", again).facts["first"] == "2026-11-30"


@pytest.mark.parametrize("said", ["haan dono ke liye", "yes for both"])
def test_a_plan_for_two_machines_is_sold_for_one_and_that_is_said(customer: Somebody, said: str) -> None:
    shown = customer.taps("/visits/request", plan="AC-CARE")
    sold = customer.answers("confirm_plan", said, shown.facts["summary"])
    assert (sold.outcome, sold.facts["only_one"]) == ("plan_sold", True)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("haan le lo par visit bhi karni hai kal 11 baje", "visit bhi karni hai kal 11 baje"),
        ("yes and a visit tomorrow at 11 too", "a visit tomorrow at 11 too"),
    ],
)
def test_a_visit_behind_the_yes_to_a_plan_comes_next_for_its_machine(
    customer: Somebody, said: str, rest: str
) -> None:
    shown = customer.taps("/visits/request", plan="AC-CARE")
    assert customer.answers("confirm_plan", said, shown.facts["summary"]).outcome == "plan_sold"
    then = customer.after([], rest, "nlu_fallback")
    assert (then.facts["machine"], then.facts["free"]) == ("ac", "amc")


def test_the_first_service_that_is_wished_with_a_plan_comes_next(who: Who) -> None:
    mine = who(ARJUN)
    mine.wants("AC care plan do aur pehli service kal 11 baje 7 Sneh Nagar 452001")
    shown = mine.taps("/visits/request", plan="AC-CARE")
    assert mine.agrees("confirm_plan", shown).outcome == "plan_sold"


def test_a_visit_that_was_booked_before_the_plan_is_one_of_it_and_costs_again_without_it(
    customer: Somebody,
) -> None:
    visit = customer.books()
    shown = customer.taps("/visits/request", plan="AC-CARE")
    sold = customer.agrees("confirm_plan", shown)
    assert sold.facts["freed"] == [visit]
    free = customer.wants("visit kab hai", path="/visits/change")
    assert (free.facts["visits"][0]["charge_paise"], free.facts["visits"][0]["free"]) == (0, "amc")
    ended = customer.taps("/visits/request", end_contract=sold.facts["contract"])
    assert ended.outcome == "plan_ended"
    paid = customer.wants("visit kab hai", path="/visits/change")
    assert (paid.facts["visits"][0]["charge_paise"], paid.facts["visits"][0]["free"]) == (45000, None)
