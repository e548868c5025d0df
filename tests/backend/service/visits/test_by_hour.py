"""Who comes at an hour by which they are to be there is in time; of one that is taken both sides are offered."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import FATIMA, PRIYA, Facts, Somebody, at

ASKED = "choose_visit_slot"
TODAY = "2026-11-24"


def _by(hour: str) -> Facts:
    return {"date": None, "from": None, "to": hour}


def _starts(slots: Facts) -> list[str]:
    return [row["at"][:16] for row in slots["slots"]]


@pytest.mark.parametrize("said", ["4:30 tak aa jao", "by 4:30", "साढ़े चार तक"])
def test_by_an_hour_is_today_and_at_it_is_in_time(customer: Somebody, said: str) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    slots = customer.answers(ASKED, said, time=_by("16:30"))
    assert slots.outcome == "choose_slot", slots
    assert _starts(slots.facts)[-1] == f"{TODAY}T16:30"
    assert all(start.startswith(TODAY) for start in _starts(slots.facts))


def test_before_an_hour_is_not_at_it(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    slots = customer.answers(ASKED, "4:30 se pehle", time=_by("16:30"))
    assert f"{TODAY}T16:30" not in _starts(slots.facts)


def test_an_hour_that_is_not_free_is_offered_with_the_nearest_on_both_sides(
    customer: Somebody, who: Callable[[str], Somebody]
) -> None:
    for somebody in (customer, who(PRIYA)):  # with both who know ACs
        somebody.books(when=at("2026-11-25", "14:30"))
    wish = "AC ke liye mistri, 9 Sneh Nagar 452001"
    slots = who(FATIMA).wants(wish, time=at("2026-11-25", "14:30"))
    assert slots.outcome == "no_slot_then", slots
    starts = [start[11:] for start in _starts(slots.facts)]
    assert min(starts) < "14:30" < max(starts), starts


@pytest.mark.parametrize("said", ["2 ghante me", "within 2 hours", "दो घंटे में"])
def test_within_some_hours_is_from_now_on(customer: Somebody, said: str) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    slots = customer.answers(ASKED, said, duration={"minutes": 300})
    assert slots.outcome in ("choose_slot", "confirm"), slots
    shown = _starts(slots.facts) if slots.outcome == "choose_slot" else [slots.facts["at"][:16]]
    assert all(start.startswith(TODAY) for start in shown)


def test_from_where_somebody_comes_is_not_since_when(customer: Somebody) -> None:
    said = "AC kharab hai, office se 7 baje aata hu uske baad bhejo, 7 Sneh Nagar 452001"
    hour = {"entity": "time", "value": {"date": None, "from": "07:00", "to": None}}
    start = said.index("7 baje")
    slots = customer.hears(said, [{**hour, "start": start, "end": start + 6}], "request_technician")
    assert slots.outcome in ("left", "no_slot_then"), slots


@pytest.mark.parametrize("said", ["haan bhej do", "ok send someone", "हाँ भेज दो"])
def test_a_yes_where_the_address_is_asked_is_no_address(customer: Somebody, said: str) -> None:
    assert customer.wants("AC ke liye mistri bhejo").outcome == "ask_address"
    asked = customer.answers("give_visit_address", said, intent="affirm")
    assert (asked.outcome, asked.facts.get("street")) in (("left", None), ("ask_address", None)), asked
