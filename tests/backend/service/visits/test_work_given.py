"""Work is given in words, by its customer or its machine, whatever leave waits; the complaints of a day are listed."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    MANAGER,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    Somebody,
    at,
    technician_of,
)

Who = Callable[[str], Somebody]


def _of(reference: str, phone: str) -> None:
    """The visit is somebody's, and the leave of the other one waits for a word."""
    with opened() as session:
        session.execute(
            text(
                "UPDATE visits SET technician_id = (SELECT person_id FROM person_aliases WHERE value = :who)"
            ),
            {"who": phone},
        )
        session.execute(
            text(
                "INSERT INTO leave_requests (business_id, reference, person_id, type, first, last, portion, count,"
                " unpaid, status, asked_at) SELECT business_id, 'LV-77', person_id, 'casual', '2026-12-20',"
                " '2026-12-20', 'full', 1, 0, 'pending', now() FROM person_aliases WHERE value = :ravi"
            ),
            {"ravi": RAVI},
        )


def _complains(mine: Somebody, said: str) -> str:
    shown = mine.wants(said, "/tickets/draft")
    if shown.outcome == "ask_address":
        shown = mine.answers(
            "give_ticket_address", "14 Sneh Nagar, 452001", addresses=["14 Sneh Nagar, 452001"]
        )
    assert shown.outcome == "confirm", shown
    return str(mine.agrees("confirm_ticket", shown).facts["ticket"]["reference"])


@pytest.mark.parametrize(
    "said", ["AC wala kaam Ravi ko de do", "arjun wala kaam ravi ko de do", "give arjun's AC to Ravi"]
)
def test_work_named_by_its_machine_or_customer_is_given_though_a_leave_of_the_taker_waits(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-25", "13:30"))
    _of(visit, SALIM)
    given = who(OWNER).answers("", said, intent="approve_request")
    assert (given.outcome, given.page, technician_of(visit)) == ("assigned", "do_visit", RAVI)


@pytest.mark.parametrize(
    "said", ["give priya's mixer to Ravi", "प्रिया वाला मिक्सर रवि को दे दो", "mixer ravi ko de do"]
)
def test_a_complaint_nobody_comes_for_is_given_and_no_visit_is_begun(who: Who, said: str) -> None:
    ticket = _complains(who(PRIYA), "mixer kharab hai")
    given = who(OWNER).answers("", said, intent="approve_request")
    assert (given.outcome, given.page) in {("moved", "move_ticket"), ("assigned_visit", "move_ticket")}
    with opened() as session:
        query = text("SELECT status FROM tickets WHERE reference = :ticket")
        assert session.execute(query, {"ticket": ticket}).scalar_one() == "assigned"


def test_of_two_complaints_it_is_asked_which_and_a_tap_gives_that_one(who: Who) -> None:
    tickets = [_complains(who(each), "mixer kharab hai") for each in (PRIYA, ARJUN)]
    asked = who(OWNER).answers("", "mixer wala kaam Ravi ko de do", intent="approve_request")
    assert (asked.outcome, asked.facts["then"]) == ("which_to_give", "assigned")
    assert sorted(each["reference"] for each in asked.facts["tickets"]) == sorted(tickets)


@pytest.mark.parametrize(
    "said", ["priya ka AC Ravi ko de do", "[Rakesh](name) ka AC wala kaam Ravi ko de do"]
)
def test_work_of_somebody_else_is_never_given_in_the_place_of_theirs(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-25", "13:30"))
    _of(visit, SALIM)
    assert who(OWNER).answers("", said, intent="approve_request").outcome != "assigned"
    assert technician_of(visit) == SALIM


def test_who_has_the_work_already_is_said_to_have_it(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-25", "13:30"))
    _of(visit, SALIM)
    told = who(OWNER).answers("", "AC wala kaam Salim ko de do", intent="approve_request")
    assert (told.outcome, told.facts["why"]) == ("busy_then", "has_it")


def test_work_that_is_not_there_is_said_and_nothing_is_approved(who: Who) -> None:
    told = who(OWNER).answers("", "geyser wala kaam Ravi ko de do", intent="approve_request")
    assert (told.outcome, told.page) == ("none_to_give", "move_ticket")


@pytest.mark.parametrize(
    "said", ["aaj kaun kaun ke complaint aaye", "who all complained today", "आज की शिकायतें दिखाओ"]
)
def test_the_complaints_of_a_day_are_those_reported_on_it(who: Who, said: str) -> None:
    ticket = _complains(who(PRIYA), "mixer kharab hai")
    today = {"from": "2026-11-24", "to": "2026-11-24", "half": None, "ambiguous": False}
    told = who(MANAGER).hears(
        said, [{"entity": "period", "value": today, "start": 0, "end": 3}], intent="ask_team_leave"
    )
    assert told.outcome == "of_day"
    assert [each["reference"] for each in told.facts["tickets"]] == [ticket]


def test_who_closes_a_complaint_by_its_number_hears_that_its_visit_stands(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=at("2026-11-25", "13:30"))
    with opened() as session:
        query = text("SELECT reference FROM tickets ORDER BY id DESC LIMIT 1")
        ticket = str(session.execute(query).scalar_one())
    owner = who(OWNER)
    asked = owner.answers("", f"{ticket} band karo", intent="cancel_flow")
    assert asked.outcome == "ask_reason"
    done = owner.answers("ticket_reason", "phone par theek ho gaya", asked.facts["summary"])
    assert (done.outcome, done.facts["visit"]) == ("moved_visit_stands", visit)
