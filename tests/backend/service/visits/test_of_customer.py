"""A customer calls at the desk: when somebody comes to them, and whose a visit is, is told of them and nobody else."""

from collections.abc import Callable

import pytest

from munshi.service.visits import words
from tests.backend.service.visits.conftest import ARJUN, OWNER, Decision, Somebody, at, told
from tests.backend.service.visits.test_for_caller import CALLER, THEN, _whose

Who = Callable[[str], Somebody]
ANOTHER = "919876500322"


def _booked(owner: Somebody, said: str, phone: str) -> Decision:
    booked = owner.answers("", said, intent="place_order", phone=f"+{phone}", pincode="452001", time=THEN)
    assert booked.outcome in ("booked_for_ticket", "not_free_for_ticket"), booked
    return booked


@pytest.mark.parametrize(
    "said",
    [
        "Ganesh Mane AC wali visit kab hai aur kaun jayega",
        "919876500321 ki visit kab hai",
        "गणेश माने की विज़िट कब है और कौन आएगा?",
        "Ganesh Mane ka phone aaya hai pooch raha hai AC wala kab tak aayega",
        "Ganesh Mane ka status",
        "when is Ganesh Mane's visit and who is coming",
    ],
)
def test_a_question_that_names_a_customer_is_answered_with_their_visit(
    who: Who, books: None, said: str
) -> None:
    booked = _booked(
        who(OWNER), "[Ganesh Mane](name) 919876500321 AC thanda nahi, 7 Sneh Nagar 452001", CALLER
    )
    phone = f"+{CALLER}" if CALLER in said else None
    answer = who(OWNER).answers("", said, intent="change_visit", phone=phone)
    assert (answer.outcome, answer.facts.get("visit")) == ("job", booked.facts["visit"]), answer


def test_who_has_no_visit_is_told_to_have_none(who: Who, books: None) -> None:
    answer = who(OWNER).answers("", "919876500322 ki visit kab hai", "change_visit", phone=f"+{ANOTHER}")
    assert (answer.outcome, answer.facts["customer_name"]) == ("no_visit_of_customer", f"+{ANOTHER}"), answer


def test_several_visits_of_a_customer_are_all_told(customer: Somebody, who: Who) -> None:
    customer.books(when=THEN)
    customer.books("fridge", at("2026-11-26", "15:00"))
    answer = who(OWNER).answers("", "Arjun ki visit kab hai", intent="change_visit")
    assert answer.outcome == "visits_of_customer", answer
    assert len(answer.facts["jobs"]) == 2


def test_another_phone_begins_another_booking(who: Who, books: None) -> None:
    owner = who(OWNER)
    first = "[Ganesh Mane](name) 919876500321 ka AC thanda nahi kar raha"
    assert owner.answers("", first, "raise_ticket", phone=f"+{CALLER}").outcome == "address_of_customer"
    second = "ek aur phone aaya. [Suresh Tiwari](name) 919876500322, fridge band hai, 7 Sneh Nagar 452001"
    _booked(owner, second, ANOTHER)
    assert _whose("tickets")[-1] == ANOTHER
    assert CALLER not in _whose("tickets")


def test_the_rest_of_a_booking_goes_on_with_its_caller(who: Who, books: None) -> None:
    owner = who(OWNER)
    first = "[Ganesh Mane](name) 919876500321 ka AC thanda nahi kar raha"
    assert owner.answers("", first, "raise_ticket", phone=f"+{CALLER}").outcome == "address_of_customer"
    owner.answers("", "7 Sneh Nagar 452001", pincode="452001", time=THEN)
    assert _whose("tickets")[-1] == CALLER


@pytest.mark.parametrize("said", ["ek phone aaya tha", "Ritu ka phone aaya hai", "उनका फ़ोन आया"])
def test_a_call_that_came_is_no_machine(said: str) -> None:
    assert words.machine_in(said) is None


@pytest.mark.parametrize("said", ["mera phone charge nahi hota", "phone ki screen toot gayi"])
def test_a_phone_that_fails_is_one(said: str) -> None:
    assert words.machine_in(said) == "phone"


@pytest.mark.parametrize(
    "said",
    [
        "{visit} [Suresh Tiwari](name) ke liye tha, Arjun ke liye nahi",
        "{visit} सुरेश तिवारी के लिए थी, अर्जुन के लिए नहीं",
        "{visit} galti se Arjun par, [Suresh Tiwari](name) ke liye tha",
    ],
)
def test_a_visit_of_somebody_else_is_said_to_stay_whose_it_is(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=THEN)
    before = len(told(ARJUN))
    answer = who(OWNER).answers("", said.format(visit=visit).replace("सुरेश तिवारी", "[सुरेश तिवारी](name)"))
    assert (answer.outcome, answer.facts["visit"]) == ("stays_theirs", visit), answer
    assert _whose("visits") == [ARJUN]
    assert len(told(ARJUN)) == before
