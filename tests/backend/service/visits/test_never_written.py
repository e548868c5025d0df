"""A customer for whom the shop booked and who has never written: nobody is said to have told them, no code is asked."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    NUMBER,
    OWNER,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
CALLER = "919876500321"


@pytest.fixture
def job(who: Who) -> tuple[str, Somebody]:
    """A visit today that the owner has booked for somebody who phoned, and who does it."""
    said = "919876500321 [Ganesh](name) ka AC garam hai, 7 Sneh Nagar 452001, aaj 2:30 baje"
    then = at("2026-11-24", "14:30")
    booked = who(OWNER).answers("", said, phone=f"+{CALLER}", pincode="452001", time=then)
    assert booked.outcome == "booked_for_ticket", booked
    reference = str(booked.facts["visit"])
    return reference, who(technician_of(reference))


def _writes() -> None:
    with opened() as session:
        query = (
            "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at)"
            " VALUES (:number, :person, now())"
        )
        session.execute(text(query), {"number": NUMBER, "person": CALLER})
        session.commit()


def test_no_answer_about_them_says_that_they_were_told(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    for step, outcome in (("on_way", "on_way"), ("absent", "confirm_absent"), ("absent_yes", "absent")):
        answer = technician.steps(reference, step)
        assert (answer.outcome, answer.facts["customer_reads"]) == (outcome, False)
    assert last_told(OWNER, "visit_absent_owner")["customer_reads"] is False


def test_their_visit_begins_and_ends_without_a_code_and_the_owner_hears_it(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    assert technician.steps(reference, "arrived").outcome == "arrived_without_code"
    technician.answers("tell_diagnosis", "purza ghis gaya")
    assert technician.steps(reference, "done").outcome == "closed_without_code"
    kinds = [facts["code_kind"] for name, facts in told(OWNER) if name == "visit_without_code"]
    assert kinds == ["arrival", "closing"]


def test_their_estimate_is_agreed_to_at_the_door(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    technician.steps(reference, "arrived")
    technician.answers("tell_diagnosis", "purza ghis gaya")
    shown = technician.answers("tell_estimate", "labour 400")
    sent = technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert sent.outcome == "estimate_at_door"
    done = technician.steps(reference, "done")
    assert (done.outcome, done.facts["estimate_paise"]) == ("closed_without_code", 400_00), done


@pytest.mark.parametrize("step", ["new_code", "arrived"])
def test_a_code_that_nobody_can_see_is_sent_to_nobody(job: tuple[str, Somebody], step: str) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    assert technician.steps(reference, step).outcome == "arrived_without_code"


def test_who_has_written_since_is_asked_for_the_code(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _writes()
    assert technician.steps(reference, "on_way").facts.get("customer_reads", True)
    assert technician.steps(reference, "arrived").outcome == "ask_arrival_code"
    code = last_told(CALLER, "visit_on_way")["visit_code"]
    assert technician.answers("tell_arrival_code", code).outcome == "arrived"
