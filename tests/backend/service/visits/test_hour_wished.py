"""What is asked of a visit moves nothing; two hours say from when to when; a technician's other hour is one tap."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import OWNER, Somebody, at, last_told, technician_of

Who = Callable[[str], Somebody]
THEN = at("2026-11-25", "11:30")


def _begins(reference: str) -> str:
    with opened() as session:
        query = text(
            "SELECT to_char(starts_at AT TIME ZONE 'Asia/Kolkata', 'YYYY-MM-DD HH24:MI') FROM visits"
            " WHERE reference = :visit"
        )
        return str(session.execute(query, {"visit": reference}).scalar_one())


@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-27"])
@pytest.mark.parametrize(
    "said", ["is my service then or not", "meri visit us din hai na", "मेरी विज़िट तब है या नहीं"]
)
def test_whether_a_visit_is_on_a_day_is_answered_and_moves_nothing(
    customer: Somebody, said: str, day: str
) -> None:
    customer.books(when=THEN)
    answer = customer.wants(said, "/visits/change", time=at(day))
    assert answer.outcome == "visits", answer
    assert answer.facts["visits"][0]["starts_at"].startswith("2026-11-25T11:30")


@pytest.mark.parametrize("said", ["can you come then?", "could my visit be then"])
def test_whether_a_visit_could_be_on_a_day_shows_its_hours(customer: Somebody, said: str) -> None:
    customer.books(when=THEN)
    shown = customer.wants(said, "/visits/change", time=at("2026-11-27"))
    assert shown.outcome in ("choose_slot", "confirm_move", "no_slot_then"), shown


@pytest.mark.parametrize(
    "said",
    [
        "move arjun's visit from 11:30 to 1:30",
        "shift Arjun's visit from 11:30 to 1:30",
        "arjun ki visit 11:30 se 1:30 kar do",
    ],
)
def test_from_the_old_hour_to_the_new_one(customer: Somebody, who: Who, said: str) -> None:
    customer.books(when=THEN)
    shown = who(OWNER).answers("", said, "change_visit", time=at("2026-11-25"))
    assert (shown.outcome, shown.facts["new_at"][:16]) == ("confirm_move", "2026-11-25T13:30"), shown


def test_where_two_fit_it_is_asked(customer: Somebody, who: Who) -> None:
    customer.books(when=THEN)
    customer.books("fridge", when=at("2026-11-26", "11:30"))
    said, between = "move arjun's visit from 11:30 to 1:30", {"date": None, "from": "11:30", "to": "13:30"}
    assert who(OWNER).answers("", said, "change_visit", time=between).outcome == "choose_visit"


def test_the_owner_takes_another_hour_of_a_technician_by_a_tap_and_a_yes(
    customer: Somebody, who: Who
) -> None:
    reference = customer.books(when=THEN)
    technician, owner = who(technician_of(reference)), who(OWNER)
    wished = at("2026-11-25", "14:30")
    assert technician.answers("", f"{reference} 2:30 baje kar do", time=wished).outcome == "move_passed_on"
    notice = last_told(OWNER, "visit_hour_wished")
    assert notice["new_at"].startswith("2026-11-25T14:30")
    assert _begins(reference) == "2026-11-25 11:30"
    tapped = {"visit": reference, "wanted": "move", "visit_slot": notice["new_slot"]}
    shown = owner.taps("/visits/change", **tapped)
    assert shown.outcome == "confirm_move", shown
    assert owner.agrees("confirm_move_visit", shown).outcome == "moved"
    assert _begins(reference) == "2026-11-25 14:30"


def test_left_at_its_hour_the_technician_hears_it(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    phone = technician_of(reference)
    who(phone).answers("", f"{reference} 2:30 baje kar do", time=at("2026-11-25", "14:30"))
    assert who(OWNER).steps(reference, "hour_stays").outcome == "stays"
    assert last_told(phone, "visit_hour_stays")["visit"] == reference
    assert _begins(reference) == "2026-11-25 11:30"
