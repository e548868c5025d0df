"""Two things at once of who runs the desk or goes out, hours within the notice, and leave that is taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    OWNER,
    PRIYA,
    SALIM,
    Somebody,
    at,
    last_told,
    technician_of,
)
from tests.backend.service.visits.test_crew_away import TOMORROW, says

Who = Callable[[str], Somebody]
DAY, SHOP = "2026-11-25", "deepak-electronics"


@pytest.fixture
def without_leave(books: None) -> None:
    """The shop serves no leave."""
    with opened() as session:
        session.execute(
            text(f"UPDATE businesses SET skills = array_remove(skills, 'leave') WHERE id = '{SHOP}'")
        )


def test_an_hour_within_the_notice_is_booked_by_who_runs_the_shop_alone(customer: Somebody, who: Who) -> None:
    said = "919876500321 [Ganesh Mane](name) ka AC thanda nahi kar raha, 7 Sneh Nagar 452001, aaj 11:30"
    soon = at("2026-11-24", "11:30")
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=soon)
    assert shown.outcome == "no_slot_then"
    booked = who(OWNER).answers(
        "", said, intent="place_order", phone="919876500321", pincode="452001", time=soon
    )
    assert booked.outcome == "booked_for_ticket", booked


def test_another_caller_is_no_answer_to_which_hour(who: Who, customer: Somebody) -> None:
    heard = who(OWNER).answers("confirm_ticket_visit", "9873000102, kal 4 baje", phone="+919873000102")
    assert heard.outcome != "ticket_visit_booked"


def test_hours_are_opened_beside_who_comes_after_all(who: Who, books: None) -> None:
    owner = who(OWNER)
    assert says(owner, "Ravi ko kal 2 se 4 free rakho").outcome == "hours_kept"
    assert says(owner, "Ravi kal nahi aayega").outcome == "crew_away_free"
    said = "Ravi kal aa raha hai, chutti cancel. uska 2 se 4 bhi khol do"
    back = owner.answers("", said, period=TOMORROW)
    assert (back.outcome, back.rest) == ("crew_back", "Ravi Solanki 25 November uska 2 se 4 bhi khol do")
    opened = owner.answers("", back.rest or "", period=TOMORROW)
    assert (opened.outcome, opened.facts["off_span"]) == ("hours_opened", ["14:00", "16:00"])


def test_who_is_away_for_hours_gets_no_visit_then_and_the_owner_hears_it(
    who: Who, customer: Somebody, without_leave: None
) -> None:
    said = "cant come tomorrow after 3pm, leave half day"
    told = who(SALIM).answers("", said, intent="apply_leave", time=at(DAY, "15:00"))
    assert told.page == "do_visit"
    assert last_told(OWNER, "visit_word_back")["visit_word"] == said


@pytest.mark.parametrize(
    "said", ["kal ki chutti nahi chahiye, main aa raha hu", "chutti cancel, main kal aaunga"]
)
def test_leave_that_is_not_wanted_any_more_is_taken_back(
    who: Who, books: None, without_leave: None, said: str
) -> None:
    salim, day = who(SALIM), {"from": DAY, "to": DAY, "half": None, "ambiguous": False}
    assert salim.answers("", "kal nahi aaunga", intent="apply_leave", period=day).outcome.startswith("away")
    value: dict[str, Any] = {"start": said.index("kal"), "end": said.index("kal") + 3}
    heard = salim.hears(said, [{"entity": "period", "value": day, **value}], "cancel_leave")
    assert heard.outcome == "coming_again"


def test_a_visit_is_moved_and_another_customer_told_by_one_message(who: Who, customer: Somebody) -> None:
    first = customer.books(when=at(DAY, "11:30"))
    said = f"{first} ko kal 2 baje kar do, fridge wale ko bol do ki part lekar aayenge"
    who(PRIYA).books("fridge", when=at(DAY, "15:30"))
    heard = who(OWNER).answers("", said, intent="change_visit", time=at(DAY, "14:00"))
    assert heard.rest == "fridge wale ko bol do ki part lekar aayenge"


def test_why_a_visit_is_called_off_is_no_step_of_it(who: Who, customer: Somebody) -> None:
    reference = customer.books(when=at(DAY, "11:30"))
    said = f"{reference} cancel kar do, customer ka phone aaya tha, AC theek ho gaya"
    assert says(who(OWNER), said).outcome == "confirm_cancel"
    assert technician_of(reference)


def test_what_a_job_came_to_is_asked_by_its_number(who: Who, customer: Somebody) -> None:
    reference = customer.books(when=at(DAY, "11:30"))
    assert says(who(OWNER), f"{reference} ka charge kitna bana").outcome == "no_bill_yet"
