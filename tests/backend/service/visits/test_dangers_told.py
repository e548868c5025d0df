"""A danger is answered with what to do at once, whatever else is said, and who decides or comes knows of it."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    FATIMA,
    OWNER,
    PRIYA,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
GAS = "chulhe se gas leak ho rahi hai, mistri bhejo"


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Is it safe to use the AC till then?", "Ok give me 11:30 tomorrow"),
        ("tab tak AC chala sakte hain kya?", "kal 11:30 theek hai"),
        ("तब तक एसी चला सकते हैं क्या?", "कल 11:30 ठीक है"),
    ],
)
def test_a_question_of_safety_beside_an_hour_is_answered_and_the_hour_heard_next(
    who: Who, asks: str, answers: str
) -> None:
    customer = who(PRIYA)
    assert customer.wants("AC se chingari nikal rahi hai, mistri bhejo, 7 Sneh Nagar 452001").facts["warns"]
    heard = customer.answers("choose_visit_slot", f"{asks} {answers}", intent="request_technician")
    assert (heard.outcome, heard.facts["warns"], heard.rest) == ("keep_off", "sparks", answers)


def test_an_hour_until_which_nothing_is_used_is_no_question_of_safety(who: Who) -> None:
    customer = who(PRIYA)
    customer.wants("AC se chingari nikal rahi hai, mistri bhejo, 7 Sneh Nagar 452001")
    said = "kal 11:30 theek hai, tab tak band rakhunga"
    heard = customer.answers("choose_visit_slot", said, time=at("2026-11-25", "11:30"))
    assert heard.outcome == "confirm"


@pytest.mark.parametrize(
    "said", ["It is sparking, I can't wait till tomorrow!", "chingari nikal rahi hai, wait nahi"]
)
def test_a_danger_told_again_is_warned_of_again_and_the_shop_hears_it_once_more(who: Who, said: str) -> None:
    customer = who(PRIYA)
    customer.wants("AC se chingari nikal rahi hai, mistri bhejo, 7 Sneh Nagar 452001")
    before = [name for name, _ in told(OWNER)].count("ticket_raised")
    again = customer.answers("choose_visit_slot", said, intent="request_technician")
    assert (again.facts["warns"], again.facts.get("asked_whether")) == ("sparks", None)
    assert [name for name, _ in told(OWNER)].count("ticket_raised") == before + 1


def test_who_comes_sees_the_danger_in_the_job(who: Who) -> None:
    customer = who(PRIYA)
    shown = customer.wants(
        "AC se chingari nikal rahi hai, mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30")
    )
    booked = customer.agrees("confirm_visit", shown)
    assert last_told(technician_of(booked.facts["visit"]), "visit_job")["hazard"] == "sparks"


@pytest.mark.parametrize("asks", ["mistri bhejo", "send a technician", "मिस्त्री भेजो"])
def test_of_a_danger_for_which_nobody_goes_out_the_shop_is_told_and_decides(who: Who, asks: str) -> None:
    customer = who(FATIMA)
    first = customer.wants(GAS)
    assert (first.outcome, first.facts["warns"]) == ("nobody_for_danger", "gas")
    assert last_told(OWNER, "ticket_raised")["ticket"]["reference"] == first.facts["reference"]
    again = customer.wants(asks)
    assert (again.outcome, again.facts["reference"]) == ("nobody_for_danger", first.facts["reference"])


def test_when_somebody_comes_for_it_offers_no_hour_that_nobody_keeps(who: Who) -> None:
    customer = who(FATIMA)
    customer.wants(GAS)
    assert (
        customer.wants("kab aayega mistri", "/visits/change", intent="change_visit").outcome == "shop_decides"
    )


def test_of_a_fault_for_which_nobody_goes_out_nothing_is_reported(who: Who) -> None:
    customer = who(FATIMA)
    assert customer.wants("chulha nahi jal raha, mistri bhejo").outcome == "nobody_for_it"


@pytest.mark.parametrize(
    "asks", ["ghar aaoge ya dukaan?", "घर आओगे या दुकान?", "will you come or do I bring it?"]
)
def test_what_leaks_gas_is_brought_nowhere(who: Who, asks: str) -> None:
    customer = who(FATIMA)
    customer.wants(GAS)
    assert customer.answers("", asks, intent="ask_store_info").outcome == "told_where_gas"
