"""Whether a charge is due is a question: it is answered from the terms, and moves neither money nor a visit."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import FATIMA, OWNER, PRIYA, Somebody, at, last_told, told
from tests.backend.service.visits.test_two_at_once import charge

Who = Callable[[str], Somebody]
ASKED = "AC ke liye mistri bhejo, 7 Sneh Nagar 452001"


@pytest.mark.parametrize("intent", ["report_payment", "cancel_order", "check_dues", "nlu_fallback"])
@pytest.mark.parametrize(
    "said", ["pehle batao 350 lagega ya nahi", "350 देना पड़ेगा या नहीं", "is the 350 on top of this?"]
)
def test_whether_the_visit_charge_is_due_is_answered_of_the_booked_visit(
    customer: Somebody, said: str, intent: str
) -> None:
    reference = customer.books()
    heard = customer.answers("", said, intent=intent)
    assert (heard.outcome, heard.facts["visit"], heard.facts["charge_paise"]) == ("cost", reference, 45000)


def test_whether_it_is_due_before_the_hour_is_chosen_is_told_with_the_question(customer: Somebody) -> None:
    customer.wants(ASKED)
    heard = customer.answers("choose_visit_slot", "pehle batao 350 lagega ya nahi", intent="report_payment")
    assert (heard.outcome, heard.facts["charge_paise"]) == ("choose_slot", 45000)


def test_whether_it_is_due_without_a_visit_is_told_by_the_terms(who: Who) -> None:
    heard = who(FATIMA).answers("", "350 lagega ya nahi?", intent="report_payment")
    assert (heard.outcome, heard.facts["charge_paise"]) == ("charge_of_coming", charge() * 100)


def test_another_sum_that_is_due_is_no_question_of_the_visit_charge(customer: Somebody) -> None:
    customer.books()
    assert customer.answers("", "999 lagega ya nahi", intent="report_payment").outcome != "cost"


def test_a_charge_that_was_paid_is_no_question(customer: Somebody) -> None:
    customer.books()
    assert customer.answers("", "350 de diye", intent="report_payment").outcome != "cost"


@pytest.mark.parametrize(
    "said",
    [
        "cancel karne ka paisa to nahi lagega?",
        "कैंसिल का पैसा?",
        "कैंसिल करने पर 350 देना पड़ेगा या नहीं",
        "is there a cancellation charge?",
    ],
)
@pytest.mark.parametrize("intent", ["cancel_order", "change_visit", "cancel_flow"])
def test_what_calling_off_costs_calls_nothing_off(customer: Somebody, said: str, intent: str) -> None:
    customer.books()
    assert customer.answers("", said, intent=intent).outcome == "cancel_costs"


def test_to_cancel_is_asked_once_all_the_same(customer: Somebody) -> None:
    customer.books()
    assert (
        customer.wants("visit cancel kar do", "/visits/change", intent="change_visit").outcome
        == "confirm_cancel"
    )


@pytest.mark.parametrize(
    "said", ["Is it one charge or two?", "ek charge lagega ya do?", "So will I pay 350 twice?"]
)
def test_one_charge_or_two_is_answered_while_a_second_visit_is_asked_for(
    customer: Somebody, said: str
) -> None:
    customer.books()
    customer.wants("fridge ke liye bhi mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-26", "11:30"))
    heard = customer.answers("confirm_visit", said, intent="report_payment")
    assert (heard.outcome, heard.facts["charge_paise"]) == ("charge_of_each", charge() * 100)


@pytest.mark.parametrize(
    "said",
    [
        "350 lagega ya nahi malkin se pucho",
        "दुकान वाले से वारंटी पूछो ना, मोटर फ्री में बदलेगी या पैसे लगेंगे",
        "malkin ko bolo mujhe call kare",
        "please ask the owner if it is free",
        "दो दिन में ठीक होगा या नहीं, दुकान से पूछो",
    ],
)
@pytest.mark.parametrize("intent", ["raise_ticket", "report_payment", "nlu_fallback"])
def test_what_the_owner_is_to_be_asked_is_passed_on_in_the_words_said(
    who: Who, said: str, intent: str
) -> None:
    heard = who(PRIYA).answers("", said, intent=intent)
    assert heard.outcome == "asked_shop"
    assert last_told(OWNER, "order_request")["order_words"] == said


def test_a_yes_before_a_word_to_the_owner_counts(customer: Somebody) -> None:
    shown = customer.wants(ASKED, time=at("2026-11-25", "11:30"))
    said = "haan kar do, aur malkin se puch lena guarantee hai kya"
    heard = customer.answers("confirm_visit", said, shown.facts["summary"], "check_warranty")
    assert (heard.outcome, heard.rest) == ("asked_shop", "haan kar do")


@pytest.mark.parametrize(
    "said", ["dukan kitne baje band hoti hai", "malik kaun hai", "mistri ko bolo call kare"]
)
def test_what_only_names_the_shop_is_not_passed_on(who: Who, said: str) -> None:
    before = [name for name, _ in told(OWNER)].count("order_request")
    assert who(PRIYA).answers("", said).outcome != "asked_shop"
    assert [name for name, _ in told(OWNER)].count("order_request") == before


@pytest.mark.parametrize(
    "said",
    [
        "ye 450 phir kyun likha hai? maine kal hi diye hain",
        "ये 450 फिर क्यों लिखा है? मैंने कल ही दिए हैं",
        "why is 450 written again? I paid yesterday",
    ],
)
def test_why_coming_costs_anything_again_is_for_the_owner_and_no_payment(
    customer: Somebody, said: str
) -> None:
    customer.books()
    asked = customer.after([], said, "report_payment")
    assert (asked.outcome, last_told(OWNER, "order_request")["order_words"]) == ("request_passed", said)
