"""Who runs the shop says that a technician does not come: no hour with them is offered, and no leave is asked for."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.service.visits import displacing
from tests.backend.books import opened
from tests.backend.readings import sides
from tests.backend.service.visits.conftest import (
    ARJUN,
    MANAGER,
    OWNER,
    RAVI,
    SHOP,
    Decision,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
)

Who = Callable[[str], Somebody]
TOMORROW = {"from": "2026-11-25", "to": "2026-11-25"}


def says(somebody: Somebody, said: str) -> Decision:
    """Words of tomorrow, with the sides that every message has."""
    read_ = {**reading(said, "apply_leave", period=TOMORROW), "facets": sides(said)}
    answer = somebody._post("/answers", {"question": "", "summary": None, "reading": read_})
    return Decision(**answer["facts"]["answer"]) if answer["outcome"] == "taken" else Decision("left", {})


@pytest.mark.parametrize("person", [OWNER, MANAGER])
@pytest.mark.parametrize(
    "said", ["Ravi kal nahi aayega, bimar hai", "Ravi won't come tomorrow", "रवि कल छुट्टी पर है"]
)
def test_no_hour_is_offered_with_who_does_not_come(
    who: Who, customer: Somebody, person: str, said: str
) -> None:
    away = says(who(person), said)
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
    for said in ("Ravi kal nahi aayega kya?", "kal nahi aaunga, Ravi sambhal lega", "Ravi kal aa raha hai"):
        assert says(who(OWNER), said).outcome not in ("crew_away", "crew_away_free", "crew_back")


ILL, WELL = "kal nahi aa paunga bukhar hai", "kal aa jaunga, ab theek hu"


def _is_ill(who: Who, customer: Somebody) -> str:
    """Ravi's visit of tomorrow, taken off him where no leave is given."""
    reference = customer.books("geyser", at("2026-11-25", "11:30"))
    with opened() as session:
        session.execute(text("UPDATE businesses SET skills = array_remove(skills, 'leave')"))
        session.commit()
    assert says(who(RAVI), ILL).outcome == "away_told"
    return reference


def _is_displaced() -> None:
    with opened() as session:
        displacing.displace(session, session.get_one(Business, SHOP))
        session.commit()


def test_who_is_well_again_keeps_what_was_only_in_doubt(who: Who, customer: Somebody) -> None:
    _is_ill(who, customer)
    assert says(who(RAVI), WELL).outcome == "coming_again"
    job = who(RAVI).answers("", "kal mere kya kaam hai", intent="do_visit", time=at("2026-11-25"))
    assert [each.get("in_doubt") for each in job.facts["jobs"]] in ([None], [False]), job


def test_who_is_well_again_has_back_what_was_taken_off_and_all_hear_it(who: Who, customer: Somebody) -> None:
    reference = _is_ill(who, customer)
    _is_displaced()
    assert says(who(RAVI), WELL).outcome == "coming_again"
    assert last_told(ARJUN, "visit_restored")["visit"] == reference
    assert last_told(OWNER, "visit_restored_owner")["visit"] == reference


def test_what_is_not_given_back_is_named_to_them_and_to_the_owner(who: Who, customer: Somebody) -> None:
    reference = _is_ill(who, customer)
    _is_displaced()
    kept = who(OWNER).answers(
        "", "Ravi ko kal 11 se 1 koi kaam mat do", time=at("2026-11-25", "11:00", "13:00")
    )
    assert kept.outcome == "hours_kept", kept
    again = says(who(RAVI), WELL)
    assert (again.outcome, [each["visit"] for each in again.facts["others"]]) == (
        "coming_again_but",
        [reference],
    )
    assert [each["visit"] for each in last_told(OWNER, "visit_coming_again_but")["others"]] == [reference]
