"""What is asked or said at the desk is answered of what it names: no goods as jobs, no other's visits, no cart."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.readings import value
from tests.backend.service.visits.conftest import (
    OWNER,
    PRIYA,
    SALIM,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
)
from tests.backend.service.visits.test_board import complaint

Who = Callable[[str], Somebody]
THEN = at("2026-11-25", "11:30")


@pytest.mark.parametrize("said", ["kaun sa saman kam bacha hai", "कौन सा सामान कम बचा है"])
def test_goods_that_run_short_are_no_jobs(who: Who, customer: Somebody, said: str) -> None:
    customer.books(when=THEN)
    assert who(OWNER).answers("", said, intent="ask_availability").outcome == "left"


@pytest.mark.parametrize(
    "said",
    [
        "sabse zyada kitni shikayat abhi bina technician ke padi hai?",
        "khuli shikayat dikhao jo kisi ko nahi di",
        "कितनी शिकायत बिना टेक्नीशियन के पड़ी है",
        "show the complaints not assigned",
    ],
)
def test_complaints_that_nobody_has_are_told_alone(who: Who, customer: Somebody, said: str) -> None:
    complaint(who(PRIYA))
    customer.books(when=THEN)
    answer = who(OWNER).answers("", said, intent="check_ticket_status")
    assert (answer.outcome, answer.facts["jobs"]) == ("unassigned", []), answer
    with opened() as session:
        given = text("UPDATE tickets SET assigned_id = (SELECT person_id FROM technicians LIMIT 1)")
        session.execute(given)
        session.commit()
    assert who(OWNER).answers("", said, intent="check_ticket_status").outcome == "none_unassigned"


def test_a_second_question_of_his_is_of_who_was_named(who: Who, books: None) -> None:
    said = "Salim ki aaj ki visit dikhao kitni hai, aur kal kitni visit hai uski"
    answer = who(OWNER).answers("", said, intent="change_visit")
    assert answer.outcome in ("day_of", "no_jobs_of"), answer
    assert answer.rest is not None
    assert answer.rest.startswith("Salim")


@pytest.mark.parametrize(
    "said",
    [
        "Arjun ko estimate bhejo 3 camera 2mp 4350 labour 600",
        "{job} me UPS battery 7 Ah lagegi, ek mangwa do",
        "{job} में 3 कैमरे लगेंगे, लेबर 600, एस्टीमेट भेजो",
    ],
)
def test_a_technician_buys_nothing_for_a_job(customer: Somebody, who: Who, said: str) -> None:
    job = customer.books(when=THEN)
    technician = who(technician_of(job))
    line = {"name": "UPS battery 7 Ah", "quantity": "1"}
    answer = technician.answers("", said.format(job=job), intent="place_order", order_line=line)
    assert answer.outcome in ("word_passed_on", "part_ordered_for_job", "part_kept_for_job"), answer
    assert job in last_told(OWNER, "visit_word_back")["visit_word"]


def test_an_estimate_told_before_the_job_is_seen_orders_nothing(customer: Somebody, who: Who) -> None:
    job = customer.books(when=THEN)
    said = f"{job} me 3 camera 2 MP aur adapter 1 lagega, labour 600, customer se pooch lo estimate"
    line = {"name": "camera 2 MP", "quantity": "3"}
    answer = who(technician_of(job)).answers("", said, intent="place_order", order_line=line)
    assert answer.outcome == "estimate_too_early"


def test_a_technician_who_names_no_job_may_buy(customer: Somebody, who: Who) -> None:
    technician = who(technician_of(customer.books(when=THEN)))
    line = {"name": "fan", "quantity": "1"}
    assert (
        technician.answers("", "ek fan mangwa do apne liye", "place_order", order_line=line).outcome == "left"
    )


@pytest.mark.parametrize(
    "said", ["mere paas ab kaun kaun si visit bachi", "मेरे पास कौन कौन सी विज़िट बची", "which jobs are left"]
)
def test_what_is_left_is_every_job_of_every_day(customer: Somebody, who: Who, said: str) -> None:
    first = customer.books("AC", at("2026-11-25", "11:30"))
    second = customer.books("fridge", at("2026-11-26", "11:30"))
    with opened() as session:
        session.execute(text("UPDATE visits SET technician_id = (SELECT max(technician_id) FROM visits)"))
        session.commit()
    answer = who(technician_of(first)).answers("", said, intent="change_visit")
    assert [each["visit"] for each in answer.facts["jobs"]] == [first, second], answer


@pytest.mark.parametrize(
    "said", ["mera kal ka kya schedule hai", "what is my schedule tomorrow", "मेरा कल का क्या शेड्यूल है"]
)
def test_a_schedule_is_the_jobs_of_a_day(customer: Somebody, who: Who, said: str) -> None:
    job = customer.books(when=THEN)
    named = next(each for each in ("kal", "tomorrow", "कल") if each in said)
    day = value(
        "period",
        {"from": "2026-11-25", "to": "2026-11-25"},
        said.index(named),
        said.index(named) + len(named),
    )
    answer = who(technician_of(job)).hears(said, [day], "nlu_fallback")
    assert [each["visit"] for each in answer.facts["jobs"]] == [job], answer


def test_a_job_that_is_passed_on_is_handed_back(customer: Somebody, who: Who) -> None:
    job = customer.books(when=THEN)
    other = "Ravi" if technician_of(job) == SALIM else "Salim"
    said = f"subah wali visit mujhse nahi hogi, Arjun ji wali bhi pass kr do {other} ko"
    answer = who(technician_of(job)).answers("", said, intent="change_visit")
    assert (answer.outcome, answer.facts["visit"]) == ("handed_back", job), answer


@pytest.mark.parametrize(
    "said",
    [
        "{job} ke customer bol rahe hai technician se pehle phone karwa dena, gate pe guard rokta hai",
        "{job} के कस्टमर कह रहे हैं गेट पे गार्ड रोकता है, पहले फ़ोन कर लेना",
        "{job} the customer says call first, the guard stops people at the gate",
    ],
)
def test_what_a_caller_wants_known_is_noted_on_the_visit(customer: Somebody, who: Who, said: str) -> None:
    job = customer.books(when=THEN)
    answer = who(OWNER).answers("", said.format(job=job), intent="change_visit")
    assert (answer.outcome, answer.facts["visit"]) == ("noted_for_job", job), answer
    told = last_told(technician_of(job), "visit_note")
    assert told["note_words"] == answer.facts["visit_word"]
    assert answer.facts["visit_word"] in who(OWNER).answers("", f"{job} kiska hai?").facts["problem"]


@pytest.mark.parametrize(
    "said", ["{ticket} ki battery aa gayi, customer ko bol do", "{ticket} customer ko bol do kal aayenge"]
)
def test_the_customer_of_a_complaint_is_told(customer: Somebody, who: Who, said: str) -> None:
    customer.books(when=THEN)
    with opened() as session:
        ticket = session.execute(text("SELECT reference FROM tickets ORDER BY id DESC LIMIT 1")).scalar_one()
    answer = who(OWNER).answers("", said.format(ticket=ticket), intent="change_visit")
    assert answer.outcome == "confirm_word", answer


def test_an_hour_that_is_answered_is_taken_where_they_shall_be_told(customer: Somebody, who: Who) -> None:
    job = customer.books(when=THEN)
    owner = who(OWNER)
    asked = owner.answers("", f"{job} ka samay badal do", intent="change_visit")
    said = "shaam 5 baje theek hai, aur unko bata do"
    read = {**reading(said, "change_visit"), "values": [value("time", at("2026-11-25", "17:00"), 0, 13)]}
    answer = owner._post("/answers", {"question": "choose_new_slot", "summary": None, "reading": read})
    assert answer["outcome"] != "left", (asked, answer)
    assert answer["facts"]["answer"]["outcome"] != "whom_to_tell", answer


@pytest.mark.parametrize(
    "said",
    [
        "919000000102 ka warranty wala jawab: battery 36 mahine ki warranty hai, bill saath rakhe. bhej do",
        "919000000102 का जवाब: बैटरी 36 महीने की वारंटी है, बिल साथ रखें। भेज दो",
        "answer for 919000000102: the battery has 36 months, keep the bill. send it",
    ],
)
def test_words_behind_a_phone_are_shown_before_they_are_sent_to_it(
    customer: Somebody, who: Who, said: str
) -> None:
    customer.books(when=THEN)
    shown = who(OWNER).answers("", said, intent="register_warranty", phone="+919000000102")
    assert (shown.outcome, shown.facts["customer_phone"]) == ("confirm_word", "+919000000102"), shown
    assert not shown.facts["visit_word"].endswith(("bhej do", "भेज दो", "send it"))
    assert "36" in shown.facts["visit_word"]


@pytest.mark.parametrize(
    "said",
    [
        "Arjun ka AMC lagana hai, saal ka 6000, teen visit free",
        "अर्जुन का AMC लगाना है, साल का 6000",
        "Arjun needs an AMC, 6000 a year, give it",
    ],
)
def test_a_plan_that_the_shop_has_not_is_said_not_to_be_there(
    customer: Somebody, who: Who, said: str
) -> None:
    customer.books(when=THEN)
    with opened() as session:
        session.execute(text("DELETE FROM amc_contracts"))
        session.execute(text("DELETE FROM amc_plans"))
        session.commit()
    assert who(OWNER).answers("", said, intent="request_technician").outcome == "plan_not_there"
