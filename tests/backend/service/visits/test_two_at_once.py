"""Two things in one message of a customer who waits for somebody: each of them is heard."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.people.models import Alias, Person
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import behind_but, tells_fault
from munshi.service.visits import wanting
from munshi.service.visits.hearing import yes_behind_question
from munshi.service.visits.hours_set import _agreed
from munshi.service.visits.terms import said as terms_said
from munshi.service.visits.words import asks_of_charge, machine_in
from tests.backend.books import opened
from tests.backend.service.visits.conftest import Somebody, at, last_told, technician_of

Who = Callable[[str], Somebody]


def charge() -> int:
    """What coming costs, in rupees."""
    with opened() as session:
        return terms_said(session.get_one(Business, "deepak-electronics")).charge_paise // 100


@pytest.mark.parametrize(
    "said",
    [
        "what will it cost if he only checks?",
        "if he only looks at it and I don't get it repaired, how much do I pay?",
        "sirf dekhne ka kitna lagega?",
        "सिर्फ देखने के कितने लगेंगे?",
    ],
)
def test_what_only_looking_costs_is_the_charge_of_coming(customer: Somebody, said: str) -> None:
    reference = customer.books()
    answer = customer.answers("take_shown", said, intent="ask_price")
    assert (answer.outcome, answer.facts["visit"]) == ("cost", reference)
    assert asks_of_charge(said)


@pytest.mark.parametrize("said", ["wo 900 me lagega na?", "गैस 2200 में भर जाएगी ना?", "so 900 all in, right?"])
def test_a_price_that_is_asked_once_more_is_told_beside_the_open_question(
    customer: Somebody, said: str
) -> None:
    asked = customer.wants("fridge thanda nahi kar raha, mistri bhejo")
    answer = customer.answers(wanting.ADDRESS, said, intent="change_visit")
    assert (answer.outcome, answer.facts["asked_whether"]) == (asked.outcome, "work")


def test_what_coming_costs_is_told_while_it_is_asked_which_machine_it_is_for(customer: Somebody) -> None:
    asked = customer.wants("mujhe mistri chahiye aaj")
    answer = customer.answers(wanting.MACHINE, "visit ka charge kitna hai", intent="ask_price")
    assert (answer.outcome, answer.facts["asked_whether"]) == (asked.outcome, "charge")
    assert answer.facts["charge_paise"] == charge() * 100
    for _ in range(3):
        again = customer.answers(wanting.MACHINE, "aur installation ka kitna lagega", intent="ask_price")
        assert (again.outcome, again.facts["asked_whether"]) == (asked.outcome, "work")


def test_another_question_beside_it_is_heard_next(customer: Somebody) -> None:
    customer.books()
    said = "What will it cost if he only checks? And does he carry the remote, how much is that"
    answer = customer.answers("", said, intent="ask_price")
    assert (answer.outcome, answer.rest) == ("cost", "And does he carry the remote, how much is that")


def test_what_is_to_be_brought_is_told_and_its_price_is_asked_next(customer: Somebody) -> None:
    technician = technician_of(customer.books())
    noted = customer.answers("", "unse kahiye remote bhi saath laaye, kitne ka hai?", intent="ask_price")
    assert noted.outcome == "noted"
    assert last_told(technician, "visit_note")["note_words"] == "unse kahiye remote bhi saath laaye"
    assert noted.rest is not None
    assert noted.rest.endswith("kitne ka hai")


def test_when_it_is_may_be_asked_beside_a_note(customer: Somebody) -> None:
    technician = technician_of(customer.books())
    said = "what is the AC visit time and please ring the bell, watchman will open"
    answer = customer.answers("", said, intent="request_technician")
    assert (answer.outcome, answer.facts["noted"]) == ("visits", True)
    assert "watchman" in last_told(technician, "visit_note")["note_words"]


def test_another_machine_at_the_same_hour_is_a_visit_then(customer: Somebody) -> None:
    customer.books(when=at("2026-11-25", "11:30"))
    heard = customer.answers("", "my fridge also is not cooling, same time please", intent="raise_ticket")
    assert (heard.page, heard.facts["machine"]) == ("request_technician", "fridge")


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("Is nobody free earlier? ok, yes book it", None),
        ("yes book it but please call me", "please call me"),
        ("haan kar do lekin aane se pehle phone karna", "aane se pehle phone karna"),
    ],
)
def test_a_yes_is_one_behind_its_own_question_and_before_a_note(
    customer: Somebody, said: str, then: str | None
) -> None:
    shown = customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    booked = customer.answers("confirm_visit", said, shown.facts["summary"], "request_technician")
    assert (booked.outcome, booked.rest or None) == ("booked", then)


def test_a_yes_with_another_condition_is_none() -> None:
    assert yes_behind_question(Reading("Is nobody free? no, leave it", [])) is None
    assert behind_but("yes but only after 5") == "only after 5"
    assert behind_but("no but thanks") is None


@pytest.mark.parametrize(
    ("said", "hour"),
    [("6 is good. Both should be seen", "06:00"), ("at 7 pe theek", "07:00"), ("11 chalega", "11:00")],
)
def test_a_figure_that_is_agreed_to_is_an_hour(said: str, hour: str) -> None:
    timed = _agreed(Reading(said, [("give_feedback", 0.9)]))
    assert timed is not None
    assert timed.first("time")["from"] == hour


def test_a_figure_of_something_else_is_none() -> None:
    assert _agreed(Reading("5 stars, all good", [])) is None
    assert _agreed(Reading("2 fans", [])) is None


@pytest.mark.parametrize("said", ["fan hum hum karta hai", "AC khat khat kar raha", "पंखा गड़ गड़ करता है"])
def test_a_noise_is_a_fault(said: str) -> None:
    assert tells_fault(said)
    assert not tells_fault("jaldi jaldi bhejo")


def test_several_machines_are_of_their_kind_and_a_maker_is_none() -> None:
    assert machine_in("both my fans are not running") == "fan"
    assert machine_in("TVS jupiter") != "tv"


def test_who_wants_a_person_for_a_repair_is_sent_one(customer: Somebody) -> None:
    said = "nahi mujhe aadmi chahiye jo AC thik kare, dukan nahi aana"
    heard = customer.answers("confirm_order", said, intent="talk_to_human")
    assert (heard.page, heard.facts["machine"]) == ("request_technician", "ac")


def test_what_is_said_behind_the_yes_of_a_report_is_added_to_it(customer: Somebody) -> None:
    shown = customer.reports("mixer kharab hai, awaaz karta hai", [])
    raised = customer.answers(
        "confirm_ticket", "haan kar do. wahi problem hai jo pehle thi", shown.facts["summary"], "affirm"
    )
    assert raised.outcome == "raised"
    with opened() as session:
        assert "wahi problem hai jo pehle thi" in str(
            session.scalar(select(Ticket.problem).order_by(Ticket.id.desc()))
        )


@pytest.mark.parametrize(
    "said",
    [
        "AC ke liye mistri bhejo, 7 Sneh Nagar 452001, behen ka naam [Pooja](name) hai",
        "send someone for the AC to 7 Sneh Nagar 452001, call my mother [Lakshmi](name) before",
        "AC ke liye mistri, 7 Sneh Nagar 452001, lift is broken so use [stairs](name)",
    ],
)
def test_who_is_there_is_not_what_the_customer_is_called(who: Who, said: str) -> None:
    stranger = who("919876500777")
    shown = stranger.wants(said, time=at("2026-11-25", "11:30"))
    assert shown.outcome == "confirm"
    with opened() as session:
        query = select(Person.name).join(Alias, Alias.person_id == Person.id)
        assert session.scalar(query.where(Alias.value == "919876500777")) is None


def test_a_yes_with_a_question_of_another_machine_books_and_the_question_comes_next(
    customer: Somebody,
) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    said = "Yes please book. And will it be the same technician for the fridge?"
    booked = customer.answers("confirm_visit", said, shown.facts["summary"], "request_technician")
    assert (booked.outcome, booked.rest) == ("booked", "will it be the same technician for the fridge?")


@pytest.mark.parametrize(
    "said",
    [
        "is the visit charge for each or once?",
        "visit charge dono ka alag alag lagega kya?",
        "is it 300 each or once?",
    ],
)
def test_whether_each_visit_has_its_charge_is_answered(customer: Somebody, said: str) -> None:
    reference = customer.books()
    answer = customer.answers("", said.replace("300", f"{charge()}"), intent="ask_price")
    assert (answer.outcome, [each["visit"] for each in answer.facts["visits"]]) == (
        "charge_each",
        [reference],
    )


@pytest.mark.parametrize(
    "said", ["मेरी कोई विज़िट बुक है क्या?", "maine kuch book to nahi kiya hai na?", "is anything booked for me?"]
)
def test_whether_anything_is_booked_is_answered(customer: Somebody, said: str) -> None:
    assert customer.answers("", said, intent="request_technician").outcome == "none"
    reference = customer.books()
    told = customer.answers("", said, intent="request_technician")
    assert (told.outcome, [each["visit"] for each in told.facts["visits"]]) == ("visits", [reference])
