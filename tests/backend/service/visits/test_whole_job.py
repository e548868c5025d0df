"""A technician tells a whole job at once: nothing of it is lost, and no money is written before it is sure."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Facts,
    Somebody,
    at,
    last_told,
    status_of,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
WHOLE = "{visit} dekh liya. remote kharab tha badal diya 450 aur labour 400. 850 cash le liye"


def _work(reference: str) -> Facts:
    with opened() as session:
        query = text("SELECT work FROM visits WHERE reference = :visit")
        return dict(session.execute(query, {"visit": reference}).scalar_one())


def test_of_a_later_day_it_is_asked_and_nothing_is_written(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    asked = who(technician_of(visit)).answers("", WHOLE.format(visit=visit))
    assert (asked.outcome, asked.facts["visit"]) == ("confirm_today", visit)
    assert (status_of(visit), "advance" in _work(visit)) == ("booked", False)
    assert "visit_advance" not in dict(told(OWNER))


def test_from_the_yes_on_it_is_of_today_and_the_words_are_heard_behind_the_code(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    technician = who(technician_of(visit))
    asked = technician.answers("", WHOLE.format(visit=visit))
    code_asked = technician.answers("confirm_today", "haan", asked.facts["summary"], "affirm")
    assert (code_asked.outcome, status_of(visit)) == ("ask_arrival_code", "on_way")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert _work(visit)["told_before"].startswith("dekh liya")
    assert technician.answers("tell_arrival_code", code).outcome == "arrived"
    assert (status_of(visit), "told_before" in _work(visit)) == ("arrived", False)


def test_a_no_leaves_the_visit_on_its_day(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    technician = who(technician_of(visit))
    asked = technician.answers("", WHOLE.format(visit=visit))
    assert technician.answers("confirm_today", "nahi", asked.facts["summary"], "deny").outcome == "stays"
    assert status_of(visit) == "booked"


def test_of_today_the_code_is_asked_first(job: tuple[str, Somebody]) -> None:
    asked = job[1].answers("", WHOLE.format(visit=job[0]))
    assert asked.outcome == "ask_arrival_code"
    assert asked.facts["words_kept"]


@pytest.mark.parametrize(
    "said",
    [
        "kaam ho gaya, ek remote daala, labour 400, 650 cash mile",
        "काम हो गया, एक रिमोट डाला, लेबर 400, 650 नकद मिले",
        "work is done, put one remote, labour 400, got 650 cash",
    ],
)
def test_without_a_name_it_is_of_the_only_job_of_today_and_no_advance(
    job: tuple[str, Somebody], said: str
) -> None:
    taken = job[1].answers("", said, intent="record_payment")
    assert taken.outcome == "ask_arrival_code", taken
    assert taken.facts["words_kept"] == said
    assert "advance" not in _work(job[0])


@pytest.mark.parametrize(
    "said",
    ["arjun's visit, i cant reach, make it 6:30 pm", "move arjun's visit to 6:30 pm", "Move to 6:30 pm"],
)
def test_another_hour_for_a_named_visit_goes_to_the_owner_and_is_no_leave(
    job: tuple[str, Somebody], said: str
) -> None:
    start = said.index("6:30")
    hour = {"entity": "time", "value": at("2026-11-24", "18:30"), "start": start, "end": len(said)}
    answer = job[1].hears(said, [hour])
    assert answer.outcome == "move_passed_on", answer
    assert "visit_hour_wished" in dict(told(OWNER))


def test_done_before_its_day_is_asked_about_and_a_yes_makes_it_of_now(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    technician = who(technician_of(visit))
    asked = technician.answers("", f"{visit} kaam ho gaya")
    assert (asked.outcome, status_of(visit)) == ("confirm_today", "booked")
    assert technician.steps(visit, "today_yes").outcome == "ask_arrival_code"
