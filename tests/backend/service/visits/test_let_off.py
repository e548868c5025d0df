"""What who does a job lets off of its bill: owed no more, no payment, and told to the owner."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Somebody,
    at,
    closes,
    has_agreed,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]
BEFORE = 560  # rupees that Arjun owes from before


@pytest.fixture
def job(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """A job that is closed with 1,020 to pay, and who did it."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    closes(reference, technician, ARJUN, "labour 1020")
    return reference, technician


def _owes() -> int:
    """What the customer owes for the job, in rupees."""
    with opened() as session:
        query = text(
            "SELECT coalesce(sum(e.paise), 0) / 100 FROM account_entries e"
            " JOIN person_aliases a ON a.person_id = e.person_id WHERE a.value = :phone"
        )
        return int(session.execute(query, {"phone": ARJUN}).scalar_one()) - BEFORE


@pytest.mark.parametrize(
    "said",
    [
        "1000 cash liye, 20 chhod diye",
        "1020 में से 1000 नगद मिले 20 माफ किए",
        "got 1000 cash, 20 discount",
        "1000 nakad mile aur 20 ki chhoot di",
    ],
)
def test_what_is_let_off_is_owed_no_more_and_is_no_payment(job: tuple[str, Somebody], said: str) -> None:
    _, technician = job
    heard = technician.answers("", said, intent="report_payment")
    assert (heard.outcome, heard.facts["estimate_paise"], heard.facts["left_paise"]) == ("paid", 100000, 0)
    assert [(each["by"], each["paise"]) for each in heard.facts["paid_parts"]] == [
        ("let_off", 2000), ("cash", 100000),
    ]  # fmt: skip
    assert _owes() == 0
    assert last_told(OWNER, "visit_paid")["paid_parts"] == heard.facts["paid_parts"]
    taken = technician.answers("", "aaj maine kitna cash liya")
    assert taken.facts["taken_parts" if "taken_parts" in taken.facts else "paid_parts"] == [
        {"by": "cash", "paise": 100000}
    ]


def test_the_rest_is_let_off_behind_what_was_paid(job: tuple[str, Somebody]) -> None:
    _, technician = job
    assert technician.answers("", "1000 cash mile").facts["left_paise"] == 2000
    heard = technician.answers("", "baki 20 maaf kar diye maine")
    assert (heard.outcome, heard.facts["left_paise"], _owes()) == ("paid", 0, 0)


def test_it_waits_for_how_the_other_part_was_paid(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    assert technician.answers("", "1000 diye 20 chhod diye", intent="report_payment").outcome == "ask_paid"
    heard = technician.steps(reference, "paid", how="cash")
    assert (heard.outcome, heard.facts["estimate_paise"], _owes()) == ("paid", 100000, 0)


def test_what_was_paid_is_put_right_beside_what_was_let_off(job: tuple[str, Somebody]) -> None:
    _, technician = job
    technician.answers("", "1000 cash liye, 20 chhod diye")
    assert technician.answers("", "galat likha 1000 upi se mile the").outcome == "paid_corrected"
    assert _owes() == 0


@pytest.mark.parametrize("said", ["wo raat ko upi kar dega", "शाम तक भेज देगा", "he will pay by upi tonight"])
def test_who_pays_later_is_no_payment(job: tuple[str, Somebody], said: str) -> None:
    heard = job[1].answers("", said)
    assert (heard.outcome, heard.facts["paid_by"], _owes()) == ("paid", "later", 1020)


def test_a_total_beside_its_parts_is_paid_once(job: tuple[str, Somebody]) -> None:
    heard = job[1].answers("", "1020 mile 700 cash 320 gpay")
    assert [(each["by"], each["paise"]) for each in heard.facts["paid_parts"]] == [
        ("cash", 70000), ("upi", 32000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said", ["{code} 1020 में से 1000 नगद 20 माफ किए", "{code}, 1000 cash liye 20 chhod diye"]
)
def test_the_code_names_the_job_of_what_is_said_behind_it(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    has_agreed(reference, technician, ARJUN, "labour 1020")
    technician.steps(reference, "done")
    code = last_told(ARJUN, "visit_code")["visit_code"]
    closed = technician.answers("tell_closing_code", said.format(code=code))
    assert (closed.outcome, (closed.rest or "")[: len(reference)]) == ("closed", reference)
    heard = technician.answers("", closed.rest, intent="report_payment")
    assert (heard.outcome, heard.facts["estimate_paise"], _owes()) == ("paid", 100000, 0)
