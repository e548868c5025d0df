"""The visits of a technician who goes on leave are offered again, and come back with who comes after all."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.service.visits import displacing
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SHOP,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]


def test_the_visits_of_who_goes_on_leave_are_offered_again(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    technician = technician_of(reference)
    _goes_on_leave(technician, "2026-11-25")
    with opened() as session:
        displaced = displacing.displace(session, session.get_one(Business, SHOP))
        assert [visit.reference for visit in displaced] == [reference]
    assert last_told(ARJUN, "visit_displaced")["visit_status"] == "displaced"
    slots = customer.taps("/visits/change", visit=reference, wanted="move")
    assert slots.outcome == "choose_slot"
    shown = customer.answers(
        "choose_new_slot", None, intent="change_visit", visit_slot="2026-11-25T12:30:00+05:30"
    )
    assert customer.agrees("confirm_move_visit", shown).outcome == "moved"
    assert technician_of(reference) != technician
    with opened() as session:
        assert displacing.displace(session, session.get_one(Business, SHOP)) == []


def test_who_comes_after_all_has_the_visits_back_for_which_no_other_time_was_chosen(
    customer: Somebody, who: Who
) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    technician = technician_of(reference)
    _goes_on_leave(technician, "2026-11-25")
    with opened() as session:
        business = session.get_one(Business, SHOP)
        assert [each.reference for each in displacing.displace(session, business)] == [reference]
        assert displacing.restore(session, business) == []
    with opened() as session:
        session.execute(text("UPDATE leave_requests SET status = 'withdrawn'"))
    with opened() as session:
        business = session.get_one(Business, SHOP)
        assert [each.reference for each in displacing.restore(session, business)] == [reference]
    assert (last_told(ARJUN, "visit_restored")["visit"], technician_of(reference)) == (reference, technician)
    assert last_told(OWNER, "visit_restored_owner")["visit"] == reference
    assert told(technician)[-1][0] == "visit_job"
    with opened() as session:
        assert displacing.restore(session, session.get_one(Business, SHOP)) == []


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("kal kisi aur ko bhejo 11:30 wali visit par", "change_visit"),
        ("kal hi koi aur aa sakta hai kya", "greet"),
        ("can someone else come tomorrow", "request_technician"),
    ],
)
def test_where_nobody_else_can_keep_it_the_free_hours_are_told_to_choose_from(
    customer: Somebody, said: str, intent: str
) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    with opened() as session:
        only = text("UPDATE technicians SET skills = '{}' WHERE person_id <>"
                    " (SELECT technician_id FROM visits WHERE reference = :visit)")  # fmt: skip
        session.execute(only, {"visit": reference})
    _goes_on_leave(technician_of(reference), "2026-11-25")
    with opened() as session:
        displacing.displace(session, session.get_one(Business, SHOP))
    answer = customer.answers("", said, intent=intent, time=at("2026-11-25"))
    assert (answer.outcome, answer.facts["visit"]) == ("no_slot_then", reference)
    days = {each["at"][:10] for each in answer.facts["slots"]}
    assert days
    assert "2026-11-25" not in days


def _goes_on_leave(phone: str, day: str) -> None:
    with opened() as session:
        person = session.execute(
            text("SELECT person_id FROM person_aliases WHERE business_id = :shop AND value = :phone"),
            {"shop": SHOP, "phone": phone},
        ).scalar_one()
        request = session.execute(
            text(
                "INSERT INTO leave_requests (business_id, reference, person_id, type, first, last, portion, count,"
                " unpaid, status, asked_at) VALUES (:shop, 'LV-1', :person, 'sick', :day, :day, 'full', 1, 0,"
                " 'approved', now()) RETURNING id"
            ),
            {"shop": SHOP, "person": person, "day": day},
        ).scalar_one()
        session.execute(
            text(
                "INSERT INTO leave_days (business_id, request_id, date, person_id, portion, counted, charged,"
                " leave_year, live) VALUES (:shop, :request, :day, :person, 'full', true, 1, '2026', true)"
            ),
            {"shop": SHOP, "request": request, "day": day, "person": person},
        )
