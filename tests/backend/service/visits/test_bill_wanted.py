"""Who goes to customers puts right what was taken, ends the work and wants the bill, in whatever order."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import ARJUN, Somebody, arrives, has_agreed, last_told, status_of
from tests.backend.service.visits.test_in_hand import _work

Job = tuple[str, Somebody]
Who = Callable[[str], Somebody]


def _taken(reference: str) -> list[int]:
    return [each["paise"] // 100 for each in _work(reference).get("advance", ())]


def _says_all(technician: Somebody, said: str) -> list[str]:
    """Says it, and what is left of it next, as the conversation goes on."""
    outcomes, rest = [], said
    for _ in range(4):
        heard = technician.answers("", rest)
        outcomes.append(heard.outcome)
        if not heard.rest:
            break
        rest = heard.rest
    return outcomes


@pytest.fixture
def agreed(job: Job) -> Job:
    """Work for 1500 that was agreed to, and 1500 that was written as taken."""
    reference, technician = job
    has_agreed(reference, technician, ARJUN, "labour 1500")
    assert technician.answers("", f"{reference} 1500 cash mile").outcome == "advance_noted"
    return job


@pytest.mark.parametrize(
    "said",
    [
        "1500 nahi 950 liye, kaam ho gaya, bill banao",
        "kaam ho gaya, 1500 nahi 950 liye, bill banao",
        "bill banao, kaam ho gaya, 1500 nahi 950 liye",
        "not 1500, took 950, work is done, make the bill",
    ],
)
def test_the_sum_is_right_and_the_work_is_done_with_its_code(agreed: Job, said: str) -> None:
    reference, technician = agreed
    outcomes = _says_all(technician, said)
    assert (_taken(reference), status_of(reference)) == ([950], "ready"), outcomes
    assert "ask_closing_code" in outcomes, outcomes


@pytest.mark.parametrize("said", ["bill banao", "बिल बना दो", "make the bill please"])
def test_the_bill_alone_asks_for_the_code_and_then_is_told(agreed: Job, said: str) -> None:
    reference, technician = agreed
    assert technician.answers("", said).outcome == "ask_closing_code"
    code = last_told(ARJUN, "visit_code")["visit_code"]
    assert technician.answers("tell_closing_code", code).outcome == "closed"
    told = technician.answers("", said, intent="request_invoice")
    assert (told.outcome, told.facts["visit"], told.facts["estimate_paise"]) == ("closed", reference, 150000)


def test_money_for_which_no_work_is_written_is_asked_about_before_the_bill(job: Job) -> None:
    reference, technician = job
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "gas kam thi")
    technician.answers("", f"{reference} 1500 cash mile")
    asked = technician.answers("", "kaam ho gaya, bill banao")
    assert (asked.outcome, status_of(reference)) == ("taken_beyond", "diagnosed"), asked
    assert technician.answers("", "1500 nahi 450 liye").outcome == "advance_noted"
    assert technician.answers("", "kaam ho gaya").outcome == "ask_closing_code"


def test_who_has_no_job_gets_no_bill(customer: Somebody, who: Who) -> None:
    assert who("919000000321").answers("", "bill banao", intent="request_invoice").outcome == "left"
