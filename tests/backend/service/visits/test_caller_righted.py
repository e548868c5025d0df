"""Who runs the shop puts the booking of a caller right: its address, whose phone it is, the hour right behind it."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, Somebody, at, told

Who = Callable[[str], Somebody]
CALLER, RIGHT = "919876500321", "919876500322"
BEHIND = ["utter_change_visit_booked_for_ticket"]


@pytest.fixture
def visit(who: Who) -> str:
    """Ganesh's, for whom the owner has booked."""
    said = "919876500321 [Ganesh Mane](name) ka AC garam hai, 7 Sneh Nagar 452001, kal 11:30"
    then = at("2026-11-25", "11:30")
    booked = who(OWNER).answers("", said, phone=f"+{CALLER}", pincode="452001", time=then)
    assert booked.outcome == "booked_for_ticket", booked
    return str(booked.facts["visit"])


def _written(visit: str) -> tuple[str, str]:
    """Where the visit goes, and the phone of whose it and its complaint are."""
    with opened() as session:
        query = text(
            "SELECT v.address, a.value FROM visits v JOIN tickets t ON t.id = v.ticket_id AND t.person_id = v.person_id"
            " JOIN person_aliases a ON a.person_id = v.person_id WHERE v.reference = :visit"
        )
        address, phone = session.execute(query, {"visit": visit}).one()
        return address, phone


@pytest.mark.parametrize(
    "said",
    [
        "{visit} ka pata 17 Arya Nagar 452001 kar do",
        "change Ganesh Mane's address to 17 Arya Nagar 452001",
        "{visit} का पता 17 Arya Nagar 452001 कर दो",
    ],
)
def test_where_it_goes_is_put_right(who: Who, visit: str, said: str) -> None:
    righted = who(OWNER).answers("", said.format(visit=visit), pincode="452001")
    assert (righted.outcome, _written(visit)[0]) == ("readdressed", "17 Arya Nagar"), righted


@pytest.mark.parametrize(
    "said", ["गणेश के पिनकोड में गलती हो गई, 452002 है", "Ganesh ka pincode galat tha, 452002 hai"]
)
def test_the_pincode_alone_is_put_right(who: Who, visit: str, said: str) -> None:
    righted = who(OWNER).answers("", said, pincode="452002")
    assert righted.outcome in ("readdressed", "nobody_there"), righted
    assert _written(visit)[0] == "7 Sneh Nagar"


@pytest.mark.parametrize("said", ["{visit} customer phone is 919876500322", "{visit} का नंबर 919876500322 है"])
def test_a_booking_is_of_whose_phone_is_right(who: Who, visit: str, said: str) -> None:
    righted = who(OWNER).answers("", said.format(visit=visit), phone=f"+{RIGHT}")
    assert (righted.outcome, righted.facts["customer_name"]) == ("customer_righted", "Ganesh Mane"), righted
    assert _written(visit)[1] == RIGHT
    assert "visit_assigned" in [name for name, _ in told(RIGHT)]


def test_who_has_booked_here_keeps_their_phone(who: Who) -> None:
    theirs = who(ARJUN).books()
    who(OWNER).answers("", f"{theirs} customer phone is 919876500322", phone=f"+{RIGHT}")
    with opened() as session:
        phones = session.execute(text("SELECT value FROM person_aliases")).scalars().all()
    assert RIGHT not in phones


@pytest.mark.parametrize("said", ["she wants 1 pm instead", "nahi 1 baje bol rahe hain", "1 बजे कर दो"])
def test_an_hour_right_behind_a_booking_is_of_it(who: Who, visit: str, said: str) -> None:
    shown = who(OWNER).after(BEHIND, said, time=at("2026-11-25", "13:00"))
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_move", visit), shown


def test_an_hour_behind_anything_else_is_of_no_booking(who: Who, visit: str) -> None:
    shown = who(OWNER).after(
        ["utter_view_cart_empty"], "she wants 1 pm instead", time=at("2026-11-25", "13:00")
    )
    assert shown.outcome != "confirm_move"
