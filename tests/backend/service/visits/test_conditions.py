"""A yes under a condition is none: it is passed on, and nothing is booked by it."""

import pytest

from tests.backend.service.visits.conftest import Somebody, at

ASKED = "AC ke liye mistri bhejo, 7 Sneh Nagar 452001"


@pytest.mark.parametrize(
    "said",
    [
        "haan agar free hai to",
        "theek hai kar do free me",
        "yes but only if it is free",
        "ok book it, if it is without charge",
        "हाँ अगर फ्री है तो",
        "haan kar do agar sunil hi aaye",
    ],
)
def test_a_yes_under_a_condition_books_nothing_and_is_passed_on(customer: Somebody, said: str) -> None:
    shown = customer.wants(ASKED, time=at("2026-11-25", "11:30"))
    heard = customer.answers("confirm_visit", said, shown.facts["summary"], "affirm")
    assert (heard.page, heard.outcome, heard.facts["visit_word"]) == ("change_visit", "condition", said)
    booked = customer.answers("confirm_visit", "haan", shown.facts["summary"], "affirm")
    assert booked.outcome == "booked"


@pytest.mark.parametrize("said", ["haan, agar gate band ho to phone kar lena", "haan kar do"])
def test_words_for_who_comes_are_no_condition(customer: Somebody, said: str) -> None:
    shown = customer.wants(ASKED, time=at("2026-11-25", "11:30"))
    assert customer.answers("confirm_visit", said, shown.facts["summary"], "affirm").outcome == "booked"


def test_a_wish_for_nothing_is_answered_beside_the_question(customer: Somebody) -> None:
    shown = customer.wants(f"{ASKED}, but free only", time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts["asked_whether"]) == ("confirm", "fixed")
