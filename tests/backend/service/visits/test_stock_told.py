"""What a technician says of the stock is told to the owner, and changes none; what was fitted shows its job."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SALIM,
    Somebody,
    arrives,
    at,
    has_agreed,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]


@pytest.mark.parametrize("said", ["2 cooler pump stock se nikale likh lo", "2 कूलर पंप स्टॉक से निकाले हैं लिख लो"])
def test_what_is_said_of_the_stock_is_told_to_the_owner_and_changes_none(
    who: Who, books: None, said: str
) -> None:
    assert who(SALIM).answers("", said, intent="update_stock").outcome == "word_passed_on"
    assert last_told(OWNER, "visit_word_back")["visit_word"] == said


@pytest.mark.parametrize("said", ["coupler badal diya", "रिले बदल दिया", "replaced the relay"])
def test_what_was_agreed_to_and_is_fitted_shows_its_job(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    has_agreed(reference, technician, ARJUN, "labour 500")
    heard = technician.answers("", said)
    assert (heard.outcome, heard.facts["visit"]) == ("job", reference)


@pytest.mark.parametrize(
    "said", ["नया लगा दिया, चल रहा है", "laga diya, garam ho raha hai", "changed it and it works"]
)
def test_what_is_fitted_and_runs_is_done(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    has_agreed(reference, technician, ARJUN, "labour 500")
    assert technician.answers("", said, intent="raise_ticket").outcome == "ask_closing_code"


@pytest.mark.parametrize("said", ["labour 700, gas 1300", "लेबर 700, गैस 1300"])
def test_costs_that_sound_like_stock_are_the_new_version_of_a_haggled_estimate(
    customer: Somebody, who: Who, said: str
) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "gas leak ho rahi hai")
    shown = technician.answers("tell_estimate", "labour 800, gas 1950")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    customer.answers("decide_estimate", "bahut zyada hai, 2000 me kar do", f"{reference}:1")
    written = technician.answers("", said, intent="update_stock")
    assert (written.outcome, written.facts["estimate_paise"]) == ("confirm_estimate", 200000)
    technician.answers("confirm_estimate", "haan bhej do", intent="affirm")
    agreed = customer.answers("decide_estimate", "haan", f"{reference}:2", "affirm")
    assert (agreed.outcome, agreed.facts["estimate_paise"]) == ("approved", 200000)


def test_a_yes_after_haggling_is_shown_the_sum_before_it_counts(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "gas leak ho rahi hai")
    shown = technician.answers("tell_estimate", "labour 800, gas 1950")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    version = f"{reference}:1"
    customer.answers("decide_estimate", "bahut zyada hai, 2000 me kar do", version)
    again = customer.answers("decide_estimate", "haan", version, "affirm")
    assert (again.outcome, again.facts["estimate_paise"]) == ("estimate_again", 275000)
    assert customer.answers("decide_estimate", "haan", version, "affirm").outcome == "approved"
