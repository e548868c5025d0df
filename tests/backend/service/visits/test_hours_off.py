"""Hours in which who runs the shop wants no visit are offered to nobody, and what stands there stays."""

from collections.abc import Callable
from typing import Any

import pytest

from munshi.business.models import Business
from munshi.service.visits import displacing
from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, Somebody, at, technician_of, told

Who = Callable[[str], Somebody]
DAY, SHOP = "2026-11-25", "deepak-electronics"
MORNING = {f"{DAY}T{hour:02}:{minute:02}" for hour in (9, 10, 11) for minute in (0, 30)}


def offered(customer: Somebody) -> set[str]:
    """When a visit of that day could begin."""
    asked = customer.wants("AC kharab hai, mistri bhejo, 7 Sneh Nagar 452001", period=_day())
    customer.answers("choose_visit_slot", "nahi", intent="deny")
    return {each["tap"][:16] for each in asked.facts["slots"]}


def _day() -> dict[str, Any]:
    return {"from": DAY, "to": DAY, "half": None, "ambiguous": False}


@pytest.mark.parametrize(
    "said",
    ["kal 9 se 12 koi booking mat lena", "कल 9 से 12 कोई बुकिंग मत लेना", "no bookings tomorrow 9 to 12"],
)
def test_hours_are_kept_free_of_everybody_and_opened_again(customer: Somebody, who: Who, said: str) -> None:
    before = offered(customer)
    assert before & MORNING
    kept = who(OWNER).answers("", said, period=_day())
    assert (kept.outcome, kept.facts["off_span"], kept.facts["technician"]) == (
        "hours_kept",
        ["09:00", "12:00"],
        None,
    )
    assert not offered(customer) & MORNING
    assert who(OWNER).answers("", "kal booking khol do", period=_day()).outcome == "hours_opened"
    assert offered(customer) == before


@pytest.mark.parametrize(
    "said",
    [
        "salim ko kal 11 baje ke baad koi kaam mat do",
        "सलीम को कल 11 बजे के बाद कोई काम मत देना",
        "no more jobs for Salim after 11 tomorrow",
    ],
)
def test_a_technician_who_is_named_gets_no_more_and_keeps_what_there_is(
    customer: Somebody, who: Who, said: str
) -> None:
    reference = customer.books(when=at(DAY, "11:30"))
    before = len(told(ARJUN))
    kept = who(OWNER).answers("", said, intent="change_visit", time=at(DAY, "11:00"))
    assert (kept.outcome, kept.facts["technician"].split()[0]) == ("hours_kept", "Salim")
    mine = technician_of(reference) == "919000000321"
    assert [each["visit"] for each in kept.facts["jobs"]] == ([reference] if mine else [])
    assert len(told(ARJUN)) == before


def test_who_is_away_on_a_day_and_has_hours_kept_free_keeps_both(customer: Somebody, who: Who) -> None:
    who(OWNER).answers("", "kal 9 se 12 koi booking mat lena", period=_day())
    who(OWNER).answers("", "Salim kal nahi aayega", period=_day())
    assert not offered(customer) & MORNING


def test_a_customer_keeps_no_hours(customer: Somebody) -> None:
    assert customer.answers("", "kal 9 se 12 koi booking mat lena", period=_day()).outcome != "hours_kept"


def test_a_technician_who_names_another_customer_sets_out_to_nobody(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "15:30"))
    technician = who(technician_of(reference))
    before = len(told(ARJUN))
    assert technician.answers("", "going to Priya", intent="goodbye").outcome in ("jobs", "no_jobs")
    assert len(told(ARJUN)) == before


@pytest.mark.parametrize("said", ["nikal gaya", "निकल गया", "reached"])
def test_who_has_no_job_today_sets_out_to_none_and_sees_the_next(
    customer: Somebody, who: Who, said: str
) -> None:
    reference = customer.books(when=at(DAY, "11:30"))
    answer = who(technician_of(reference)).answers("", said, intent="track_order")
    assert (answer.outcome, [each["visit"] for each in answer.facts["jobs"]]) == (
        "no_jobs_but_next",
        [reference],
    )


def test_what_is_booked_in_hours_that_are_kept_free_is_not_taken_off(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at(DAY, "11:30"))
    kept = who(OWNER).answers("", "kal 9 se 12 koi booking mat lena", period=_day())
    assert [each["visit"] for each in kept.facts["jobs"]] == [reference]
    with opened() as session:
        assert displacing.displace(session, session.get_one(Business, SHOP)) == []


@pytest.mark.parametrize(
    "said", ["block Salim tomorrow 10 am to 12, no new visits", "keep Salim free tomorrow 10 am to 12 noon"]
)
def test_hours_of_one_who_is_named_are_blocked_and_opened_again(
    customer: Somebody, who: Who, said: str
) -> None:
    owner = who(OWNER)
    kept = owner.answers("", said, period=_day())
    assert (kept.outcome, kept.facts["off_span"]) == ("hours_kept", ["10:00", "12:00"])
    assert kept.facts["technician"].split()[0] == "Salim"
    assert owner.answers("", "open tomorrow again for Salim", period=_day()).outcome == "hours_opened"
