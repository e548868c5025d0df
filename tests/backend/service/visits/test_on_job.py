"""What a technician says while a job is on is of that job: no leave, no money of another, nothing lost beside it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import text

from munshi import clock, database
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    NUMBER,
    OWNER,
    RAVI,
    SALIM,
    SHOP,
    Decision,
    Facts,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
Job = tuple[str, Somebody]
AWAY = [{"facet": "of_being_away", "value": "so", "start": 0, "end": 1}]


def on_way(job: Job) -> str:
    """The technician is on the way; the code that Arjun has."""
    reference, technician = job
    technician.steps(reference, "on_way")
    return str(last_told(ARJUN, "visit_on_way")["visit_code"])


def arrives(job: Job) -> None:
    assert job[1].answers("tell_arrival_code", on_way(job)).outcome == "arrived"


def test_who_says_meanwhile_how_long_the_way_takes_has_set_out(job: Job, customer: Somebody) -> None:
    reference, technician = job
    other = customer.books("fridge", at("2026-11-24", "17:30"))
    with opened() as session:
        theirs = "(SELECT technician_id FROM visits WHERE reference = :job)"
        session.execute(
            text(f"UPDATE visits SET technician_id = {theirs} WHERE reference = :other"),
            {"job": reference, "other": other},
        )
    assert technician.answers("", "nikal gaya").outcome == "which_job"
    asked = technician.answers("take_job", "20 min lagenge", duration={"minutes": 20})
    assert (asked.outcome, asked.facts["step"]) == ("which_job", "on_way")
    left_for = technician.answers("take_job", "AC wala")
    assert (left_for.outcome, left_for.facts["visit"]) == ("on_way", reference)
    assert last_told(ARJUN, "visit_on_way")["eta_minutes"] == 20


def test_that_nobody_is_at_home_is_no_wish_for_a_new_code(job: Job) -> None:
    on_way(job)
    assert job[1].answers("", "code nahi mila, ghar par koi nahi hai").outcome == "confirm_absent"


def test_who_waits_for_another_time_and_names_no_machine_means_that_visit(
    job: Job, customer: Somebody
) -> None:
    on_way(job)
    absent = job[1].answers("", "ghar par koi nahi hai")
    job[1].answers("confirm_absent", "haan", absent.facts["summary"], "affirm")
    again = customer.wants("kal 2 baje bhejo", time=at("2026-11-25", "14:00"))
    assert again.outcome == "moves", again
    assert again.facts["answer"]["facts"]["visit"] == job[0]


def test_a_part_that_is_put_in_with_the_last_word_is_written_down_first(job: Job, customer: Somebody) -> None:
    reference, technician = job
    arrives(job)
    technician.answers("tell_diagnosis", "remote kharab hai")
    shown = technician.answers("", "remote badal diya, kaam ho gaya")
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_estimate", reference), shown
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert customer.steps(reference, "approve", version="1").outcome == "approved"
    assert technician.answers("", "remote badal diya, kaam ho gaya").outcome == "ask_closing_code"


def agreed(job: Job, customer: Somebody, lines: str = "labour 800, gas 1400, remote") -> None:
    """Arjun has said yes to these lines; a remote is on the shelf."""
    reference, technician = job
    with database.transaction() as session:
        stock.receive(session, SHOP, [StockLine("PART-AC-REMOTE", Decimal(1))])
    arrives(job)
    technician.answers("tell_diagnosis", "gas leak ho rahi hai")
    shown = technician.answers("tell_estimate", lines)
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert customer.steps(reference, "approve", version="1").outcome == "approved"


def closes(job: Job) -> Decision:
    reference, technician = job
    technician.steps(reference, "done")
    return technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])


def wrote(person: str) -> None:
    """Somebody has written just now, so that words go through to them."""
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at)"
                " VALUES (:number, :person, :at)"
            ),
            {"number": NUMBER, "person": person, "at": clock.now()},
        )


def says(
    technician: Somebody,
    said: str,
    intent: str = "apply_leave",
    question: str = "",
    facets: list[Facts] | None = None,
    **values: object,
) -> Decision:
    """Words with the facets that they have."""
    read = {**reading(said, intent, **values), "facets": facets or []}
    answer = technician._post("/answers", {"question": question, "summary": None, "reading": read})
    if answer["outcome"] == "left":
        return Decision("left", {})
    return Decision(**answer["facts"]["answer"], page=answer["facts"]["page"])


@pytest.mark.parametrize("question", ["", "leave_dates", "leave_half", "tell_arrival_code"])
@pytest.mark.parametrize(
    ("said", "minutes"),
    [("bas 25 min aur", 25), ("signal pe atka hu, 40 minute lagenge", 40), ("आधा घंटा और लगेगा", 30)],
)
def test_a_length_of_time_of_who_is_on_the_way_is_when_they_come(
    job: Job, question: str, said: str, minutes: int
) -> None:
    on_way(job)
    heard = says(job[1], said, question=question, duration={"minutes": minutes})
    assert (heard.outcome, heard.page) == ("late", "do_visit")
    assert last_told(ARJUN, "visit_late")["late_minutes"] == minutes


def test_who_speaks_of_leave_on_the_way_asks_for_leave(job: Job) -> None:
    on_way(job)
    heard = says(job[1], "kal 2 ghante ki chhutti", facets=AWAY, duration={"minutes": 120})
    assert heard.outcome != "late"


@pytest.mark.parametrize(
    "said",
    [
        "sensor company se aane me 3 din lagenge, shanivar ko lagaunga",
        "valve bazaar me nahi hai, parso dobara aana padega",
        "सेंसर ऑर्डर करना पड़ेगा, फिर आऊँगा लगाने",
    ],
)
def test_what_is_missing_and_brings_somebody_again_is_no_leave(job: Job, said: str) -> None:
    arrives(job)
    assert says(job[1], said).outcome == "confirm_no_part"
    assert says(job[1], said, question="leave_half").outcome == "confirm_no_part"


def test_a_no_to_what_would_stop_a_job_leaves_it_as_it_is(job: Job) -> None:
    arrives(job)
    says(job[1], "valve bazaar me nahi hai, parso dobara aana padega")
    assert job[1].answers("confirm_no_part", "nahi", intent="deny").outcome == "stays"


@pytest.mark.parametrize("said", ["papa ji se puchna padega kal", "teen din ka time lagta hai isme"])
def test_what_sounds_like_leave_beside_a_job_is_said_back_with_it(job: Job, said: str) -> None:
    arrives(job)
    heard = says(job[1], said)
    assert (heard.outcome, heard.facts["visit_word"]) == ("unclear", said)


def test_a_code_is_known_in_whatever_words_and_the_fault_beside_it_comes_next(job: Job) -> None:
    code = on_way(job)
    read = reading(f"aa gaya {code} gas kam hai aur fan ka bearing gaya", "report_payment")
    answer = job[1]._post("/answers", {"question": "", "summary": None, "reading": read})
    assert answer["facts"]["answer"]["outcome"] == "arrived"
    assert answer["facts"]["rest"].removeprefix("VIS-1 ") == "gas kam hai aur fan ka bearing gaya"


def test_a_wrong_code_of_who_has_come_is_told_so_and_is_no_money(job: Job) -> None:
    code = on_way(job)
    wrong = f"{(int(code) + 1) % 10000:04}"
    assert says(job[1], f"aa gaya {wrong}", "report_payment").outcome == "wrong_code"


def test_money_while_a_job_is_on_is_of_it_and_how_is_asked_with_its_name(
    job: Job, customer: Somebody
) -> None:
    agreed(job, customer)
    reference, technician = job
    asked = says(technician, "2650 mil gaye", "report_payment")
    assert (asked.outcome, asked.facts["visit"], asked.facts["estimate_paise"]) == (
        "ask_paid", reference, 265000,
    )  # fmt: skip
    noted = technician.steps(reference, "paid", how="cash")
    assert (noted.outcome, noted.facts["paid_parts"]) == ("advance_noted", [{"by": "cash", "paise": 265000}])


@pytest.mark.parametrize(
    ("said", "paise"),
    [
        ("customer ne 3000 ka note diya 350 wapas kiye", 265000),
        ("2600 cash mile, 50 ki chhoot di", 260000),
        ("2000 नकद मिले, बाकी 650 कल देगा", 200000),
    ],
)
def test_what_goes_back_is_let_off_or_comes_later_was_not_paid(
    job: Job, customer: Somebody, said: str, paise: int
) -> None:
    agreed(job, customer)
    noted = says(job[1], said, "report_payment")
    assert (noted.outcome, noted.facts["estimate_paise"]) == ("advance_noted", paise)


def test_what_work_costs_is_no_money_that_was_taken(job: Job) -> None:
    arrives(job)
    assert says(job[1], "pipe saaf kar diya, 600 lagenge", "report_payment").outcome not in (
        "advance_noted",
        "ask_paid",
        "paid_already",
    )


@pytest.mark.parametrize(
    ("said", "first", "rest"),
    [
        (
            "remote laga diya, 2650 cash mil gaye, kaam poora",
            "advance_noted",
            "VIS-1 kaam poora, remote laga diya",
        ),
        ("2650 online aa gaye, kaam yahi khatam", "advance_noted", "VIS-1 kaam yahi khatam"),
        ("kaam ho gaya, 2650 upi se mile", "ask_closing_code", "VIS-1 2650 upi se mile"),
    ],
)
def test_each_thing_of_a_message_is_done_and_the_rest_comes_next(
    job: Job, customer: Somebody, said: str, first: str, rest: str
) -> None:
    agreed(job, customer)
    answer = job[1]._post(
        "/answers", {"question": "", "summary": None, "reading": reading(said, "report_payment")}
    )
    assert (answer["facts"]["answer"]["outcome"], answer["facts"]["rest"]) == (first, rest)


@pytest.mark.parametrize(
    ("said", "paise"),
    [
        ("gas 1400 + labour 250 = 1650", 165000),
        ("gas 1400 ka aur labour 250 lagega", 165000),
        ("2.5 hazar gas ka, labour 250", 275000),
        ("remote badlega, majdoori 300", 75000),
        ("remote badlega majdoori 300", 75000),
        ("gas 1400 lagega, labour 250. remote kal launga", 165000),
        ("sirf visit charge 350 lena hai", 35000),
        ("600 lagenge", 60000),
        ("valve kharab hai, market se lana padega 650 ka, labour 300", 95000),
    ],
)
def test_what_stands_around_a_sum_is_no_line(job: Job, said: str, paise: int) -> None:
    arrives(job)
    job[1].answers("tell_diagnosis", "gas leak ho rahi hai")
    shown = job[1].answers("tell_estimate", said)
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", paise)


@pytest.mark.parametrize(
    "said", ["total 1500 kar do", "theek hai labour 100 kar do total 1500", "last 1500 total"]
)
def test_another_total_is_made_by_the_labour(job: Job, said: str) -> None:
    arrives(job)
    job[1].answers("tell_diagnosis", "gas leak ho rahi hai")
    job[1].answers("tell_estimate", "labour 200, gas 1400" if "100" in said else "labour 1200, remote")
    for intent in ("nlu_fallback", "affirm"):
        shown = job[1].answers("confirm_estimate", said, intent=intent)
        assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", 150000)


def test_the_sum_of_all_beside_a_fault_is_the_estimate(job: Job) -> None:
    arrives(job)
    shown = job[1].answers("tell_diagnosis", "drain pipe choke tha saaf kar diya, 600 lagenge total")
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", 60000)
    sent = job[1].steps(job[0], "send_estimate", summary=shown.facts["summary"])
    assert sent.facts["diagnosis"] == "drain pipe choke tha saaf kar diya"


def test_a_line_with_its_price_is_no_fault(job: Job) -> None:
    arrives(job)
    shown = job[1].answers("tell_diagnosis", "gas kam hai, labour 200, gas 1400")
    sent = job[1].steps(job[0], "send_estimate", summary=shown.facts["summary"])
    assert sent.facts["diagnosis"] == "gas kam hai"


@pytest.mark.parametrize("said", ["sirf remote laga do gas abhi nahi", "gas mat bharo sirf remote"])
def test_a_no_behind_one_line_is_of_that_alone(job: Job, customer: Somebody, said: str) -> None:
    reference, technician = job
    arrives(job)
    technician.answers("tell_diagnosis", "gas leak ho rahi hai")
    shown = technician.answers("tell_estimate", "labour 200, gas filling 1400, remote")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    less = customer.answers("decide_estimate", said, f"{reference}:1")
    assert less.outcome == "estimate_again"
    assert [each["text"] for each in less.facts["estimate_lines"]] == ["labour", "remote"]


def test_what_was_agreed_to_is_put_in_without_another_estimate(job: Job, customer: Somebody) -> None:
    agreed(job, customer)
    before = len(told(ARJUN))
    assert says(job[1], "remote laga diya", "nlu_fallback").outcome == "job"
    assert len(told(ARJUN)) == before


def test_another_hour_in_the_place_of_one_is_of_the_job_at_that_hour(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    technician = who(technician_of(reference))
    said = "kal 11 baje ki jagah 2 baje aaunga, der hogi"
    time = {"from": "14:00", "to": None, "date": "2026-11-25"}
    heard = says(technician, said, time=time)
    assert (heard.outcome, heard.facts["visit"]) == ("move_passed_on", reference)
    other = says(technician, said.replace("11", "9"), time=time)
    assert other.outcome != "late"
    assert not [name for name, _ in told(ARJUN) if name == "visit_late"]


def test_who_comes_late_on_a_day_is_late_for_its_first_job(customer: Somebody, who: Who) -> None:
    first = customer.books(when=at("2026-11-25", "11:30"))
    technician = who(technician_of(first))
    heard = says(
        technician,
        "कल मैं 1 घंटा लेट आऊंगा",
        period={"from": "2026-11-25", "to": "2026-11-25", "half": None, "ambiguous": False},
        duration={"minutes": 60},
    )
    assert (heard.outcome, heard.facts["visit"]) == ("late", first)


def test_an_old_question_for_minutes_takes_only_a_length_of_time(job: Job) -> None:
    reference, technician = job
    assert technician.steps(reference, "late").outcome == "ask_late"
    assert says(technician, "gandhi nagar nikal gaya hu 16 wala", question="tell_late").outcome != "late"
    assert says(technician, "aadha ghanta", question="tell_late", duration={"minutes": 30}).outcome == "late"


@pytest.mark.parametrize(
    "said", ["{visit} late nahi hoga, time pe aaunga", "{visit} ko lekar late nahi, aa raha hu"]
)
def test_who_comes_in_time_after_all_says_so(job: Job, said: str) -> None:
    on_way(job)
    assert says(job[1], said.format(visit=job[0])).outcome == "keeps_job"


def test_words_go_whole_to_a_colleague_and_the_answer_comes_back(job: Job, who: Who) -> None:
    name, phone = ("Salim", SALIM) if job[1].person == RAVI else ("Ravi", RAVI)
    for each in (phone, job[1].person):
        wrote(each)
    shown = says(job[1], f"{name} ko bolna kal shop pe jaldi aaye", "nlu_fallback")
    assert (shown.outcome, shown.facts["visit_word"]) == ("confirm_word", "kal shop pe jaldi aaye")
    assert job[1].agrees("confirm_word", shown).outcome == "word_sent"
    assert last_told(phone, "visit_word")["visit_word"] == "kal shop pe jaldi aaye"
    assert who(phone).after(["utter_notice_visit_word"], "theek hai 8 baje").outcome == "word_sent"
    assert last_told(job[1].person, "visit_word")["visit_word"] == "theek hai 8 baje"


def test_words_that_wait_for_a_yes_come_after_those_for_somebody_else(who: Who) -> None:
    owner = who(OWNER)
    for phone in (RAVI, SALIM):
        wrote(phone)
    says(owner, "Pooja ko bolo chabi le jaye", "nlu_fallback")
    says(owner, "Salim ko bolo kal jaldi aaye", "nlu_fallback")
    shown = says(owner, "Ravi ko bolo stabilizer le jaye", "nlu_fallback")
    assert shown.facts["visit_word"] == "stabilizer le jaye"
    body = {
        "question": "confirm_word",
        "summary": shown.facts["summary"],
        "reading": reading("haan", "affirm"),
    }
    sent = owner._post("/answers", body)
    assert sent["facts"]["answer"]["outcome"] == "word_sent"
    assert "kal jaldi aaye" in sent["facts"]["rest"]
    assert "Salim" in sent["facts"]["rest"]
    assert "chabi le jaye" in sent["facts"]["rest"]


def test_a_visit_in_the_words_stays_in_them(job: Job, who: Who) -> None:
    shown = says(who(OWNER), f"Ravi ko bolo {job[0]} pe jaate time stabilizer le jaye", "nlu_fallback")
    assert shown.facts["visit_word"] == f"{job[0]} pe jaate time stabilizer le jaye"


def test_who_was_named_before_is_told(job: Job) -> None:
    said = f"{job[0]} wale ko call nahi lag raha, unko bolo main 5 baje aa jaunga"
    shown = says(job[1], said, "nlu_fallback")
    assert (shown.outcome, shown.facts["visit_word"]) == ("confirm_word", "main 5 baje aa jaunga")


def test_what_a_technician_has_taken_has_the_money_that_waits_for_its_bill(
    job: Job, customer: Somebody, who: Who
) -> None:
    agreed(job, customer)
    says(job[1], "2000 cash mile", "report_payment")
    name = "Salim" if job[1].person == SALIM else "Ravi"
    heard = says(who(OWNER), f"{name} ne aaj kitna cash liya", "check_dues")
    assert "200000" in str(heard.facts), heard
    own = says(job[1], "mera aaj ka hisab", "nlu_fallback")
    assert (own.outcome, own.facts["paid_parts"]) == ("taken_today", [{"by": "cash", "paise": 200000}])


def test_the_visit_of_one_at_an_hour_is_given_to_the_other(job: Job, who: Who) -> None:
    reference, technician = job
    giver, taker = ("Salim", "Ravi") if technician.person == SALIM else ("Ravi", "Salim")
    said = f"{giver} ka 2:30 baje wala {taker} ko de do"
    heard = says(who(OWNER), said, "approve_request", time={"from": "14:30", "to": None, "date": None})
    assert (heard.outcome, heard.facts["visit"]) == ("assigned", reference)


def test_a_customer_hears_nothing_of_leave_that_they_did_not_speak_of(customer: Somebody) -> None:
    read = reading("ghar me papa se puchna padega", "apply_leave")
    assert customer._post("/leave/draft", {"reading": read})["outcome"] == "not_of_leave"
    asks = {**reading("kal chhutti chahiye", "apply_leave"), "facets": AWAY}
    assert customer._post("/leave/draft", {"reading": asks})["outcome"] != "not_of_leave"


@pytest.mark.parametrize(
    "said", ["customer se paise nahi lene, chhota kaam tha", "बिना खर्चे के काम पूरा", "kuch nahi lena hai"]
)
def test_a_job_for_which_nothing_is_taken_is_billed_with_nothing_and_the_owner_hears(
    job: Job, said: str
) -> None:
    arrives(job)
    job[1].answers("tell_diagnosis", "pipe choke tha")
    assert says(job[1], said, "check_dues").outcome == "for_free"
    assert last_told(OWNER, "visit_word_back")["visit_word"].removeprefix("VIS-1: ") in said
    closed = closes(job)
    assert (closed.outcome, closed.facts["estimate_paise"]) == ("closed", 0)


def test_the_owner_lets_off_a_bill_of_which_nothing_was_paid(job: Job, customer: Somebody, who: Who) -> None:
    agreed(job, customer)
    closes(job)
    owner = who(OWNER)
    assert says(owner, f"{job[0]} ka paise mat lena", "nlu_fallback").outcome == "for_free"
    assert says(job[1], "kitne paise lene baki hain", "nlu_fallback").outcome == "nothing_to_take"


def test_what_was_paid_is_not_let_off(job: Job, customer: Somebody, who: Who) -> None:
    agreed(job, customer)
    says(job[1], "2000 cash mile", "report_payment")
    assert says(who(OWNER), f"{job[0]} ka paise mat lena", "nlu_fallback").outcome == "no_such_move"


def test_freeing_a_fan_is_no_work_for_nothing(job: Job) -> None:
    arrives(job)
    assert says(job[1], "fan jam tha, free kar diya", "nlu_fallback").outcome != "for_free"


def test_money_that_never_came_is_taken_off_and_the_owner_hears(job: Job, customer: Somebody) -> None:
    agreed(job, customer)
    closes(job)
    assert job[1].steps(job[0], "paid", how="cash").outcome == "paid"
    heard = says(job[1], f"{job[0]} ka paisa nahi liya tha galat likha gaya", "nlu_fallback")
    assert (heard.outcome, heard.facts["left_paise"]) == ("paid_taken_back", 265000)
    assert job[0] in last_told(OWNER, "visit_word_back")["visit_word"]


@pytest.mark.parametrize("said", ["me ghar pe hi hu aa jao upar 2nd floor", "मैं घर पर ही हूँ, घंटी ख़राब है"])
def test_a_customer_who_is_at_home_has_no_other_address_and_who_comes_hears_it(
    job: Job, customer: Somebody, said: str
) -> None:
    on_way(job)
    noted = says(customer, said, "request_technician")
    assert (noted.outcome, noted.facts["address"]) == ("noted", "7 Sneh Nagar")
    assert last_told(job[1].person, "visit_note")["note_words"] == said


@pytest.mark.parametrize("said", ["{visit} के लिए निकल गया", "{visit} ja raha hu"])
def test_another_step_is_no_answer_to_of_which_job(customer: Somebody, who: Who, said: str) -> None:
    first = customer.books(when=at("2026-11-24", "14:30"))
    phone = technician_of(first)
    other = who(FATIMA).books(when=at("2026-11-24", "16:30"))
    if technician_of(other) != phone:
        name = "Salim" if phone == SALIM else "Ravi"
        assert who(OWNER).answers("", f"{other} {name} ko de do").outcome == "assigned"
    technician = who(phone)
    assert says(technician, "15 minute late", "do_visit", duration={"minutes": 15}).outcome == "which_job"
    heard = says(technician, said.format(visit=first), "do_visit", question="take_job")
    assert (heard.outcome, heard.facts["visit"]) == ("on_way", first)
