"""A visit until it is paid: codes that only the customer has, and nothing fitted without their yes."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.service.visits import codes, displacing
from tests.backend.books import Clock, Operator, opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    POOJA,
    PRIYA,
    RAVI,
    SALIM,
    SHOP,
    Decision,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
NAMES = {"salim": SALIM, "ravi": RAVI, "pooja": POOJA}


@pytest.fixture
def job(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """Arjun's visit for his AC today, and who does it."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    return reference, who(technician_of(reference))


def _arrives(reference: str, technician: Somebody, customer: str = ARJUN) -> None:
    technician.steps(reference, "on_way")
    assert technician.steps(reference, "arrived").outcome == "ask_arrival_code"
    code = last_told(customer, "visit_on_way")["visit_code"]
    assert technician.answers("tell_arrival_code", code).outcome == "arrived"


def _diagnoses(reference: str, technician: Somebody) -> None:
    _arrives(reference, technician)
    assert technician.answers("tell_diagnosis", "gas leak ho rahi hai").outcome == "diagnosed"


def _estimates(reference: str, technician: Somebody, said: str = "labour 800, gas 1400, remote") -> Decision:
    shown = technician.answers("tell_estimate", said)
    assert shown.outcome == "confirm_estimate", shown
    return technician.steps(reference, "send_estimate", summary=shown.facts["summary"])


def _closes(reference: str, technician: Somebody) -> Decision:
    done = technician.steps(reference, "done")
    if done.outcome == "ask_part_in":  # what is on order
        done = technician.steps(reference, "part_in")
    assert done.outcome == "ask_closing_code"
    return technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])


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
    _diagnoses(reference, technician)
    sent = _estimates(reference, technician)
    assert sent.facts["estimate_paise"] == 80000 + 140000 + 45000
    assert customer.steps(reference, "approve", version="1").outcome == "approved"
    closed = _closes(reference, technician)
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


def test_nothing_is_kept_or_ordered_before_the_customers_tap(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    with opened() as session:
        assert session.execute(text("SELECT count(*) FROM part_requests")).scalar_one() == 0
    customer.steps(reference, "approve", version="1")
    with opened() as session:
        assert session.execute(text("SELECT sku, status FROM part_requests")).all() == [
            ("PART-AC-REMOTE", "ordered")
        ]


def test_an_older_version_can_not_be_approved_any_more(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    technician.steps(reference, "estimate")
    assert _estimates(reference, technician, "labour 500").facts["version"] == 2
    assert customer.steps(reference, "approve", version="1").outcome == "answered_already"
    assert customer.steps(reference, "approve", version="2").outcome == "approved"
    assert customer.steps(reference, "reject", version="2").outcome == "answered_already"


def test_who_does_not_want_the_repair_pays_for_the_visit(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    rejected = customer.steps(reference, "reject", version="1")
    assert rejected.outcome == "rejected"
    assert rejected.facts["estimate_paise"] == 45000
    assert technician.steps(reference, "paid", how="cash").outcome == "paid"


def test_nobody_answers_an_estimate_for_somebody_else(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    assert who(PRIYA).steps(reference, "approve", version="1").outcome == "not_found"
    assert technician.steps(reference, "approve", version="1").outcome == "not_found"


def test_the_job_of_another_is_not_done(job: tuple[str, Somebody], who: Who) -> None:
    reference, _ = job
    other = who(POOJA)
    assert other.steps(reference, "on_way").outcome == "not_your_job"
    assert who(PRIYA).steps(reference, "on_way").outcome == "not_your_job"


def test_a_line_without_a_price_is_asked_and_a_part_of_another_model_is_refused(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    unclear = technician.answers("tell_estimate", "labour 500, PCB")
    assert unclear.outcome == "estimate_unclear"
    assert unclear.facts["names"] == ["PCB"]
    with opened() as session:
        session.execute(text("UPDATE spare_parts SET models = '{OTHER}' WHERE sku = 'PART-AC-REMOTE'"))
    assert technician.answers("tell_estimate", "labour 500, remote").facts["other_model"]


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


@pytest.mark.parametrize(
    ("said", "intent", "outcome"),
    [
        ("haan", "affirm", "approved"),
        ("theek hai karwa do", "nlu_fallback", "approved"),
        ("kar do repair", "place_order", "approved"),
        ("nahi rehne do", "deny", "rejected"),
        ("theek hai par 200 kam karo", "affirm", "haggled"),
        ("haan 2650 mein kar do", "affirm", "approved"),
        ("haan 2500 mein kar do", "affirm", "haggled"),
        ("can you reduce it a bit", "nlu_fallback", "haggled"),
        ("haan, par kitne din lagenge?", "affirm", "left"),
        ("kab tak hoga", "track_order", "visits"),
        ("soch ke bataungi", "cancel_flow", "estimate_again"),
        ("let me think about it", "cancel_flow", "estimate_again"),
        ("बाद में बताता हूँ", "cancel_flow", "estimate_again"),
        ("6 din to bahut zyada hain", "reject_request", "haggled"),
        ("6 days is too long for me", "list_holidays", "haggled"),
        ("itna kyun lag raha hai", "ask_price", "haggled"),
        ("itne paise nahi de sakte", "reject_request", "haggled"),
        ("इतना महँगा क्यों है", "deny", "haggled"),
        ("nahi chahiye, bahut mehnga", "deny", "rejected"),
        ("no", "deny", "rejected"),
    ],
)
def test_words_answer_an_estimate_like_its_buttons_but_haggling_does_not(
    job: tuple[str, Somebody], customer: Somebody, said: str, intent: str, outcome: str
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    asked = last_told(ARJUN, "visit_estimate")
    assert asked["asking"] == "decide_estimate"
    assert customer.answers("decide_estimate", said, asked["summary"], intent).outcome == outcome


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
    _diagnoses(reference, technician)
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
    _arrives(reference, technician)
    other = technician.answers("tell_diagnosis", "TKT-7 ke liye parso subah", reference="TKT-7")
    assert (other.outcome, other.facts["named"]) == ("other_job", "TKT-7")
    assert technician.steps(reference, "open").facts["diagnosis"] is None
    own = technician.answers("tell_diagnosis", f"{reference} ka fan jam hai", reference=reference)
    assert own.outcome == "diagnosed"


def test_a_part_named_twice_without_a_sum_is_charged_once(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    shown = technician.answers("tell_estimate", "remote kharab hai aur labour 600 aur remote")
    assert [line["text"] for line in shown.facts["estimate_lines"] if line["kind"] == "part"] == [
        "remote kharab hai"
    ]
    assert shown.facts["estimate_paise"] == 60000 + 45000


def test_the_code_told_with_the_arrival_is_taken(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    technician.steps(reference, "on_way")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert technician.answers("", f"reached {reference}, code {code}").outcome == "arrived"


def test_who_finds_it_too_much_is_heard_by_technician_and_owner_and_the_estimate_waits(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    shown = f"{reference}:1"
    assert customer.answers("decide_estimate", "bahut zyada hai, 2000 karo", shown).outcome == "haggled"
    assert last_told(OWNER, "visit_haggle")["haggle_words"] == "bahut zyada hai, 2000 karo"
    assert last_told(technician.person, "visit_haggle")["visit"] == reference
    assert customer.answers("", "itna mehnga kaise", intent="ask_price").outcome == "haggled"
    again = customer.answers("", "ok go ahead with the repair", intent="affirm")
    assert (again.outcome, again.facts["summary"]) == ("estimate_again", shown)
    assert customer.answers("decide_estimate", "haan", shown, "affirm").outcome == "approved"


def test_who_refuses_in_words_is_not_repaired(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    asked = customer.answers("", "chhodo, nahi karwana", intent="cancel_flow")
    assert asked.outcome == "estimate_again"
    refused = customer.answers("decide_estimate", "2650 bahut hai, mana kar do", asked.facts["summary"])
    assert refused.outcome == "rejected"


def test_the_technician_writes_down_that_the_customer_refuses(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    asked = technician.answers("", "grahak nahi karwana chahte, kaam band")
    assert asked.outcome == "confirm_refused"
    ended = technician.answers("confirm_refused", "haan", asked.facts["summary"], "affirm")
    assert (ended.outcome, ended.facts["estimate_paise"]) == ("refused", 45000)
    assert last_told(ARJUN, "visit_refused")["estimate_paise"] == 45000
    assert "visit_refused" in [name for name, _ in told(OWNER)]


def test_what_a_technician_fits_is_written_into_the_job_and_not_sold_to_him(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    for said in ("ek remote laga diya", "labour 500 aur remote"):
        assert technician.answers("", said, intent="place_order").outcome == "no_job_for_it"
    _diagnoses(reference, technician)
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
    _diagnoses(reference, technician)
    with opened() as session:
        session.execute(
            text("UPDATE visits SET status = 'diagnosed', technician_id = :mine"),
            {"mine": _id_of(technician)},
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


def _id_of(somebody: Somebody) -> int:
    with opened() as session:
        query = text("SELECT person_id FROM person_aliases WHERE value = :phone AND business_id = :shop")
        return int(session.execute(query, {"phone": somebody.person, "shop": SHOP}).scalar_one())


@pytest.mark.parametrize(
    ("said", "lines", "others"),
    [
        ("remote 1, labour 400", [(1, 45000), (1, 40000)], []),
        ("remote 2 nag, labour 400", [(2, 90000), (1, 40000)], []),
        ("remote 300, labour 400", [(1, 45000), (1, 40000)], [30000]),
        ("remote 450", [(1, 45000)], []),
    ],
)
def test_a_part_has_the_price_of_the_shelf(
    job: tuple[str, Somebody], said: str, lines: list[tuple[int, int]], others: list[int]
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    shown = technician.answers("tell_estimate", said)
    assert [(each["quantity"], each["amount_paise"]) for each in shown.facts["estimate_lines"]] == lines
    assert [each["said_paise"] for each in shown.facts["other_prices"]] == others


def test_a_number_behind_what_has_no_price_is_asked_about(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    assert technician.answers("tell_estimate", "labour 400, PCB 2").facts["names"] == ["PCB"]


@pytest.mark.parametrize("said", ["too costly, don't fit it", "itna mehnga? mat lagao bhai", "मत लगाओ"])
def test_who_wants_nothing_fitted_says_no(job: tuple[str, Somebody], customer: Somebody, said: str) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    asked = last_told(ARJUN, "visit_estimate")
    assert customer.answers("decide_estimate", said, asked["summary"]).outcome == "rejected"


def test_the_closing_code_is_spent_after_five_wrong_ones_and_a_new_one_closes(
    job: tuple[str, Somebody], now: Clock
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
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


def test_the_owner_asks_for_estimates_without_an_answer_and_for_what_somebody_does(
    job: tuple[str, Somebody], customer: Somebody, who: Who
) -> None:
    reference, technician = job
    owner, name = who(OWNER), {SALIM: "Salim", RAVI: "Ravi", POOJA: "Pooja"}[technician.person]
    assert owner.answers("", "kis estimate ka jawab nahi aaya").outcome == "none_unanswered"
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    open_ = owner.answers("", "which estimates are not answered yet", intent="list_orders")
    assert [(each["visit"], each["asked_paise"]) for each in open_.facts["jobs"]] == [(reference, 265000)]
    later = customer.books("fridge", at("2026-11-26", "11:30"))
    with opened() as session:
        session.execute(text("UPDATE visits SET technician_id = :mine"), {"mine": _id_of(technician)})
    jobs = owner.answers("", f"which jobs does {name} have", intent="ask_team_leave")
    assert [each["visit"] for each in jobs.facts["jobs"]] == [reference, later]
    today = owner.answers("", f"{name} ne aaj kya kiya", period={"from": "2026-11-24", "to": "2026-11-24"})
    assert [each["visit"] for each in today.facts["jobs"]] == [reference]
    either = {"from": "2026-11-25", "to": "2026-11-25", "ambiguous": True}
    assert owner.answers("", f"kal {name} ne kya kaam kiya", period=either).outcome == "no_jobs_of"
    day = {"from": "2026-11-26", "to": "2026-11-26"}
    shown = owner.wants("parso kaun si visit hain", "/visits/change", period=day)
    assert (shown.outcome, [each["visit"] for each in shown.facts["jobs"]]) == ("board_of_day", [later])
    goes = owner.answers("", "us din mistri kahan kahan jayenge", intent="ask_team_leave", period=day)
    assert [each["visit"] for each in goes.facts["jobs"]] == [later]
    assert goes.facts["jobs"][0]["technician"].startswith(name)


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


def test_who_says_yes_after_a_no_has_the_estimate_again(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    _estimates(reference, technician)
    customer.steps(reference, "reject", version="1")
    after = customer.answers("", "accha theek hai kar do", intent="affirm")
    assert (after.outcome, after.facts["visit"]) == ("estimate_again", reference)


def test_a_step_is_a_step_though_the_estimate_is_asked_for(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    assert technician.answers("tell_estimate", "kaam ho gaya").outcome == "ask_closing_code"
    assert technician.answers("tell_estimate", "labour 200").outcome == "no_such_move"


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


def test_work_is_no_answer_to_a_part_that_was_asked_about(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _diagnoses(reference, technician)
    shown = technician.wants("AC ka remote", "/parts/request")
    assert shown.outcome == "confirm"
    written = technician.answers(
        "confirm_part", "2 remote lag gaye", shown.facts["summary"], "request_spare_part"
    )
    assert (written.outcome, written.page) == ("confirm_estimate", "do_visit")


@pytest.mark.parametrize(
    ("said", "fault", "paise"),
    [
        ("remote kharab hai, labour 200", "remote kharab hai", 45000 + 20000),
        (
            "gas kam thi aur remote toota hai, labour 800 gas 1400",
            "gas kam thi aur remote toota hai",
            80000 + 140000 + 45000,
        ),
    ],
)
def test_a_fault_that_says_what_it_costs_is_the_estimate_too(
    job: tuple[str, Somebody], said: str, fault: str, paise: int
) -> None:
    reference, technician = job
    _arrives(reference, technician)
    shown = technician.answers("tell_diagnosis", said)
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", paise)
    sent = technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert (sent.facts["estimate_paise"], sent.facts["diagnosis"]) == (paise, fault)


def test_a_figure_in_a_fault_is_no_cost_and_a_yes_is_no_line(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    _arrives(reference, technician)
    assert technician.answers("tell_diagnosis", "voltage 180 aa raha hai").outcome == "diagnosed"
    assert technician.answers("tell_estimate", "haan").outcome == "ask_estimate"
