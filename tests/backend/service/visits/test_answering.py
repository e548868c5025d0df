"""What a customer says to an estimate beside yes and no: not all of it, and that the no was a mistake."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SHOP,
    Somebody,
    arrives,
    at,
    last_told,
    status_of,
    technician_of,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def job(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """Arjun's AC, whose estimate of a remote, a capacitor and labour waits for him."""
    reference = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(reference))
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "capacitor uda hai aur remote toota")
    shown = technician.answers("tell_estimate", "remote, labour 250, gas 900")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    return reference, technician


def _owed() -> int:
    with opened() as session:
        query = text(
            "SELECT coalesce(sum(e.paise), 0) FROM account_entries e JOIN person_aliases a"
            " ON a.person_id = e.person_id AND a.business_id = e.business_id"
            " WHERE a.value = :who AND e.business_id = :shop"
        )
        return int(session.execute(query, {"who": ARJUN, "shop": SHOP}).scalar_one())


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("remote rehne do, baaki kar do", "cancel_flow"),
        ("remote nahi chahiye", "deny"),
        ("baaki theek hai par remote mat lagao", "affirm"),
    ],
)
def test_a_part_that_is_not_wanted_is_left_out_and_the_rest_is_asked(
    job: tuple[str, Somebody], customer: Somebody, said: str, intent: str
) -> None:
    reference, technician = job
    shown = customer.answers("decide_estimate", said, f"{reference}:1", intent)
    assert (shown.outcome, shown.facts["summary"], shown.facts["estimate_paise"]) == (
        "estimate_again",
        f"{reference}:2",
        115000,
    )
    assert status_of(reference) == "awaiting"
    assert last_told(technician.person, "visit_estimate_less")["estimate_paise"] == 115000
    yes = customer.answers("decide_estimate", "haan", shown.facts["summary"], "affirm")
    assert (yes.outcome, yes.facts["estimate_paise"]) == ("approved", 115000)


def test_a_no_to_all_of_it_is_a_no(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, _ = job
    assert customer.answers("decide_estimate", "nahi chahiye", f"{reference}:1", "deny").outcome == "rejected"


@pytest.mark.parametrize("said", ["nahi nahi remote to lagwana hai", "galti se mana ho gaya"])
def test_a_no_by_mistake_is_taken_back_with_its_bill(
    job: tuple[str, Somebody], customer: Somebody, said: str
) -> None:
    reference, technician = job
    before = _owed()
    customer.steps(reference, "reject", version="1")
    assert _owed() > before
    again = customer.answers("", said, intent="deny")
    assert (again.outcome, again.facts["summary"]) == ("estimate_again", f"{reference}:2")
    assert (status_of(reference), _owed()) == ("awaiting", before)
    assert last_told(technician.person, "visit_reopened")["visit"] == reference
    customer.answers("decide_estimate", "haan kar do", again.facts["summary"], "affirm")
    assert technician.steps(reference, "done").outcome == "ask_part_in"  # the remote is on order
    technician.steps(reference, "part_in")
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert (closed.outcome, _owed() - before) == ("closed", closed.facts["estimate_paise"])


def test_a_technician_takes_the_no_back_too(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    customer.steps(reference, "reject", version="1")
    back = technician.answers("", "galti se mana ho gaya, wapas kholo", intent="cancel_leave")
    assert (back.outcome, status_of(reference)) == ("reopened", "awaiting")
    assert last_told(ARJUN, "visit_estimate")["version"] == 2
    assert last_told(OWNER, "visit_reopened")["visit"] == reference


def test_what_was_paid_for_is_not_opened_again(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    customer.steps(reference, "reject", version="1")
    technician.steps(reference, "paid", how="cash")
    assert customer.answers("", "galti se mana ho gaya", intent="deny").outcome == "refused_before"


@pytest.mark.parametrize("said", ["ho gaya", "done, new gas is in, cooling ok"])
def test_that_it_is_done_is_of_the_one_repair_that_was_agreed_to(
    job: tuple[str, Somebody], customer: Somebody, said: str
) -> None:
    reference, technician = job
    customer.steps(reference, "approve", version="1")
    done = technician.answers("", said, intent="affirm")
    assert (done.outcome, done.facts["visit"]) == ("ask_part_in", reference)  # the remote is on order
    assert technician.steps(reference, "part_in").outcome == "ask_closing_code"
    assert status_of(reference) == "ready"


def test_a_job_whose_part_is_ordered_waits_for_it_and_both_are_told(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    approved = customer.steps(reference, "approve", version="1")
    assert (approved.outcome, approved.facts["part_due"]) == ("approved", "2026-11-30")
    assert last_told(technician.person, "visit_estimate_answered")["part_due"] == "2026-11-30"
    assert customer.wants("visit kab hai", "/visits/change").facts["visits"][0]["part_due"] == "2026-11-30"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("thoda zyada hai.. theek hai kar do", "approved"),
        ("mehnga hai, chalo theek hai kar do", "approved"),
        ("bit expensive but ok do it", "approved"),
        ("थोड़ा ज़्यादा है, ठीक है कर दो", "approved"),
        ("thoda zyada hai, kam karke kar do", "passed_on"),
        ("zyada hai, 800 me theek hai kar do", "passed_on"),
    ],
)
def test_a_doubt_before_a_plain_yes_is_one_yes(
    job: tuple[str, Somebody], customer: Somebody, said: str, outcome: str
) -> None:
    reference, _ = job
    answer = customer.answers("decide_estimate", said, f"{reference}:1", "affirm")
    assert (answer.outcome == "approved") is (outcome == "approved"), answer
    assert status_of(reference) == ("approved" if outcome == "approved" else "awaiting")
