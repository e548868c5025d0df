"""The hour that was just refused is not offered again; whoever names it after all has it."""

import pytest

from tests.backend.readings import value
from tests.backend.service.visits.conftest import Decision, Somebody, at, reading

REFUSALS = [
    ("nahi, 11:30 nahi chalega", "11:30"),
    ("नहीं, 11:30 नहीं", "11:30"),
    ("no, 11:30 won't do", "11:30"),
]


def _refuses(somebody: Somebody, question: str, said: str, hour: str, shown: Decision) -> Decision:
    place = said.index(hour)
    read = {
        **reading(said, "deny"),
        "values": [value("time", at("2026-11-25", hour), place, place + len(hour))],
    }
    answer = somebody._post(
        "/answers", {"question": question, "summary": shown.facts["summary"], "reading": read}
    )
    assert answer["outcome"] != "left"
    return Decision(**answer["facts"]["answer"])


def _hours(told: Decision) -> list[str]:
    return [each["at"][:16] for each in told.facts["slots"]]


@pytest.mark.parametrize(("said", "hour"), REFUSALS)
def test_a_refused_hour_is_not_offered_for_a_booking(customer: Somebody, said: str, hour: str) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", hour))
    assert shown.outcome == "confirm", shown
    left = _refuses(customer, "confirm_visit", said, hour, shown)
    assert left.outcome == "choose_slot", left
    assert _hours(left)
    assert f"2026-11-25T{hour}" not in _hours(left)
    again = customer.answers("choose_visit_slot", "11:30 hi kar do", time=at("2026-11-25", hour))
    assert again.outcome == "confirm", again


@pytest.mark.parametrize(("said", "hour"), REFUSALS)
def test_a_refused_hour_is_not_offered_for_a_move(customer: Somebody, said: str, hour: str) -> None:
    visit = customer.books(when=at("2026-11-26", "16:30"))
    shown = customer.wants(
        f"{visit} kal 11:30 kar do", "/visits/change", reference=visit, time=at("2026-11-25", hour)
    )
    assert shown.outcome == "confirm_move", shown
    left = _refuses(customer, "confirm_move_visit", said, hour, shown)
    told = _hours(left) if "slots" in left.facts else [left.facts["new_at"][:16]]
    assert told
    assert f"2026-11-25T{hour}" not in told, left
