"""A visit until it is paid: codes that only the customer has, and nothing fitted without their yes."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from munshi.service.visits import codes
from tests.backend.books import Clock, Operator, opened
from tests.backend.service.visits.at_a_job import arrives, closes, diagnoses, estimates, id_of
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    POOJA,
    PRIYA,
    RAVI,
    SALIM,
    SHOP,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
NAMES = {"salim": SALIM, "ravi": RAVI, "pooja": POOJA}


def test_the_technician_sees_the_jobs_of_the_day_with_map_and_phone(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    jobs = technician.wants("aaj ke kaam", "/visits/change")
    assert jobs.outcome == "jobs"
    assert jobs.facts["jobs"][0]["visit"] == reference
    assert jobs.facts["jobs"][0]["customer_phone"] == f"+{ARJUN}"
    assert "maps.google.com" in technician.steps(reference, "open").facts["map"]


def test_a_job_that_is_named_is_shown_to_who_does_it_and_to_nobody_else(
    job: tuple[str, Somebody], who: Who
) -> None:
    reference, technician = job
    assert technician.wants(reference, "/visits/change", reference=reference).outcome == "job"
    assert who(OWNER).wants(reference, "/visits/change", reference=reference).facts["manages"]
    assert who(POOJA).wants(reference, "/visits/change", reference=reference).outcome == "not_found"


def test_from_the_way_there_until_it_is_paid(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    sent = estimates(reference, technician)
    assert sent.facts["estimate_paise"] == 80000 + 140000 + 45000
    assert customer.steps(reference, "approve", version="1").outcome == "approved"
    closed = closes(reference, technician)
    assert closed.outcome == "closed"
    assert closed.facts["estimate_paise"] == 265000  # the visit charge is taken off a repair
    assert technician.steps(reference, "paid", how="upi").outcome == "paid"
    assert technician.steps(reference, "paid", how="cash").outcome == "paid_already"
    names = [name for name, _ in told(ARJUN)]
    assert names == ["visit_on_way", "visit_estimate", "visit_code", "visit_closed", "visit_paid"]
    with opened() as session:
        assert (
            session.execute(text("SELECT status FROM tickets ORDER BY id DESC LIMIT 1")).scalar_one()
            == "resolved"
        )


def test_running_late_is_told_to_the_customer(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    assert technician.steps(reference, "late").outcome == "ask_late"
    assert technician.answers("tell_late", "20").outcome == "late"
    assert last_told(ARJUN, "visit_late")["late_minutes"] == 20


def test_minutes_that_nobody_asked_for_are_of_the_next_job(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    late = technician.wants("30 minute late ho jaunga", "/visits/change", duration={"minutes": 30})
    assert (late.outcome, late.facts["visit"], late.facts["late_minutes"]) == ("late", reference, 30)


def test_after_five_wrong_codes_not_even_the_right_one_is_taken(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    technician.steps(reference, "arrived")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    wrong = f"{(int(code) + 1) % 10000:04}"
    tried = [technician.answers("tell_arrival_code", wrong) for _ in range(5)]
    assert [each.outcome for each in tried] == ["wrong_code"] * 4 + ["code_spent"]
    assert technician.answers("tell_arrival_code", code).outcome == "code_spent"
    assert technician.steps(reference, "new_code").outcome == "code_sent"
    fresh = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert technician.answers("tell_arrival_code", fresh).outcome == "arrived"


def test_a_code_holds_for_48_hours_and_is_kept_as_a_hash(job: tuple[str, Somebody], now: Clock) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    now.passes(hours=48, minutes=1)
    assert technician.answers("tell_arrival_code", code).outcome in ("left", "not_found", "code_expired")
    with opened() as session:
        kept = session.execute(text("SELECT hash, salt FROM visit_codes")).one()
    assert code not in kept
    assert kept[0] == codes.hashed(code, kept[1])


def test_the_job_of_another_is_not_done(job: tuple[str, Somebody], who: Who) -> None:
    reference, _ = job
    other = who(POOJA)
    assert other.steps(reference, "on_way").outcome == "not_your_job"
    assert who(PRIYA).steps(reference, "on_way").outcome == "not_your_job"


def test_steps_come_in_their_order(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    assert technician.steps(reference, "done").outcome == "no_such_move"
    assert technician.steps(reference, "paid", how="cash").outcome == "no_such_move"
    assert technician.steps(reference, "dance").outcome == "not_found"


def test_the_owner_gives_a_visit_to_somebody_who_is_free(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    owner = who(OWNER)
    choice = owner.steps(reference, "assign")
    assert choice.outcome == "choose_technician"
    assert technician.person in (SALIM, RAVI)
    other = {SALIM: RAVI, RAVI: SALIM}[technician.person]
    assigned = owner.steps(reference, "assign", technician=str(choice.facts["options"][0]["person"]))
    assert assigned.outcome == "assigned"
    assert technician_of(reference) == other
    assert told(technician.person)[-1][0] == "visit_job_gone"
    assert told(other)[-1][0] == "visit_job"
    assert told(ARJUN)[-1][0] == "visit_assigned"
    assert technician.steps(reference, "assign").outcome == "not_allowed"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("raste mein hu", "on_way"),
        ("निकल गया हूँ", "on_way"),
        ("pahunch gaya", "ask_arrival_code"),
        ("reached", "ask_arrival_code"),
        ("traffic hai 20 minute late", "late"),
        ("which jobs do i have today", "jobs"),
        ("आज कितने काम हैं", "jobs"),
        ("kaam ho gaya", "jobs"),  # of none that has been begun
        ("abhi nahi pahuncha, late hu?", "left"),
    ],
)
def test_a_technician_tells_the_next_step_of_the_job_at_hand_in_words(
    job: tuple[str, Somebody], customer: Somebody, said: str, outcome: str
) -> None:
    _, technician = job
    assert technician.answers("", said, intent="report_payment").outcome == outcome
    assert customer.answers("", said, intent="report_payment").outcome == "left"


@pytest.mark.parametrize("question", ["", "leave_days"])
@pytest.mark.parametrize(
    ("said", "values", "minutes"),
    [
        (
            "bhai puncture ho gaya, us kaam me aadha ghanta deri ho jayegi mujhe",
            {"duration": {"minutes": 30}},
            30,
        ),
        ("no leave, stuck in a jam, I will be an hour late today", {"duration": {"hours": 1}}, 60),
        ("छुट्टी नहीं, {visit} पर 40 मिनट लेट", {}, 40),
        ("{visit} late", {}, None),
        ("kal dukaan thodi late aaunga", {"time": {"date": "2026-11-25", "from": None, "to": None}}, 0),
        ("late nahi hounga", {}, 0),
    ],
)
def test_that_a_technician_comes_late_is_told_and_is_no_leave(
    job: tuple[str, Somebody], question: str, said: str, values: dict[str, Any], minutes: int | None
) -> None:
    reference, technician = job
    said = said.format(visit=reference)
    answer = technician.answers(question, said, intent="apply_leave", **values)
    if minutes == 0:
        assert answer.page != "do_visit"
    elif minutes is None:
        assert answer.outcome == "ask_late"
    else:
        assert (answer.outcome, answer.facts["late_minutes"]) == ("late", minutes)
        assert last_told(ARJUN, "visit_late")["late_minutes"] == minutes


def test_the_work_is_done_in_words(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    done = technician.answers("", "kaam ho gaya")
    assert (done.outcome, done.facts["visit"]) == ("ask_closing_code", reference)


def test_who_waits_for_a_visit_and_no_order_asks_when_it_is(
    job: tuple[str, Somebody], customer: Somebody, who: Who
) -> None:
    told_ = customer.answers("", "kab aayega", intent="track_order")
    assert [each["visit"] for each in told_.facts["visits"]] == [job[0]]
    assert who(FATIMA).answers("", "kab aayega", intent="track_order").outcome == "none_but_ticket"
    assert who(RAVI).answers("", "kab aayega", intent="track_order").outcome == "left"


def test_the_owner_gives_visits_and_tickets_by_name(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    other = next(name for name, phone in NAMES.items() if phone not in (technician.person, POOJA))
    given = who(OWNER).answers("", f"{reference} {other} ko de do")
    assert (given.outcome, technician_of(reference)) == ("assigned", NAMES[other])
    with opened() as session:
        query = text(
            "SELECT t.reference, t.assigned_id = v.technician_id FROM visits v JOIN tickets t"
            " ON t.id = v.ticket_id AND t.business_id = v.business_id WHERE v.reference = :visit"
        )
        ticket, follows = session.execute(query, {"visit": reference}).one()
    assert follows
    moved = who(OWNER).answers("", f"give {ticket} to pooja")
    assert (moved.outcome, moved.page) == ("moved", "move_ticket")
    assert who(OWNER).answers("ticket_assignee", "salim", ticket).outcome == "moved"
    assert technician.answers("", f"give {ticket} to pooja").outcome == "left"
    assert who(OWNER).answers("", f"{ticket} pooja ko kyun diya?").outcome == "left"


def test_words_that_name_another_job_are_not_written_into_this_one(
    job: tuple[str, Somebody], who: Who, customer: Somebody
) -> None:
    reference, technician = job
    arrives(reference, technician)
    other = technician.answers("tell_diagnosis", "TKT-7 ke liye parso subah", reference="TKT-7")
    assert (other.outcome, other.facts["named"]) == ("other_job", "TKT-7")
    assert technician.steps(reference, "open").facts["diagnosis"] is None
    own = technician.answers("tell_diagnosis", f"{reference} ka fan jam hai", reference=reference)
    assert own.outcome == "diagnosed"


def test_the_code_told_with_the_arrival_is_taken(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert technician.answers("", f"reached {reference}, code {code}").outcome == "arrived"


def test_what_a_technician_fits_is_written_into_the_job_and_not_sold_to_him(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    for said in ("ek remote laga diya", "labour 500 aur remote"):
        assert technician.answers("", said, intent="place_order").outcome == "no_job_for_it"
    diagnoses(reference, technician)
    written = technician.answers("", "2 remote lag gaye", intent="request_spare_part")
    assert (written.outcome, written.page, written.facts["visit"]) == (
        "confirm_estimate",
        "do_visit",
        reference,
    )
    (line,) = written.facts["estimate_lines"]
    assert (line["quantity"], line["amount_paise"]) == (2, 90000)
    lower = technician.answers("", "labour 400, remote", intent="claim_reimbursement")
    assert (lower.outcome, lower.facts["estimate_paise"]) == ("confirm_estimate", 85000)
    sent = technician.answers("confirm_estimate", "haan bhej do", intent="affirm")
    assert (sent.outcome, last_told(ARJUN, "visit_estimate")["estimate_paise"]) == ("estimate_sent", 85000)
    assert technician.answers("", "remote kitne ka hai?", intent="ask_price").outcome == "parts_told"


def test_of_several_jobs_it_is_asked_and_what_was_said_is_kept(
    job: tuple[str, Somebody], customer: Somebody, who: Who
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    with opened() as session:
        session.execute(
            text("UPDATE visits SET status = 'diagnosed', technician_id = :mine"),
            {"mine": id_of(technician)},
        )
        session.execute(
            text(
                "INSERT INTO visits (business_id, reference, person_id, technician_id, machine, starts_at, ends_at,"
                " pincode, address, charge_paise, status, work, booked_at) SELECT business_id, 'VIS-77',"
                " person_id, technician_id, machine, starts_at + interval '3 hours',"
                " ends_at + interval '3 hours', pincode, address, charge_paise,"
                " 'diagnosed', work, booked_at FROM visits WHERE reference = :visit"
            ),
            {"visit": reference},
        )
    asked = technician.answers("", "labour 350 aur remote", intent="place_order")
    assert asked.outcome == "which_job"
    assert {reference, "VIS-77"} <= {each["visit"] for each in asked.facts["jobs"]}
    shown = technician.steps("VIS-77", "of_work")
    assert (shown.outcome, shown.facts["visit"], shown.facts["estimate_paise"]) == (
        "confirm_estimate",
        "VIS-77",
        80000,
    )
    assert technician.steps("VIS-77", "of_work").outcome == "ask_estimate"
    named = technician.answers("", f"{reference} labour 350, remote", intent="place_order")
    assert (named.outcome, named.facts["visit"]) == ("confirm_estimate", reference)


def test_the_closing_code_is_spent_after_five_wrong_ones_and_a_new_one_closes(
    job: tuple[str, Somebody], now: Clock
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    technician.steps(reference, "done")
    code = last_told(ARJUN, "visit_code")["visit_code"]
    wrong = f"{(int(code) + 1) % 10000:04}"
    tried = [technician.answers("tell_closing_code", wrong).outcome for _ in range(6)]
    assert tried == ["wrong_code"] * 4 + ["code_spent"] * 2
    assert technician.answers("tell_closing_code", code).outcome == "code_spent"
    now.passes(minutes=1)
    assert technician.steps(reference, "new_code").outcome == "code_sent"
    fresh = last_told(ARJUN, "visit_code")["visit_code"]
    assert technician.answers("tell_closing_code", fresh).outcome == "closed"


def test_nobody_is_erased_to_whom_somebody_is_to_come(
    customer: Somebody, who: Who, operator: Operator
) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    assert operator.deletes(f"/businesses/{SHOP}/people/{ARJUN}").status_code == 409
    asked = who(OWNER).answers("", f"{reference} cancel karo", intent="change_visit")
    who(OWNER).agrees("confirm_cancel_visit", asked)
    assert operator.deletes(f"/businesses/{SHOP}/people/{ARJUN}").status_code == 200
    with opened() as session:
        query = text("SELECT status, address FROM visits WHERE reference = :visit")
        assert tuple(session.execute(query, {"visit": reference}).one()) == ("cancelled", "…")


def test_a_customer_who_has_lost_the_code_is_sent_another(
    job: tuple[str, Somebody], customer: Somebody, now: Clock
) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    before = last_told(ARJUN, "visit_on_way")["visit_code"]
    now.passes(minutes=1)
    assert customer.answers("", "code kya hai").outcome == "code_again"
    fresh = last_told(ARJUN, "visit_on_way")["visit_code"]
    technician.steps(reference, "arrived")
    assert technician.answers("tell_arrival_code", fresh).outcome == "arrived" or fresh == before


def test_figures_and_a_fault_of_who_is_at_a_job_are_of_the_job(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    assert technician.answers("", "motor jal gaya hai", intent="raise_ticket").outcome == "jobs"
    assert technician.answers("", "mera fridge jal gaya hai", intent="raise_ticket").outcome == "left"
    technician.steps(reference, "on_way")
    assert technician.answers("", "motor jal gaya hai", intent="raise_ticket").outcome == "ask_arrival_code"
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert technician.answers("", code, intent="place_order").outcome == "arrived"
    assert technician.answers("", "motor jal gaya hai", intent="raise_ticket").outcome == "diagnosed"
    assert customer.answers("", "4711").outcome == "left"


def test_the_owner_gives_a_visit_and_says_why(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    mine, other = ("Salim", "Ravi") if technician.person == SALIM else ("Ravi", "Salim")
    given = who(OWNER).answers(
        "", f"{reference} {other} ko de do, {mine} phansa hai", intent="approve_request"
    )
    assert given.outcome == "assigned"
    assert technician_of(reference) != technician.person
