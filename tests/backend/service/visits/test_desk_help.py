"""Whoever works here and goes to no customer has the desk's hand in all that is no money."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, POOJA, SALIM, Somebody, at, technician_of, told

Who = Callable[[str], Somebody]
CALLER = "919876500321"
THEN = at("2026-11-25", "11:30")


@pytest.fixture
def helper(who: Who) -> Somebody:
    """Pooja, who goes to nobody and sits in the office."""
    with opened() as session:
        session.execute(
            text(
                "DELETE FROM technicians WHERE person_id ="
                " (SELECT person_id FROM person_aliases WHERE value = :phone)"
            ),
            {"phone": POOJA},
        )
        session.commit()
    return who(POOJA)


@pytest.mark.parametrize(
    "said",
    [
        "919876500321 [Ganesh Mane](name) ka AC thanda nahi kar raha, 7 Sneh Nagar 452001, kal 11:30",
        "919876500321 गणेश माने का एसी ठंडा नहीं कर रहा, 7 स्नेह नगर 452001, कल 11:30",
        "A caller wants an AC visit: Mr [Ganesh Mane](name) 919876500321, 7 Sneh Nagar 452001, tomorrow 11:30",
    ],
)
def test_a_caller_of_the_office_is_the_customer_of_the_visit(helper: Somebody, said: str) -> None:
    booked = helper.answers(
        "", said, intent="request_technician", phone=f"+{CALLER}", pincode="452001", time=THEN
    )
    assert (booked.outcome, booked.facts["customer_phone"]) == ("booked_for_ticket", f"+{CALLER}"), booked


@pytest.mark.parametrize(
    "said", ["{} ko kal 3 baje par le aao", "{} को कल 3 बजे पर ले आओ", "move {} to tomorrow 3 pm"]
)
def test_the_office_moves_a_visit_of_a_customer_who_hears_it(
    customer: Somebody, helper: Somebody, said: str
) -> None:
    visit = customer.books(when=THEN)
    shown = helper.answers("", said.format(visit), reference=visit, time=at("2026-11-25", "15:00"))
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_move", visit), shown
    assert helper.agrees("confirm_move_visit", shown).outcome == "moved"
    assert "visit_moved" in [name for name, _ in told(ARJUN)]


@pytest.mark.parametrize(
    "said", ["aaj kiske paas kya kaam hai", "आज किसके पास क्या काम है", "show today's visits"]
)
def test_the_office_sees_the_day(customer: Somebody, helper: Somebody, said: str) -> None:
    customer.books(when=THEN)
    today = helper.answers("", said, intent="change_visit", time=at("2026-11-25"))
    assert (today.outcome, len(today.facts["jobs"])) == ("board_of_day", 1), today


def test_money_is_not_for_the_office(customer: Somebody, helper: Somebody) -> None:
    visit = customer.books(when=THEN)
    assert helper.answers("", "Salim ka aaj ka cash batao").outcome == "left"
    assert helper.answers("", f"{visit} ka visit charge mat lena").outcome == "left"


def test_a_technician_moves_no_visit_of_another(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=THEN)
    others = SALIM if technician_of(visit) != SALIM else POOJA
    moved = who(others).answers("", f"{visit} ko kal 3 baje kar do", reference=visit, time=THEN)
    assert moved.outcome != "confirm_move", moved
