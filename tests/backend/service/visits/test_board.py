"""What who runs the shop asks of the desk, and how a complaint that was given to a technician becomes a visit."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    SALIM,
    Somebody,
    at,
    closes,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]
PEOPLE = {"919000000321": "Salim", "919000000322": "Ravi", "919000000323": "Pooja"}


def complaint(customer: Somebody, said: str = "fridge thanda nahi kar raha") -> str:
    """A complaint of a machine for which nobody comes yet."""
    asked = customer.wants(said, "/tickets/draft")
    if asked.outcome == "ask_address":
        asked = customer.answers("give_ticket_address", "7 Sneh Nagar 452001")
    raised = customer.agrees("confirm_ticket", asked)
    assert raised.outcome == "raised", raised
    return str(raised.facts["ticket"]["reference"])


@pytest.mark.parametrize(
    "said", ["aaj kaun kaun se kaam khule hain", "pending jobs", "chhutti nahi, jo kaam baaki hai wo batao"]
)
def test_what_is_open_has_the_complaints_that_nobody_has(customer: Somebody, who: Who, said: str) -> None:
    visit, ticket = customer.books(when=at("2026-11-24", "13:30")), complaint(who(PRIYA))
    told = who(OWNER).answers("", said, intent="ask_team_leave")
    assert told.outcome == "open_work"
    assert [each["visit"] for each in told.facts["jobs"]] == [visit]
    assert (ticket, None) in [(each["ticket"], each["assigned"]) for each in told.facts["waiting"]]


def test_what_was_done_on_a_day_is_counted(customer: Somebody, who: Who) -> None:
    owner = who(OWNER)
    assert owner.answers("", "aaj kitni visit puri hui").outcome == "none_done"
    visit = customer.books(when=at("2026-11-24", "13:30"))
    open_one = who(PRIYA).books("fridge", when=at("2026-11-24", "15:30"))
    closes(visit, who(technician_of(visit)), ARJUN, "labour 800")
    told = owner.answers("", "how many visits are done today")
    assert (told.outcome, told.facts["done_count"]) == ("done_work", 1)
    every = owner.answers("", "aaj ki saari visit dikhao, jo ho gayi wo bhi")
    assert [each["visit"] for each in every.facts["jobs"]] == [visit, open_one]


def test_where_each_technician_is(customer: Somebody, who: Who) -> None:
    owner, visit = who(OWNER), customer.books(when=at("2026-11-24", "13:30"))
    name = PEOPLE[technician_of(visit)]
    who(technician_of(visit)).steps(visit, "on_way")
    one = owner.answers("", f"{name} kahan hai", intent="track_order")
    assert [each["at_job"]["visit"] for each in one.facts["posts"]] == [visit]
    assert len(owner.answers("", "who is where").facts["posts"]) > 1


def test_who_is_away_is_told_with_who_is_free(customer: Somebody, who: Who) -> None:
    free = who(OWNER).answers("", "kaun khali hai", time=at("2026-11-29"))
    off = [each for each in free.facts["free_technicians"] if each["why_off"] == "off"]
    assert off, free


def test_a_complaint_that_is_given_to_a_technician_becomes_a_visit(customer: Somebody, who: Who) -> None:
    ticket, owner = complaint(who(PRIYA)), who(OWNER)
    given = owner.answers("", f"{ticket} Salim ko de do", intent="approve_request")
    assert (given.outcome, given.facts["technician"].split()[0]) == ("assigned_visit", "Salim")
    jobs = who(SALIM).answers("", "aaj ke kaam")
    assert [each["ticket"] for each in jobs.facts["waiting"]] == [ticket]
    booked = owner.agrees("confirm_ticket_visit", given)
    assert (booked.outcome, technician_of(booked.facts["visit"])) == ("ticket_visit_booked", SALIM)
    assert last_told(PRIYA, "visit_assigned")["visit"] == booked.facts["visit"]
    assert last_told(SALIM, "visit_job")["visit"] == booked.facts["visit"]


def test_another_hour_than_the_proposed_one_is_booked(customer: Somebody, who: Who) -> None:
    ticket, owner = complaint(who(PRIYA)), who(OWNER)
    given = owner.answers("", f"{ticket} Salim ko de do", intent="approve_request")
    booked = owner.answers(
        "confirm_ticket_visit", "kal 3:30 baje", given.facts["summary"], time=at("2026-11-25", "15:30")
    )
    assert booked.outcome == "ticket_visit_booked"
    assert booked.facts["starts_at"].startswith("2026-11-25T15:30")


def test_a_number_is_that_of_a_complaint_where_no_visit_has_it(customer: Somebody, who: Who) -> None:
    ticket = complaint(who(PRIYA))
    number = ticket.removeprefix("TKT-")
    given = who(OWNER).answers("", f"{number} number Salim ko de do", intent="approve_request")
    assert (given.outcome, given.facts["reference"]) == ("assigned_visit", ticket)


def test_a_technician_names_a_job_by_its_complaint(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    with opened() as session:
        query = text(
            "SELECT t.reference FROM tickets t JOIN visits v ON v.ticket_id = t.id WHERE v.reference = :visit"
        )
        ticket = session.execute(query, {"visit": visit}).scalar_one()
    gone = who(technician_of(visit)).answers("", f"{ticket} ke liye nikal gaya")
    assert (gone.outcome, gone.facts["visit"]) == ("on_way", visit)


@pytest.mark.parametrize(
    "said",
    [
        "nahi ban paunga, Ravi ko de do ye kaam",
        "chhutti nahi chahiye, {visit} Ravi ko de do",
        "malik ko bol do {visit} kisi aur ko de, meri bike kharab hai",
        "I cannot go there, please send someone else",
    ],
)
def test_who_cannot_do_a_job_has_the_owner_told_of_it(customer: Somebody, who: Who, said: str) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    with opened() as session:
        query = text(
            "UPDATE visits SET technician_id = (SELECT person_id FROM person_aliases WHERE value = :who)"
        )
        session.execute(query, {"who": SALIM})
    told = who(SALIM).answers("leave_days", said.format(visit=visit), intent="apply_leave")
    assert (told.outcome, told.facts["visit"]) == ("handed_back", visit)
    assert last_told(OWNER, "visit_handed_back")["visit"] == visit


def test_who_waits_for_one_who_cannot_come_is_told_and_hears_so_when_they_ask(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(visit))
    technician.answers("", f"{visit} nahi ja paunga")
    assert last_told(ARJUN, "visit_in_doubt")["visit"] == visit
    for asks in ("wahi aa rahe hain na?", "kab aayega?"):
        answer = customer.answers("", asks)
        assert [each["in_doubt"] for each in answer.facts["visits"]] == [True]
    technician.answers("", f"{visit} main kar lunga, aaunga")
    assert "in_doubt" not in customer.answers("", "kab aayega?").facts["visits"][0]


def test_who_is_ill_today_gets_no_other_job_and_theirs_are_in_doubt(customer: Somebody, who: Who) -> None:
    with opened() as session:
        session.execute(
            text(
                "UPDATE businesses SET skills = array_remove(skills, 'leave') WHERE id = 'deepak-electronics'"
            )
        )
    visit = customer.books(when=at("2026-11-24", "13:30"))
    said = "aaj tabiyat kharab ho gayi bukhar hai, aaj nahi ja paunga"
    told = who(technician_of(visit)).hears(said, [_day(said, "aaj", "2026-11-24")])
    assert (told.outcome, told.facts["off_days"]) == ("away_told", ["2026-11-24"])
    assert customer.answers("", "kab aayega?").facts["visits"][0]["in_doubt"]


def test_who_is_ill_tomorrow_is_sent_to_nobody_then_and_comes_today(customer: Somebody, who: Who) -> None:
    with opened() as session:
        session.execute(
            text(
                "UPDATE businesses SET skills = array_remove(skills, 'leave') WHERE id = 'deepak-electronics'"
            )
        )
    said = "aaj to aaunga, kal nahi aa paunga bukhar hai"
    days = [_day(said, "aaj", "2026-11-24"), _day(said, "kal", "2026-11-25")]
    told = who(SALIM).hears(said, days)
    assert (told.outcome, told.facts["off_days"]) == ("away_told_free", ["2026-11-25"])
    free = who(OWNER).answers("", "kal Salim khali hai", time=at("2026-11-25"))
    assert [(each["spans"], each["why_off"]) for each in free.facts["free_technicians"]] == [([], "away")]
    said = "kal aa jaunga, theek hu"
    back = who(SALIM).hears(said, [_day(said, "kal", "2026-11-25")])
    assert (back.outcome, back.facts["off_days"]) == ("coming_again", ["2026-11-25"])


def test_who_is_ill_for_some_days_is_away_on_each(who: Who) -> None:
    with opened() as session:
        session.execute(
            text(
                "UPDATE businesses SET skills = array_remove(skills, 'leave') WHERE id = 'deepak-electronics'"
            )
        )
    said = "25 se 27 tak nahi aa paunga, bukhar hai"
    days = {"entity": "period", "value": {"from": "2026-11-25", "to": "2026-11-27"}, "start": 0, "end": 12}
    told = who(SALIM).hears(said, [days])
    assert told.facts["off_days"] == ["2026-11-25", "2026-11-26", "2026-11-27"]


def _day(said: str, word: str, day: str) -> dict[str, object]:
    start = said.index(word)
    value = {"from": day, "to": day}
    return {"entity": "period", "value": value, "start": start, "end": start + len(word)}
