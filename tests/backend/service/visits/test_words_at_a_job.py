"""A technician's words at a job are of that job; what the owner asks or passes on is heard as that."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    Somebody,
    arrives,
    at,
    technician_of,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def here(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """A job at which the technician has arrived, with another one later on the day."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    later = who(PRIYA).books("fridge", when=at("2026-11-24", "17:30"))
    if technician_of(later) != technician.person:
        name = {"919000000321": "Salim", "919000000322": "Ravi", "919000000323": "Pooja"}[technician.person]
        who(OWNER).answers("", f"{later} {name} ko do")
    arrives(reference, technician, ARJUN)
    return reference, technician


@pytest.mark.parametrize(
    "said",
    [
        "remote mere paas nahi hai, kal lani padegi",
        "रिमोट मेरे पास नहीं है, कल लानी पड़ेगी",
        "i don't have the remote, will get it tomorrow",
    ],
)
def test_a_part_that_comes_tomorrow_is_missing_at_the_job(here: tuple[str, Somebody], said: str) -> None:
    reference, technician = here
    waits = technician.answers("", said, intent="request_technician")
    assert (waits.outcome, waits.facts["visit"]) == ("confirm_no_part", reference), waits


def test_at_a_job_whose_estimate_waits_no_other_is_meant(here: tuple[str, Somebody]) -> None:
    reference, technician = here
    technician.answers("tell_diagnosis", "purza ghis gaya")
    shown = technician.answers("tell_estimate", "labour 500")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    said = technician.answers("", "part nahi hai, kal laga dunga")
    assert (said.outcome, said.facts["visit"]) == ("no_such_move", reference), said


@pytest.mark.parametrize("said", ["aaj mere paas kya kya hai", "आज मेरे पास क्या क्या है", "what do i have today"])
def test_what_they_have_today_are_their_jobs(here: tuple[str, Somebody], said: str) -> None:
    told = here[1].answers("", said, intent="view_menu")
    assert told.outcome == "jobs", told
    assert len(told.facts["jobs"]) == 2


@pytest.mark.parametrize(
    "said", ["स्नेह नगर वाले का पता बताओ", "arjun ka pata bhejo", "what is the address of arjun"]
)
def test_where_a_job_is_is_told_in_either_script(here: tuple[str, Somebody], said: str) -> None:
    told = here[1].answers("", said)
    assert told.outcome in ("job", "which_job"), told


@pytest.mark.parametrize(
    "said", ["what is on tomorrow?", "कल किस किस के यहाँ जाना है", "kal kahan kahan jana hai"]
)
def test_who_is_to_be_visited_is_the_day(who: Who, customer: Somebody, said: str) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    told = who(OWNER).answers("", said, time=at("2026-11-25"))
    assert (told.outcome, [each["visit"] for each in told.facts["jobs"]]) == ("board_of_day", [visit]), told


@pytest.mark.parametrize(
    "said", ["Please tell Arjun that we will come on Friday at 4", "pls tell Arjun we come at 4"]
)
def test_who_asks_kindly_has_words_carried_too(who: Who, customer: Somebody, said: str) -> None:
    customer.books()
    shown = who(OWNER).answers("", said, time=at("2026-11-27", "16:00"))
    assert shown.outcome == "confirm_word", shown


@pytest.mark.parametrize(
    "said",
    [
        "Arjun ka phone aaya tha, ghar aa gaye hain. {} aaj 8 baje hi rakho",
        "अर्जुन का फोन आया था, घर आ गए हैं, {} आज 8 बजे रखो",
        "Arjun has come home, move {} to today 8",
    ],
)
def test_who_has_come_home_is_no_part(who: Who, customer: Somebody, said: str) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(visit))
    technician.steps(visit, "absent_yes")
    moved = who(OWNER).answers("", said.format(visit), time=at("2026-11-24", "16:30"))
    assert (moved.outcome, moved.facts["visit"]) == ("confirm_move", visit), moved


@pytest.mark.parametrize("said", ["kaam ho gaya, 400 cash mila", "काम हो गया", "work is done"])
def test_what_can_be_done_at_no_job_is_said_back(customer: Somebody, who: Who, said: str) -> None:
    technician = who(technician_of(customer.books(when=at("2026-11-24", "14:30"))))
    told = technician.answers("", said)
    assert told.outcome == "jobs", told
    assert told.facts["passed_over"]


@pytest.mark.parametrize(
    "said",
    ["{} code nahi hai, labour 400 liya", "{} कोड नहीं है, लेबर 400 लिया", "{} no code, took 400 for labour"],
)
def test_what_is_told_beside_that_there_is_no_code_comes_next(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(visit))
    technician.steps(visit, "on_way")
    told = technician.answers("", said.format(visit))
    assert told.outcome == "code_sent", told
    assert told.rest is not None
    assert (visit in told.rest, "400" in told.rest) == (True, True), told.rest
