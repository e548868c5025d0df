"""Jobs and complaints are named by customer, place or machine: one is taken, of several it is asked."""

from collections.abc import Callable

import pytest

from munshi.service.visits.words import machine_in
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    PRIYA,
    Somebody,
    at,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def booked(who: Who) -> dict[str, str]:
    """Arjun's AC and Priya's fridge, on two days."""
    first = who(ARJUN).books("AC", at("2026-11-25", "11:30"))
    second = who(PRIYA).books("fridge", at("2026-11-27", "11:30"))
    return {ARJUN: first, PRIYA: second}


def _complains(somebody: Somebody, said: str) -> str:
    shown = somebody.wants(said, "/tickets/draft")
    if shown.outcome == "ask_address":
        shown = somebody.answers("give_ticket_address", "7 Sneh Nagar 452001")
    return str(somebody.agrees("confirm_ticket", shown).facts["ticket"]["reference"])


def test_the_owner_sees_all_that_is_open_and_how_many_more_there_are(
    who: Who, booked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = who(OWNER).answers("", "khula kaam", intent="nlu_fallback")
    assert told.outcome == "open_work"
    assert [each["visit"] for each in told.facts["jobs"]] == [booked[ARJUN], booked[PRIYA]]
    monkeypatch.setattr("munshi.service.visits.board.MOST_OPEN", 1)
    cut = who(OWNER).answers("", "open jobs", intent="nlu_fallback").facts
    assert (len(cut["jobs"]), cut["more_jobs"]) == (1, 1)
    of_day = who(OWNER).hears(
        "kal ke khule kaam", [{"entity": "period", "value": {"from": "2026-11-25", "to": "2026-11-25"}}]
    )
    assert [each["visit"] for each in of_day.facts["jobs"]] == [booked[ARJUN]]


def test_of_several_visits_the_owner_says_which_is_called_off(who: Who, booked: dict[str, str]) -> None:
    third = who(FATIMA).books("fridge", at("2026-11-26", "11:30"))
    which = who(OWNER).answers("", "fridge wali visit cancel karo", intent="cancel_order")
    assert (which.outcome, which.facts["wanted"]) == ("choose_visit", "cancel")
    assert [each["visit"] for each in which.facts["visits"]] == [third, booked[PRIYA]]
    asked = who(OWNER).answers("choose_visit", "priya wali")
    assert (asked.outcome, asked.facts["visit"]) == ("confirm_cancel", booked[PRIYA])
    tapped = who(OWNER).taps("/visits/change", visit=third, wanted="cancel")
    assert (tapped.outcome, tapped.facts["visit"]) == ("confirm_cancel", third)


@pytest.mark.parametrize("said", ["priya ka kaam", "priya wala kaam", "fridge job"])
def test_a_job_is_shown_by_whose_it_is(who: Who, booked: dict[str, str], said: str) -> None:
    for person in (OWNER, technician_of(booked[PRIYA])):
        shown = who(person).answers("", said)
        assert (shown.outcome, shown.facts["visit"]) == ("job", booked[PRIYA])


def test_a_technician_sees_the_jobs_of_a_day(who: Who, booked: dict[str, str]) -> None:
    values = [{"entity": "period", "value": {"from": "2026-11-27", "to": "2026-11-27"}}]
    shown = who(technician_of(booked[PRIYA])).hears("27 nov ke kaam", values, "give_feedback")
    assert [each["visit"] for each in shown.facts["jobs"]] == [booked[PRIYA]]


@pytest.mark.parametrize(
    "said",
    [
        "{number} wali complaint ho gayi band karo",
        "priya ki shikayat band kar do",
        "close the complaint of priya",
    ],
)
def test_the_owner_ends_a_complaint_in_words(who: Who, said: str) -> None:
    reference = _complains(who(PRIYA), "fridge thanda nahi karta")
    asked = who(OWNER).answers(
        "", said.format(number=reference.removeprefix("TKT-")), intent="check_ticket_status"
    )
    assert (asked.outcome, asked.facts["reference"]) == ("ask_reason", reference)
    ended = who(OWNER).answers("ticket_reason", "gas bhar di", asked.facts["summary"])
    assert (ended.outcome, ended.facts["ticket"]["status"]) == ("moved", "resolved")
    assert last_told(PRIYA, "ticket_resolved")["ticket"]["reference"] == reference


def test_of_several_complaints_they_are_shown_and_a_question_ends_none(who: Who) -> None:
    _complains(who(PRIYA), "fridge thanda nahi karta")
    _complains(who(PRIYA), "washing machine paani nahi leti")
    assert who(OWNER).answers("", "priya ki complaint band karo").outcome == "to_do"
    assert who(OWNER).answers("", "priya ki fridge wali complaint band karo").outcome == "ask_reason"
    assert who(OWNER).answers("", "priya ki complaint band ho gayi kya?").outcome == "left"
    assert who(PRIYA).answers("", "complaint band karo").outcome != "ask_reason"


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ("printer kharab hai", "printer"),
        ("प्रिंटर में कागज फँस रहा है", "printer"),
        ("its a PRINTER not laptop", "printer"),
        ("macbook air slow hai", "laptop"),
        ("laptop on nahi hota", "laptop"),
    ],
)
def test_a_printer_is_no_laptop(said: str, machine: str) -> None:
    assert machine_in(said) == machine
