"""Who runs the shop says that a technician does not come: no hour with them is offered, and no leave is asked for."""

from collections.abc import Callable

import pytest

from nlu.values.facets import facets
from nlu.words.reading import read
from tests.backend.service.visits.conftest import (
    MANAGER,
    OWNER,
    RAVI,
    Decision,
    Somebody,
    at,
    reading,
    technician_of,
)

Who = Callable[[str], Somebody]
TOMORROW = {"from": "2026-11-25", "to": "2026-11-25"}


def says(somebody: Somebody, text: str) -> Decision:
    """Words of tomorrow, with the sides that every message has."""
    sides = [
        {"facet": each.entity, "value": each.value, "start": each.start, "end": each.end}
        for each in facets(read(text), None)
    ]
    read_ = {**reading(text, "apply_leave", period=TOMORROW), "facets": sides}
    answer = somebody._post("/answers", {"question": "", "summary": None, "reading": read_})
    return Decision(**answer["facts"]["answer"]) if answer["outcome"] == "taken" else Decision("left", {})


@pytest.mark.parametrize("person", [OWNER, MANAGER])
@pytest.mark.parametrize(
    "text", ["Ravi kal nahi aayega, bimar hai", "Ravi won't come tomorrow", "रवि कल छुट्टी पर है"]
)
def test_no_hour_is_offered_with_who_does_not_come(
    who: Who, customer: Somebody, person: str, text: str
) -> None:
    away = says(who(person), text)
    assert (away.outcome, away.facts["technician"]) == ("crew_away_free", "Ravi Solanki")
    shown = customer.wants("geyser ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert shown.outcome == "no_slot_then"
    assert says(who(person), "Ravi kal aa raha hai").outcome == "crew_back"
    again = customer.answers("choose_visit_slot", "kal 11:30", time=at("2026-11-25", "11:30"))
    assert again.outcome == "confirm"


def test_what_they_have_is_named_and_stays_theirs(who: Who, customer: Somebody) -> None:
    reference = customer.books("geyser", at("2026-11-25", "11:30"))
    away = says(who(OWNER), "Ravi kal nahi aayega")
    assert (away.outcome, [each["visit"] for each in away.facts["jobs"]]) == ("crew_away", [reference])
    assert technician_of(reference) == RAVI


def test_a_question_and_ones_own_leave_keep_nobody_away(who: Who, books: None) -> None:
    for text in ("Ravi kal nahi aayega kya?", "kal nahi aaunga, Ravi sambhal lega", "Ravi kal aa raha hai"):
        assert says(who(OWNER), text).outcome not in ("crew_away", "crew_away_free", "crew_back")
