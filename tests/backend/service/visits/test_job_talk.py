"""What a technician's clauses tell is done of the right job, each thing once, and nothing of it is lost."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.service.estimates.editing import told_lines
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    SALIM,
    Decision,
    Somebody,
    at,
    last_told,
    reading,
    status_of,
    told,
)

Who = Callable[[str], Somebody]
Two = tuple[str, str, Somebody]


@pytest.fixture
def two(customer: Somebody, who: Who) -> Two:
    """Arjun's AC at half past one and Priya's fridge at half past three, both Salim's, today."""
    first = customer.books(when=at("2026-11-24", "13:30"))
    second = who(PRIYA).books("fridge", when=at("2026-11-24", "15:30"))
    with opened() as session:
        query = text("UPDATE visits SET free = NULL, technician_id ="
                     " (SELECT person_id FROM person_aliases WHERE value = :who)")  # fmt: skip
        session.execute(query, {"who": SALIM})
    return first, second, who(SALIM)


def _heard(
    technician: Somebody, said: str, question: str = "", intent: str = "nlu_fallback"
) -> tuple[Decision, str]:
    """What became of a message, and what of it is heard next."""
    body = {"question": question, "summary": None, "reading": reading(said, intent)}
    answer = technician._post("/answers", body)
    facts = answer["facts"]
    return Decision(**facts["answer"], page=facts["page"]), str(facts["rest"] or "")


def _arrives(reference: str, technician: Somebody, customer: str = ARJUN) -> None:
    technician.steps(reference, "on_way")
    technician.steps(reference, "arrived")
    code = last_told(customer, "visit_on_way")["visit_code"]
    assert technician.answers("tell_arrival_code", code).outcome == "arrived"


# Which job is meant.


@pytest.mark.parametrize(
    "said",
    [
        "{wrong} nahi {right} wale ke liye nikla hu",
        "{wrong} नहीं {right} के लिए निकला हूँ",
        "not the AC, I am on the way to the fridge",
    ],
)
def test_a_step_of_the_wrong_job_is_taken_back_and_told_of_the_right_one(two: Two, said: str) -> None:
    wrong, right, technician = two
    technician.steps(wrong, "on_way")
    heard = technician.answers("", said.format(wrong=wrong, right=right))
    assert (heard.outcome, heard.facts["visit"], heard.facts["stepped_back"]) == ("on_way", right, wrong)
    assert (status_of(wrong), status_of(right)) == ("booked", "on_way")
    assert "visit_not_on_way" in [name for name, _ in told(ARJUN)]
    assert "visit_on_way" in [name for name, _ in told(PRIYA)]


def test_who_has_come_to_another_job_is_asked_for_its_code(two: Two) -> None:
    wrong, right, technician = two
    technician.steps(wrong, "on_way")
    technician.steps(wrong, "arrived")
    said = f"{wrong} nahi {right} wale ke yaha hu"
    heard = technician.answers("tell_arrival_code", said)
    assert (heard.outcome, heard.facts["visit"]) == ("ask_arrival_code", right)
    assert (status_of(wrong), status_of(right)) == ("booked", "on_way")


@pytest.mark.parametrize("said", ["3 baje wale ke liye nikal gaya", "3:30 बजे वाले के लिए निकल रहा हूँ"])
def test_an_hour_by_which_a_job_is_called_names_it(two: Two, said: str) -> None:
    _, second, technician = two
    heard = technician.answers("", said)
    assert (heard.outcome, heard.facts["visit"]) == ("on_way", second)


def test_who_was_said_to_come_late_is_gone_to_next(two: Two) -> None:
    _, second, technician = two
    technician.steps(second, "late", minutes=30)
    heard = technician.answers("", "ab nikal raha hu")
    assert (heard.outcome, heard.facts["visit"]) == ("on_way", second)


def test_minutes_are_told_to_no_customer_of_another_job(two: Two) -> None:
    first, second, technician = two
    technician.steps(first, "on_way")
    technician.answers("", f"{second} ke liye 20 minute late ho jaunga")
    assert "visit_late" not in [name for name, _ in told(ARJUN)]
    assert last_told(PRIYA, "visit_late")["late_minutes"] == 20


@pytest.mark.parametrize("said", ["lunch pe ja raha hu 1 ghanta", "खाना खाने जा रहा हूँ एक घंटा"])
def test_a_break_is_told_to_the_owner_and_to_no_customer(two: Two, said: str) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    heard = technician.answers("", said, intent="apply_leave", duration={"hours": 1})
    assert (heard.outcome, heard.facts["visit_word"]) == ("word_passed_on", said)
    assert "visit_late" not in [name for name, _ in told(ARJUN)]


# Several things in one message.


def test_several_jobs_in_one_message_are_several(two: Two) -> None:
    first, second, technician = two
    on_way, rest = _heard(technician, f"{first} ke liye nikla, {second} kisi aur ko de do")
    assert (on_way.outcome, on_way.facts["visit"]) == ("on_way", first)
    handed, left = _heard(technician, rest)
    assert (handed.outcome, handed.facts["visit"], left) == ("handed_back", second, "")


def test_what_is_told_of_one_job_is_heard_of_it(two: Two) -> None:
    first, _, technician = two
    _arrives(first, technician)
    technician.answers("tell_diagnosis", "gas kam thi")
    done, rest = _heard(technician, f"{first} ho gaya chal raha hai, 600 cash mile")
    assert (done.outcome, done.facts["visit"], rest) == ("ask_closing_code", first, f"{first} 600 cash mile")
    paid, _ = _heard(technician, rest)
    assert (paid.outcome, paid.facts["visit"]) == ("noted_for_bill", first)


@pytest.mark.parametrize(
    "said", ["baaki sab kaam kisi aur ko de do, bukhar hai", "आज के बाकी सारे काम किसी और को दे दो"]
)
def test_all_that_is_left_is_handed_back_at_once(two: Two, said: str) -> None:
    first, second, technician = two
    heard = technician.answers("", said, intent="apply_leave")
    assert heard.outcome == "handed_back_all"
    assert [job["visit"] for job in heard.facts["jobs"]] == [first, second]
    assert [name for name, _ in told(OWNER)].count("visit_handed_back") == 2


def test_only_what_is_behind_the_hour_is_handed_back(two: Two) -> None:
    _, second, technician = two
    heard = technician.answers("", "3 baje ke baad ke sab kaam kisi ko de do")
    assert [job["visit"] for job in heard.facts["jobs"]] == [second]


def test_an_open_question_swallows_no_step_of_another_job(two: Two) -> None:
    first, second, technician = two
    _arrives(first, technician)
    heard = technician.answers("tell_diagnosis", f"{second} ke liye nikal gaya")
    assert (heard.outcome, heard.facts["visit"]) == ("on_way", second)
    asked = technician.answers("", "pahunch gaya hu")
    assert (asked.outcome, asked.facts["visit"]) == ("ask_arrival_code", second)


@pytest.mark.parametrize("said", ["{visit} kal karwa do aaj nahi jaunga", "{visit} कल करवा दो"])
def test_another_day_for_a_job_is_for_the_owner(two: Two, said: str) -> None:
    first, _, technician = two
    when = {"date": "2026-11-25", "from": None, "to": None}
    heard = technician.answers("", said.format(visit=first), intent="apply_leave", time=when)
    assert (heard.outcome, heard.facts["visit"]) == ("move_passed_on", first)
    assert "visit_change_wished" in [name for name, _ in told(OWNER)]


# What it costs, and parts.


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("motor 900, labour 200. guarantee 90 din", [("motor", 900), ("labour", 200)]),
        ("motor 900 90 din ki guarantee, labour 200", [("motor", 900), ("labour", 200)]),
        ("compressor jal gaya. original 5200, labour 500", [("compressor jal gaya", 5200), ("labour", 500)]),
        ("fan aur belt badle. 60 aur 180, labour 150", [("fan", 60), ("belt badle", 180), ("labour", 150)]),
        ("मोटर 900, 3 दिन, लेबर 200", [("मोटर", 900), ("लेबर", 200)]),
    ],
)
def test_days_and_guarantees_cost_nothing_and_each_sum_is_of_its_thing(
    said: str, lines: list[tuple[str, int]]
) -> None:
    found = [(each.text, each.paise // 100) for each in told_lines(said) if each.paise]
    assert found == lines


@pytest.mark.parametrize(
    "said",
    [
        "gas nikal gayi hai, 3 din lagenge mangane me, gas 1400 aur labour 450",
        "गैस निकल गई है, मँगाने में 3 दिन लगेंगे, गैस 1400 और लेबर 450",
    ],
)
def test_how_long_it_takes_is_no_line_and_is_said_back(two: Two, said: str) -> None:
    first, _, technician = two
    _arrives(first, technician)
    shown = technician.answers("tell_diagnosis", said)
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", 185000)
    assert any("3" in each for each in shown.facts["spoken_of"])
    with opened() as session:
        found = session.execute(
            text("SELECT work->>'diagnosis' FROM visits WHERE reference = :v"), {"v": first}
        )
        assert found.scalar_one()


def _parts() -> list[tuple[str, str, str]]:
    with opened() as session:
        query = text(
            "SELECT v.reference, p.sku, p.status FROM part_requests p JOIN visits v"
            " ON v.business_id = p.business_id AND v.id = p.visit_id ORDER BY p.id"
        )
        return [tuple(row) for row in session.execute(query)]


@pytest.mark.parametrize(
    "said",
    ["ek remote le ja raha hu dukan se AC wale kaam ke liye", "एसी वाले काम के लिए दुकान से रिमोट ले जा रहा हूँ"],
)
def test_a_part_that_is_taken_along_is_kept_for_the_job_and_nobody_is_on_the_way(two: Two, said: str) -> None:
    first, _, technician = two
    heard = technician.answers("", said, intent="request_spare_part")
    assert heard.outcome in ("part_kept_for_job", "part_ordered_for_job")
    assert heard.facts["visit"] == first
    assert [visit for visit, *_ in _parts()] == [first]
    assert status_of(first) == "booked"
    assert "visit_on_way" not in [name for name, _ in told(ARJUN)]
    assert first in last_told(OWNER, "visit_word_back")["visit_word"]


@pytest.mark.parametrize("said", ["{visit} ke liye remote mangwa do", "{visit} के लिए रिमोट ऑर्डर कर दो"])
def test_a_part_that_is_needed_is_kept_or_ordered_once(two: Two, said: str) -> None:
    first, _, technician = two
    for _ in range(2):
        heard = technician.answers("", said.format(visit=first), intent="request_spare_part")
        assert heard.outcome in ("part_kept_for_job", "part_ordered_for_job")
    assert [visit for visit, *_ in _parts()] == [first]


# Who runs the shop.


@pytest.mark.parametrize(
    "said", ["Salim aur Ravi dono ko bolo kal 8 baje meeting hai", "सलीम और रवि दोनों को बोलो कल 8 बजे मीटिंग है"]
)
def test_words_for_two_go_to_both(two: Two, who: Who, said: str) -> None:
    owner = who(OWNER)
    shown = owner.answers("", said)
    assert shown.outcome == "confirm_word"
    answer = owner._post(
        "/answers",
        {"question": "confirm_word", "summary": shown.facts["summary"], "reading": reading("haan", "affirm")},
    )
    rest = str(answer["facts"]["rest"] or "")
    again = owner.answers("", rest)
    assert again.outcome == "confirm_word"
    assert {shown.facts["customer_name"].split()[0], again.facts["customer_name"].split()[0]} == {
        "Salim",
        "Ravi",
    }


def test_what_the_customer_shall_be_told_beside_comes_next(two: Two, who: Who) -> None:
    first, *_ = two
    free, rest = _heard(who(OWNER), f"{first} free kar do customer ko bolo thursday ko aayenge")
    assert free.outcome == "charge_off"
    word, _ = _heard(who(OWNER), rest)
    assert (word.outcome, word.facts["visit_word"]) == ("confirm_word", "thursday ko aayenge")


def test_what_a_technician_has_finished_today_is_told_to_them(two: Two) -> None:
    first, _, technician = two
    _arrives(first, technician)
    technician.answers("tell_diagnosis", "filter saaf kiya")
    technician.steps(first, "done")
    technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    heard = technician.answers("", "aaj mere kitne kaam pure hue")
    assert (heard.outcome, heard.facts["done_count"]) == ("done_work", 1)


def test_who_is_late_at_one_job_is_not_on_the_way_to_it(two: Two) -> None:
    first, second, technician = two
    late, _ = _heard(technician, "fridge wale ke yahan 40 min late pahunchunga")
    assert (late.outcome, late.facts["visit"]) == ("late", second)
    assert (status_of(first), status_of(second)) == ("booked", "booked")


@pytest.mark.parametrize(
    "said", ["{} ke liye nikla hu 30 min lagega", "{} ke liye nikal gaya, 30 min lagenge"]
)
def test_who_sets_out_to_a_job_and_says_how_long_it_takes_is_on_the_way(two: Two, said: str) -> None:
    first, second, technician = two
    named = second.lower().replace("-", " ")
    went = technician.answers("", said.format(named), "", "change_visit", duration={"minutes": 30})
    assert (went.outcome, went.facts["visit"], status_of(second)) == ("on_way", second, "on_way")
    assert last_told(PRIYA, "visit_on_way")["eta_minutes"] == 30
    assert "visit_late" not in [name for name, _ in told(PRIYA)]
    assert status_of(first) == "booked"


def test_that_somebody_comes_earlier_is_no_delay(two: Two) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    told_so, _ = _heard(technician, f"{first} wale ko bolna 15 min pehle aaunga")
    assert told_so.outcome != "late", told_so
    assert "15 min pehle" in str(told_so.facts)
