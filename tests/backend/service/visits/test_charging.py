"""What coming costs: nothing for a repair that failed, and no guarantee has what the customer has broken or lost."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    PRIYA,
    Somebody,
    arrives,
    at,
    closes,
    technician_of,
)

Who = Callable[[str], Somebody]
TOMORROW = at("2026-11-25", "11:30")


@pytest.mark.parametrize(
    ("said", "own_fault"),
    [
        ("fridge thanda nahi kar raha, mistri bhejo, 7 Sneh Nagar 452001", False),
        ("fridge ka handle mujhse toot gaya, mistri bhejo, 7 Sneh Nagar 452001", True),
        ("my son broke the fridge door, send someone, 7 Sneh Nagar 452001", True),
        ("फ्रिज मुझसे गिर गया, मिस्त्री भेजो, 7 स्नेह नगर 452001", True),
    ],
)
def test_what_the_customer_has_broken_is_under_no_guarantee(who: Who, said: str, own_fault: bool) -> None:
    shown = who(PRIYA).wants(said, time=TOMORROW)
    assert shown.outcome == "confirm"
    assert (shown.facts["own_fault"], shown.facts["free"]) == (own_fault, None if own_fault else "guarantee")
    assert bool(shown.facts["charge_paise"]) is own_fault
    bare = said.replace("mistri bhejo, ", "").replace("send someone, ", "").replace("मिस्त्री भेजो, ", "")
    reported = who(PRIYA).wants(bare, "/tickets/draft")
    assert reported.facts["free"] is not own_fault


def test_a_repair_that_failed_is_put_right_free_by_opening_its_ticket_again(
    customer: Somebody, who: Who, now: Clock
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    closes(visit, who(technician_of(visit)), ARJUN, "labour 500")
    again = "AC phir se kharab ho gaya, mistri bhejo, 7 Sneh Nagar 452001"
    shown = customer.wants(again, time=TOMORROW)
    assert (shown.facts["free"], shown.facts["charge_paise"]) == ("repeat", 0)
    booked = customer.agrees("confirm_visit", shown)
    with opened() as session:
        statuses = session.execute(text("SELECT status FROM tickets WHERE person_id = (SELECT person_id FROM visits "
                                        "WHERE reference = :visit)"), {"visit": visit}).scalars().all()  # fmt: skip
        tickets = session.execute(text("SELECT DISTINCT ticket_id FROM visits")).scalars().all()
    assert (booked.outcome, statuses, len(tickets)) == ("booked", ["assigned"], 1)


def test_a_repair_that_was_refused_is_none_that_failed(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    with opened() as session:
        session.execute(text("UPDATE visits SET status = 'rejected'"))
        session.execute(
            text("UPDATE tickets SET status = 'resolved' WHERE id = (SELECT ticket_id FROM visits)")
        )
        session.execute(
            text(
                "UPDATE ticket_moves SET status = 'resolved' WHERE ticket_id = (SELECT ticket_id FROM visits)"
            )
        )
        session.commit()
    shown = customer.wants("AC phir se kharab ho gaya, mistri bhejo, 7 Sneh Nagar 452001", time=TOMORROW)
    assert (shown.outcome, shown.facts["free"]) == ("confirm", None), visit


@pytest.mark.parametrize(
    ("said", "work"),
    [
        ("fridge lagwana hai, mistri bhejo, 7 Sneh Nagar 452001", "installing"),
        ("naye fridge ki installation karni hai, mistri bhejo, 7 Sneh Nagar 452001", "installing"),
        ("fridge thanda nahi kar raha, service bhi kar dena, 7 Sneh Nagar 452001", None),
    ],
)
def test_no_guarantee_makes_work_free_that_is_no_repair(who: Who, said: str, work: str | None) -> None:
    shown = who(PRIYA).wants(said, time=TOMORROW)
    assert shown.outcome == "confirm", shown
    assert (shown.facts.get("work"), shown.facts["free"]) == (work, None if work else "guarantee")
    assert bool(shown.facts["charge_paise"]) is bool(work)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (["labour 500"], [("labour", "guarantee")]),
        (["labour 500, installation 300"], [("labour", "guarantee"), ("installation", None)]),
        (["labour 500", "free nahi hai, labour 500 lagega"], [("labour", None)]),
        (["labour 500", "ye free nahi hai"], [("labour", None)]),
        (["labour 500", "charge lo"], [("labour", None)]),
        (["labour 500", "labour 500 ka charge lagega"], [("labour", None)]),
    ],
)
def test_a_line_costs_where_it_is_no_repair_or_who_does_the_job_says_so(
    who: Who, written: list[str], lines: list[tuple[str, str | None]]
) -> None:
    said = "fridge thanda nahi kar raha, mistri bhejo, 7 Sneh Nagar 452001"
    shown = who(PRIYA).wants(said, time=at("2026-11-24", "14:30"))
    visit = str(who(PRIYA).agrees("confirm_visit", shown).facts["visit"])
    technician = who(technician_of(visit))
    arrives(visit, technician, PRIYA)
    technician.answers("tell_diagnosis", "pipe choke tha")
    for each in written:
        told = technician.answers("tell_estimate", each)
    assert told.outcome == "confirm_estimate", told
    found = {line["text"]: line["why"] for line in told.facts["estimate_lines"]}
    assert found == dict(lines)
    assert all(line["free"] is bool(line["why"]) for line in told.facts["estimate_lines"])
