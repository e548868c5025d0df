"""Yearly care: plans sold in chat, visits and renewals proposed by themselves, once."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.service.amc import due
from munshi.service.amc.rules import due_on, renewal_is_due, visit_due
from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, PRIYA, SHOP, Somebody, at, last_told, told

Who = Callable[[str], Somebody]
YEAR = date(2026, 1, 1), date(2026, 12, 31)


def test_a_plan_is_shown_with_its_price_and_sold_by_a_yes_once(customer: Somebody) -> None:
    plans = customer.wants("AC ki AMC leni hai")
    assert [plan["plan"] for plan in plans.facts["plans"]] == ["AC-CARE", "AC-FULL"]
    shown = customer.answers("choose_plan", None, intent="request_technician", plan="AC-CARE")
    assert (shown.facts["first"], shown.facts["last"]) == ("2026-11-24", "2027-11-23")
    sold = customer.agrees("confirm_plan", shown)
    assert (sold.outcome, sold.facts["contract"]) == ("plan_sold", "AMC-2")
    assert customer.agrees("confirm_plan", shown).facts["contract"] == "AMC-2"
    free = customer.wants("AC ki service, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert free.facts["free"] == "amc"


def test_of_several_machines_it_is_asked_for_which_the_plan_is_and_kept(customer: Somebody) -> None:
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO sold_products (business_id, serial, model, name, person_id, sold_on, sold_here, standing)"
                " SELECT business_id, 'SECOND-99', model, name, person_id, '2026-05-01', sold_here, standing"
                " FROM sold_products WHERE person_id = (SELECT person_id FROM person_aliases WHERE value = :me AND"
                " business_id = :shop) AND model IN (SELECT model FROM product_models WHERE"
                " appliance ILIKE '%ac%') LIMIT 1"
            ),
            {"me": ARJUN, "shop": SHOP},
        )
    asked = customer.taps("/visits/request", plan="AC-CARE")
    assert (asked.outcome, len(asked.facts["pieces"])) == ("choose_plan_machine", 2)
    by_serial = customer.answers("choose_plan_machine", "second-99 wala")
    assert by_serial.facts["called"].endswith("SECOND-99")
    in_words = customer.answers("choose_plan_machine", "drawing room wala")
    assert (in_words.outcome, in_words.facts["called"]) == ("confirm_plan", "drawing room wala")
    sold = customer.agrees("confirm_plan", in_words)
    assert (sold.outcome, sold.facts["called"]) == ("plan_sold", "drawing room wala")
    which = customer.answers("", "plan kis AC ka hai")
    assert (which.outcome, which.facts["called"]) == ("has_contract", "drawing room wala")


def test_a_yes_to_the_visit_books_it_though_yearly_care_is_asked_about_behind_it(customer: Somebody) -> None:
    shown = customer.wants("AC ki service, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    answer = customer.answers("confirm_visit", "yes. also what is your AC AMC worth", shown.facts["summary"])
    assert answer.outcome == "booked"


def test_visits_that_are_due_and_renewals_are_proposed_once(books: None, now: Clock) -> None:
    def proposed() -> list[str]:
        with opened() as session:
            due.propose(session, session.get_one(Business, SHOP))
        return [name for name, _ in told(PRIYA)]

    assert proposed() == []  # the second visit was proposed before
    now.passes(days=95)
    assert proposed() == ["visit_due"]
    assert proposed() == ["visit_due"]
    now.passes(days=75)
    assert proposed() == ["visit_due", "visit_renewal"]


def test_a_renewal_goes_on_where_the_contract_ends(who: Who, now: Clock) -> None:
    now.passes(days=170)
    priya = who(PRIYA)
    shown = priya.taps("/visits/request", renew="AMC-1")
    assert (shown.outcome, shown.facts["first"]) == ("confirm_plan", "2027-06-01")
    assert priya.agrees("confirm_plan", shown).outcome == "plan_sold"


def test_nobody_renews_what_is_somebody_elses(customer: Somebody) -> None:
    assert customer.person == ARJUN
    assert customer.taps("/visits/request", renew="AMC-1").outcome == "no_plans"


def test_visits_are_spread_over_the_time() -> None:
    assert due_on(*YEAR, 4) == [date(2026, 4, 1), date(2026, 7, 1), date(2026, 9, 30), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("used", "today", "place"),
    [
        (0, date(2026, 3, 24), None),
        (0, date(2026, 3, 25), 1),
        (1, date(2026, 4, 2), None),
        (0, date(2026, 8, 1), 2),
        (4, date(2026, 12, 31), None),
    ],
)
def test_a_visit_is_proposed_a_week_before_it_is_due(used: int, today: date, place: int | None) -> None:
    assert visit_due(*YEAR, 4, used, today) == place


@pytest.mark.parametrize(
    ("today", "is_due"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_renewal_is_offered_thirty_days_ahead(today: date, is_due: bool) -> None:
    assert renewal_is_due(YEAR[1], today) == is_due


def test_a_plan_is_known_by_the_name_that_the_shop_gives_it(
    customer: Somebody, who: Callable[[str], Somebody]
) -> None:
    with opened() as session:
        name, code = session.execute(
            text("SELECT name->>'en', code FROM amc_plans ORDER BY code LIMIT 1")
        ).one()
    for said in (f"{name} kitne ka hai", f"mujhe {code.replace('-', ' ').lower()} lena hai"):
        shown = customer.answers("", said, intent="ask_price")
        assert (shown.outcome, shown.facts["plan"]) == ("confirm_plan", code)
    sold = customer.agrees("confirm_plan", shown)
    assert sold.outcome == "plan_sold"
    assert last_told(OWNER, "visit_plan_sold")["plan"] == code
    assert customer.answers("", f"mera {name} chalu hua kya", intent="opt_in").outcome == "has_contract"
    visit = customer.wants(f"{name} wali service ke liye mistri bhejo")
    assert visit.outcome not in ("has_contract", "confirm_plan")


def test_who_has_just_bought_a_plan_takes_it_back_with_its_bill(who: Who) -> None:
    arjun = who(ARJUN)
    arjun.agrees("confirm_plan", arjun.wants("AC ka saal bhar ka plan", plan="AC-CARE"))
    ended = arjun.answers("", "oh no, cancel the plan please", intent="cancel_flow")
    assert (ended.outcome, ended.facts["plan_taken_back"]) == ("plan_ended", True)
    with opened() as session:
        notes = text("SELECT total_paise FROM bills WHERE source_kind = 'bill' AND kind = 'credit_note'")
        assert session.scalars(notes).all() == [ended.facts["plan_paise"]]
    assert last_told(OWNER, "visit_plan_ended")["contract"] == ended.facts["contract"]
    assert arjun.wants("AC ka saal bhar ka plan", plan="AC-CARE").outcome == "confirm_plan"


def test_later_it_is_the_owner_who_ends_it(who: Who, now: Clock) -> None:
    arjun, owner = who(ARJUN), who(OWNER)
    sold = arjun.agrees("confirm_plan", arjun.wants("AC ka saal bhar ka plan", plan="AC-CARE"))
    contract = sold.facts["contract"]
    now.passes(minutes=11)
    asked = arjun.answers("", f"{contract} cancel karo", intent="cancel_order")
    assert asked.outcome == "plan_end_asked"
    assert last_told(OWNER, "visit_plan_unwanted")["contract"] == contract
    assert owner.wants("", end_contract=contract).outcome == "plan_ended"
    assert last_told(ARJUN, "visit_plan_ended")["contract"] == contract
    assert arjun.wants("", end_contract=contract).outcome == "plan_ended_already"


def test_nobody_ends_the_plan_of_another(who: Who) -> None:
    assert who(ARJUN).wants("", end_contract="AMC-1").outcome == "nothing_open"
