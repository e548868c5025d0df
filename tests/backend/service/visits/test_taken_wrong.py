"""What was taken in at a visit is what its technician or the owner says in the end, and what costs was not taken."""

from collections.abc import Callable

import pytest

from munshi.service.visits.money_told import parts_in
from tests.backend.service.visits.conftest import OWNER, Somebody, last_told
from tests.backend.service.visits.test_in_hand import _work

Who = Callable[[str], Somebody]
Job = tuple[str, Somebody]


def _taken(reference: str) -> list[int]:
    return [each["paise"] // 100 for each in _work(reference).get("advance", ())]


@pytest.mark.parametrize(
    "said",
    [
        "labour 300, 750 cash mile",
        "labour 300 750 cash mile",
        "मज़दूरी 300, 750 नकद मिले",
        "labour 300, got 750 in cash",
    ],
)
def test_what_labour_costs_is_not_taken(said: str) -> None:
    assert parts_in(said) == [("cash", 75000)]


def test_labour_that_was_paid_is_taken() -> None:
    assert parts_in("labour 300 cash liya") == [("cash", 30000)]


@pytest.mark.parametrize(
    "said",
    [
        "1050 nahi, 750 hi mile hai cash",
        "{job} ka 300 galat likha hai hata do, sirf 750 mile",
        "{job} ka advance 1050 nahi 750 hai",
        "{job} में 1050 नहीं, 750 मिले",
        "{job}: not 1050, only 750 cash, wrong",
    ],
)
def test_a_technician_puts_right_what_was_taken(job: Job, said: str) -> None:
    reference, technician = job
    assert technician.answers("", f"{reference} 300 cash aur 750 cash mile").outcome == "advance_noted"
    heard = technician.answers("", said.format(job=reference))
    assert (heard.outcome, _taken(reference)) == ("advance_noted", [750]), heard
    assert last_told(OWNER, "visit_advance")["estimate_paise"] == 75000


@pytest.mark.parametrize(
    "said",
    [
        "{job} me Salim ka 300 cash galat chadha h, 750 hi mila tha, theek karo",
        "{job} ka advance 1050 nahi 750 hai",
        "{job} का 1050 गलत है, 750 मिला था",
        "in {job} the 300 cash is wrong, he got 750",
    ],
)
@pytest.mark.parametrize("question", ["", "choose_new_slot"])
def test_the_owner_puts_it_right_and_the_technician_hears(
    job: Job, who: Who, said: str, question: str
) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 300 cash aur 750 cash mile")
    heard = who(OWNER).answers(question, said.format(job=reference))
    assert (heard.outcome, _taken(reference)) == ("advance_noted", [750]), heard
    assert last_told(technician.person, "visit_advance")["estimate_paise"] == 75000


@pytest.mark.parametrize(
    "said", ["{job} ka 400 galat hai, 200 mila", "{job} me 750 mila kya? 300 nahi?", "300 nahi mile"]
)
def test_a_sum_that_is_not_written_or_a_question_changes_nothing(job: Job, said: str) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 750 cash mile")
    technician.answers("", said.format(job=reference))
    assert _taken(reference) == [750]


def test_nobody_else_puts_it_right(job: Job, customer: Somebody) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 750 cash mile")
    customer.answers("", f"{reference} me 750 galat hai, 500 diya tha")
    assert _taken(reference) == [750]


@pytest.mark.parametrize("said", ["1050 nahi, 750 hi mile hai cash", "1050 नहीं, 750 मिले"])
def test_what_is_written_so_is_said_to_be(job: Job, said: str) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 750 cash mile")
    assert technician.answers("", said).outcome == "advance_already"
    assert _taken(reference) == [750]
