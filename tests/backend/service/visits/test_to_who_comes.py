"""What somebody who waits for a visit says to who comes is noted, and nothing is moved or sold by it."""

import pytest

from tests.backend.service.visits.conftest import RAVI, SALIM, Somebody, at, last_told, technician_of

NAMES = {SALIM: "Salim", RAVI: "Ravi"}


@pytest.mark.parametrize(
    "said",
    [
        "{name} ko bolna gate 2 se aaye",
        "ask {name} to ring the bell twice",
        "visit cancel mat karna bas technician ko bolna AC chhat pe laga hai",
        "मिस्त्री को बोलो फ़िल्टर भी साफ़ करे",
        "saath me fridge bhi dekh lena",
    ],
)
def test_words_for_who_comes_reach_them(customer: Somebody, said: str) -> None:
    technician = technician_of(customer.books())
    words = said.format(name=NAMES.get(technician, "Pooja"))
    assert customer.after([], words, "change_visit").outcome == "noted"
    assert last_told(technician, "visit_note")["note_words"] == words


@pytest.mark.parametrize(
    "said", ["AC ki capacitor order wali galat aayi", "remote I ordered came wrong, wrong part"]
)
def test_a_part_that_came_wrong_is_no_part_that_is_wanted(customer: Somebody, said: str) -> None:
    assert customer.after([], said, "request_spare_part").page != "request_spare_part"


@pytest.mark.parametrize(
    "said",
    [
        "aapne AC ka capacitor badla tha, phir kharab ho gaya",
        "AC capacitor replaced by you last month, AC stopped again",
    ],
)
def test_a_part_that_was_put_in_and_failed_is_a_visit(customer: Somebody, said: str) -> None:
    heard = customer.after([], said, "request_spare_part")
    assert (heard.page, heard.facts["machine"]) == ("request_technician", "ac")


@pytest.mark.parametrize(
    "said", ["is my address 7 Sneh Nagar noted?", "mera pata 7 Sneh Nagar likha hai na?"]
)
def test_whether_an_address_is_noted_is_answered_by_that_of_the_visit(customer: Somebody, said: str) -> None:
    customer.books()
    answer = customer.after([], said, "place_order")
    assert (answer.outcome, answer.facts["address"]) == ("address_is", "7 Sneh Nagar")


def test_another_address_that_is_asked_about_is_shown_and_changes_nothing(customer: Somebody) -> None:
    customer.books()
    asked = customer.after([], "is my address 9/1 Mill Road noted?", "place_order")
    assert asked.outcome == "confirm_address"
    assert customer.after([], "is my address noted?", "place_order").facts["address"] == "7 Sneh Nagar"


def test_who_has_the_visit_is_told_by_name_whatever_is_asked(customer: Somebody) -> None:
    technician = technician_of(customer.books())
    said = f"2 fuses please, tell {NAMES.get(technician, 'Pooja')} to bring them"
    heard = customer.answers("confirm_order", said, intent="place_order")
    assert (heard.outcome, last_told(technician, "visit_note")["note_words"]) == ("noted", said)


@pytest.mark.parametrize(
    "said",
    [
        "mistri ko kahiye mummy ko phone na kare, mujhe kare",
        "मिस्त्री को कहो मम्मी को फोन न करे, मुझे करे",
        "please tell the technician do not phone my mother",
    ],
)
def test_whom_to_phone_is_told_to_who_comes_and_a_phone_is_no_machine(customer: Somebody, said: str) -> None:
    technician = technician_of(customer.books())
    assert customer.after([], said, "change_visit").outcome == "noted"
    assert last_told(technician, "visit_note")["note_words"] == said


@pytest.mark.parametrize(
    "said", ["mummy wali baat hata do", "मम्मी वाली बात हटा दीजिए", "remove the note about my mother"]
)
def test_a_word_that_is_taken_back_reaches_who_comes_too(customer: Somebody, said: str) -> None:
    technician = technician_of(customer.books())
    assert customer.after([], said, "modify_order").outcome == "noted"
    assert last_told(technician, "visit_note")["note_words"] == said


@pytest.mark.parametrize("said", ["main khud rahungi", "मैं खुद रहूंगी", "i will be there myself"])
def test_who_will_be_there_goes_along_with_a_moved_hour(customer: Somebody, said: str) -> None:
    technician = technician_of(customer.books())
    moved = customer.after([], f"5 baje kar do, {said}", "change_visit", time=at("2026-11-25", "17:00"))
    assert moved.outcome == "confirm_move"
    assert last_told(technician, "visit_note")["note_words"] == said
