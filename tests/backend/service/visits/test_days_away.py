"""A technician does not come on days: all that are named, and no other; their jobs then are in doubt."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.readings import value
from tests.backend.service.visits.conftest import (
    OWNER,
    SALIM,
    Facts,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
)

Who = Callable[[str], Somebody]
TOLD = "utter_do_visit_away_told_free"


@pytest.fixture
def salim(customer: Somebody, who: Who) -> Somebody:
    """A technician of a shop where no leave is asked for."""
    _gives_no_leave()
    return who(SALIM)


def _gives_no_leave() -> None:
    with opened() as session:
        session.execute(text("UPDATE businesses SET skills = array_remove(skills, 'leave')"))


def _days(said: str, named: str, first: str, last: str) -> Facts:
    period = {"from": first, "to": last, "half": None, "ambiguous": False}
    return value("period", period, said.index(named), said.index(named) + len(named))


def _away() -> list[str]:
    with opened() as session:
        found = session.execute(text("SELECT kept -> 'days' FROM visit_drafts WHERE kind = 'away'")).scalar()
        return list(found or ())


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("5 aur 6 december ki chutti chahiye, behen ki shadi hai", "5 aur 6 december"),
        ("5 और 6 दिसंबर की छुट्टी चाहिए", "5 और 6 दिसंबर"),
        ("leave on 5 and 6 december please", "5 and 6 december"),
        ("5 aur 6 december ko nahi aa paunga", "5 aur 6 december"),
    ],
)
def test_of_several_days_all_are_off(salim: Somebody, said: str, named: str) -> None:
    answer = salim.hears(said, [_days(said, named, "2026-12-05", "2026-12-06")])
    assert answer.facts["off_days"] == ["2026-12-05", "2026-12-06"], answer
    assert _away() == ["2026-12-05", "2026-12-06"]


@pytest.mark.parametrize(
    "said",
    ["6 ki bhi chutti chahiye", "6 की भी छुट्टी चाहिए", "leave on the 6th too", "6 tarikh ko nahi aa paunga"],
)
def test_a_day_by_its_number_is_the_next_one_that_has_it(salim: Somebody, said: str) -> None:
    assert salim.hears(said, []).facts["off_days"] == ["2026-12-06"]
    assert _away() == ["2026-12-06"]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("24 november nahi bhai, itwar 6 december", "itwar 6 december"),
        ("24 नवंबर नहीं, रविवार 6 दिसंबर", "रविवार 6 दिसंबर"),
        ("not 24 november, sunday 6 december", "sunday 6 december"),
    ],
)
def test_behind_a_wrong_day_the_right_one_takes_its_place(salim: Somebody, said: str, named: str) -> None:
    salim.hears("aaj nahi aa paunga", [])
    assert _away() == ["2026-11-24"]
    read = {**reading(said, "apply_leave"), "values": [_days(said, named, "2026-12-06", "2026-12-06")]}
    body = {"question": "", "summary": None, "told": [TOLD], "reading": read}
    answer = salim._post("/answers", body)["facts"]["answer"]
    assert answer["facts"]["off_days"] == ["2026-12-06"], answer
    assert _away() == ["2026-12-06"]


@pytest.mark.parametrize(
    "said",
    [
        "bhai tabiyat kharab hai bukhar hai, kal nahi aa paunga, meri visit kisi aur ko de do",
        "तबीयत ख़राब है बुखार है, कल नहीं आ पाऊँगा, मेरी विज़िट किसी और को दे दो",
    ],
)
def test_who_is_ill_need_not_name_their_jobs(customer: Somebody, who: Who, said: str) -> None:
    _gives_no_leave()
    visits = [
        customer.books("AC", at("2026-11-25", "11:30")),
        customer.books("fridge", at("2026-11-25", "16:30")),
    ]
    named = "kal" if "kal" in said else "कल"
    technician = who(technician_of(visits[0]))
    answer = technician.hears(said, [_days(said, named, "2026-11-25", "2026-11-25")])
    assert (answer.outcome, answer.facts["off_days"]) == ("away_told", ["2026-11-25"]), answer
    assert visits[0] in [each["visit"] for each in last_told(OWNER, "visit_not_coming")["jobs"]]


def test_a_day_off_is_heard_while_a_job_is_asked_for(salim: Somebody) -> None:
    said = "dono. kal poora din chutti, doctor ke paas jana h"
    read = {**reading(said, "apply_leave"), "values": [_days(said, "kal", "2026-11-25", "2026-11-25")]}
    answer = salim._post("/answers", {"question": "take_job", "summary": None, "reading": read})
    assert answer["facts"]["answer"]["facts"]["off_days"] == ["2026-11-25"], answer


def test_who_gives_one_job_that_is_named_comes_to_the_others(customer: Somebody, who: Who) -> None:
    _gives_no_leave()
    visit = customer.books("AC", at("2026-11-25", "11:30"))
    technician = who(technician_of(visit))
    assert (
        technician.hears("bukhar hai, AC wali visit nahi ja paunga, kisi aur ko de do", []).outcome
        == "handed_back"
    )
    assert _away() == []
