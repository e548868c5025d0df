"""Codes, money, steps and decisions that stand together in one message, and words that go to the right person."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from munshi.asking.reading import Reading, Value
from munshi.service.estimates.editing import told_lines
from munshi.service.visits import money_told, proving
from munshi.service.visits.working import says_minutes
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    Decision,
    Somebody,
    at,
    last_told,
    status_of,
    told,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def two(customer: Somebody, who: Who) -> tuple[str, str, Somebody]:
    """Arjun's AC and Priya's fridge, both Salim's, today."""
    first = customer.books(when=at("2026-11-24", "13:30"))
    second = who(PRIYA).books("fridge", when=at("2026-11-24", "15:30"))
    _all_to(SALIM)
    return first, second, who(SALIM)


def _all_to(phone: str) -> None:
    with opened() as session:
        query = text("UPDATE visits SET free = NULL, technician_id ="
                     " (SELECT person_id FROM person_aliases WHERE value = :who)")  # fmt: skip
        session.execute(query, {"who": phone})


def _ready(visit: str, technician: Somebody) -> str:
    """The visit is done; the code that closes it."""
    technician.steps(visit, "on_way")
    technician.steps(visit, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "gas kam thi")
    technician.steps(visit, "done")
    return str(last_told(ARJUN, "visit_code")["visit_code"])


def _both(client: Somebody, said: str, question: str = "") -> tuple[Decision, str]:
    """What became of a message, and what of it is heard next."""
    read = {"text": said, "intents": [{"name": "nlu_fallback", "confidence": 0.9}], "values": []}
    answer = client._post("/answers", {"question": question, "summary": None, "reading": read})
    facts: dict[str, Any] = answer["facts"]
    return Decision(**facts["answer"], page=facts["page"]), str(facts["rest"] or "")


@pytest.mark.parametrize("said", ["code {code}. 250 upi se aaya", "कोड {code}, 250 नकद मिले"])
def test_a_code_and_the_money_beside_it_are_of_the_job_that_is_on(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, _, technician = two
    code = _ready(first, technician)
    closed, rest = _both(technician, said.format(code=code))
    assert (closed.outcome, closed.facts["visit"]) == ("closed", first)
    paid, _ = _both(technician, rest)
    assert (paid.outcome, paid.facts["visit"], paid.facts["estimate_paise"]) == ("paid", first, 25000)


@pytest.mark.parametrize("said", ["{code}", "{visit} ka code {code}", "code is {code}"])
def test_a_code_is_a_code_though_the_fault_of_another_job_is_asked(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, second, technician = two
    code = _ready(first, technician)
    technician.steps(second, "on_way")
    technician.steps(second, "arrived")
    technician.answers("tell_arrival_code", last_told(PRIYA, "visit_on_way")["visit_code"])
    closed = technician.answers("tell_diagnosis", said.format(code=code, visit=first))
    assert (closed.outcome, closed.facts["visit"]) == ("closed", first)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("code 0630. 2500 upi", "0630"),
        ("2500 upi, otp 0630", "0630"),
        ("0630", "0630"),
        ("2500 upi se aaya", None),
    ],
)
def test_which_figures_are_a_code(said: str, code: str | None) -> None:
    assert proving.told_code(said) == code


@pytest.mark.parametrize("said", ["250 upi se aaya", "250 received in cash", "250 नकद मिले"])
def test_money_before_the_bill_is_of_the_job_at_hand_and_not_of_one_that_was_paid(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, second, technician = two
    closed, _ = _both(technician, f"code {_ready(first, technician)}")
    technician.answers("", f"{closed.facts['estimate_paise'] // 100} cash mil gaye")
    technician.steps(second, "on_way")
    technician.steps(second, "arrived")
    technician.answers("tell_arrival_code", last_told(PRIYA, "visit_on_way")["visit_code"])
    noted = technician.answers("tell_diagnosis", said)
    assert (noted.outcome, noted.facts["visit"], noted.facts["estimate_paise"]) == (
        "advance_noted",
        second,
        25000,
    )


@pytest.mark.parametrize(
    ("said", "of_money"),
    [
        ("sirf 200 labour, paani bhar diya", False),
        ("200 cash liye", True),
        ("labour 200 cash mila", True),
        ("मजदूरी 200", False),
        ("AC wale ke liye nikal gaya, 15 min me pahunchunga", False),
        ("एसी वाले के लिए निकल गया, 15 मिनट में पहुँचूँगा", False),
        ("AC के लिए 300 नकद मिले", True),
    ],
)
def test_what_work_costs_is_no_money_that_was_taken(said: str, of_money: bool) -> None:
    assert money_told.tells_of_money(said) is of_money


def test_a_word_before_a_sum_that_only_says_that_it_is_all_begins_no_line() -> None:
    assert [(each.text, each.paise) for each in told_lines("sirf 200 labour")] == [("labour", 20000)]
    assert [(each.text, each.paise) for each in told_lines("only 350 service")] == [("service", 35000)]


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("remote ka cell dheela tha. labour 300", ["remote ka cell dheela tha"]),
        ("labour 300, the remote was only dusty inside", ["remote was only dusty inside"]),
        ("remote kharab hai, labour 300", []),
        ("remote lagega, labour 300", []),
    ],
)
def test_a_part_that_is_only_spoken_of_is_in_no_estimate(
    two: tuple[str, str, Somebody], said: str, spoken: list[str]
) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.steps(first, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "thanda nahi")
    shown = technician.answers("tell_estimate", said)
    assert (shown.outcome, shown.facts["spoken_of"]) == ("confirm_estimate", spoken)
    assert len(shown.facts["estimate_lines"]) == (1 if spoken else 2)


@pytest.mark.parametrize(
    "said", ["{visit} pe nikal gaya 20 min me pahunchunga", "pehli wali pe nikal raha hu"]
)
def test_who_sets_out_says_when_they_will_be_there(two: tuple[str, str, Somebody], said: str) -> None:
    first, _, technician = two
    value = {"minutes": 20} if "20" in said else None
    gone = technician.answers("", said.format(visit=first), duration=value)
    assert (gone.outcome, gone.facts["visit"]) == ("on_way", first)
    assert last_told(ARJUN, "visit_on_way")["eta_minutes"] == (20 if value else None)


@pytest.mark.parametrize(
    "said", ["{first} Ravi ko do, {second} Salim ko", "give {first} to Ravi and {second} to Salim"]
)
def test_two_visits_in_one_message_are_given_one_after_the_other(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    first, second, _ = two
    text_ = said.format(first=first, second=second)
    place = text_.find(" and ")
    read: dict[str, Any] = {
        "text": text_,
        "intents": [{"name": "nlu_fallback", "confidence": 0.9}],
        "values": [],
    }
    if place > 0:
        read["facets"] = [{"facet": "joins_clauses", "value": "so", "start": place + 1, "end": place + 4}]
    facts = who(OWNER)._post("/answers", {"question": "", "summary": None, "reading": read})["facts"]
    assert facts["answer"]["facts"]["visit"] == first
    assert second in facts["rest"]
    assert first not in facts["rest"]


@pytest.mark.parametrize("said", ["Salim ki sari visit Ravi ko de do", "give all of Salim's visits to Ravi"])
def test_all_that_one_technician_has_goes_to_another_as_far_as_they_can(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    first, second, _ = two
    given = who(OWNER).answers("", said.replace("'s", ""))
    assert given.outcome == "given_some"  # Ravi does no fridges
    assert [each["visit"] for each in given.facts["jobs"]] == [first]
    assert [each["visit"] for each in given.facts["others"]] == [second]
    assert last_told(RAVI, "visit_job")["visit"] == first


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("{visit} ka samay badal ke kal 4 baje karna hai", "move_passed_on"),
        ("{visit} ko kal 4 baje kar dunga, customer ne bola", "move_passed_on"),
        ("{visit} cancel kar do customer ko nahi chahiye", "cancel_passed_on"),
        ("cancel {visit}, they do not want it", "cancel_passed_on"),
    ],
)
def test_what_a_technician_wants_changed_is_for_the_owner_and_changes_nothing(
    two: tuple[str, str, Somebody], said: str, outcome: str
) -> None:
    first, _, technician = two
    words = said.format(visit=first)
    answer = technician.answers("correct_leave", words, intent="apply_leave", time=at("2026-11-25", "16:00"))
    assert (answer.outcome, answer.facts["visit"], status_of(first)) == (outcome, first, "booked")
    notice = "visit_hour_wished" if outcome == "move_passed_on" else "visit_change_wished"
    assert last_told(OWNER, notice)["visit_word"] == words


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("remote khatam, 3 chahiye kal ke liye malik ko bolo", "remote khatam, 3 chahiye kal ke liye"),
        ("malik ko bol do mujhe remote chahiye", "mujhe remote chahiye"),
        ("tell the owner I need a ladder", "I need a ladder"),
        ("मालिक को बोलो सीढ़ी चाहिए", "सीढ़ी चाहिए"),
    ],
)
def test_words_for_the_owner_reach_the_owner(two: tuple[str, str, Somebody], said: str, word: str) -> None:
    _, _, technician = two
    answer = technician.answers("", said, intent="request_spare_part")
    assert (answer.outcome, answer.facts["visit_word"]) == ("word_passed_on", word)
    assert last_told(OWNER, "visit_word_back")["visit_word"] == word


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("{visit} me kya hua, Ravi ko bolo AC trip hota hai", "Ravi"),
        ("{visit} wale ko bolo der hogi", "Arjun"),
        ("{visit} रुका है, रवि को बोलो AC बंद है", "Ravi"),
    ],
)
def test_words_go_to_who_is_named_right_before_them(
    two: tuple[str, str, Somebody], who: Who, said: str, whom: str
) -> None:
    first, _, _ = two
    shown = who(OWNER).answers("", said.format(visit=first))
    assert (shown.outcome, shown.facts["customer_name"].split()[0]) == ("confirm_word", whom)


@pytest.mark.parametrize("said", ["nahi customer ko nahi, Ravi ko bhejna tha", "नहीं, रवि को भेजना था"])
def test_shown_words_go_to_somebody_else_and_are_no_other_decision(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    first, _, _ = two
    owner = who(OWNER)
    shown = owner.answers("", f"{first} wale ko bolo der hogi")
    other = owner.answers("confirm_word", said, shown.facts["summary"], "deny")
    assert (other.outcome, other.facts["visit_word"]) == ("confirm_word", "der hogi")
    assert other.facts["customer_name"].startswith("Ravi")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("aaj aur koi kaam hai kya", "jobs"),
        ("mere sab kaam batao", "jobs"),
        ("what jobs are left for me", "jobs"),
        ("kaunsi visit cancel hui", "none_called_off"),
    ],
)
def test_a_technician_asks_for_own_jobs_while_leave_is_asked(
    two: tuple[str, str, Somebody], said: str, outcome: str
) -> None:
    assert two[2].answers("confirm_leave", said, intent="ask_team_leave").outcome == outcome


def test_the_owner_sees_what_is_done_with_what_is_open_and_who_took_what(
    two: tuple[str, str, Somebody], who: Who
) -> None:
    first, second, technician = two
    closed, _ = _both(technician, f"code {_ready(first, technician)}")
    rupees = closed.facts["estimate_paise"] // 100
    technician.answers("", f"{rupees} cash mil gaye")
    seen = who(OWNER).answers("", "aaj kitni visit hui")
    assert [each["visit"] for each in seen.facts["jobs"]] == [first, second]
    taken = who(OWNER).answers("", "Salim aur Ravi ka aaj ka cash batao")
    assert taken.outcome == "taken_of"
    sums = {each["name"].split()[0]: each["paid_parts"] for each in taken.facts["takers"]}
    assert sums == {"Salim": [{"by": "cash", "paise": rupees * 100}], "Ravi": []}


@pytest.mark.parametrize(
    "said", ["aaj kitna paisa lena baki hai", "how much is left to collect", "कितना पैसा लेना बाकी है"]
)
def test_a_technician_asks_what_is_still_to_be_taken(two: tuple[str, str, Somebody], said: str) -> None:
    first, _, technician = two
    assert technician.answers("", said).outcome == "nothing_to_take"
    closed, _ = _both(technician, f"code {_ready(first, technician)}")
    left = technician.answers("", said)
    assert (left.outcome, left.facts["estimate_paise"]) == ("still_to_take", closed.facts["estimate_paise"])


@pytest.mark.parametrize(
    "said", ["{visit} ka bill galat bana, 200 hona chahiye", "bill of {visit} should be less"]
)
def test_a_bill_stays_and_the_owner_hears_what_is_possible(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    first, second, technician = two
    _both(technician, f"code {_ready(first, technician)}")
    assert who(OWNER).answers("", said.format(visit=first)).outcome == "bill_stands"
    assert who(OWNER).answers("", said.format(visit=second)).outcome == "no_bill_yet"


def test_nobody_else_hears_a_technicians_word(two: tuple[str, str, Somebody]) -> None:
    two[2].answers("", "malik ko bol do mujhe remote chahiye")
    assert not [name for name, _ in told(FATIMA) if name == "visit_word_back"]


@pytest.mark.parametrize(
    "said",
    ["kaam ho gaya code {code}, 250 cash liye, fuse badla", "काम हो गया कोड {code}, 250 नकद मिले, फ़्यूज़ बदला"],
)
def test_what_is_left_behind_a_code_and_money_is_heard_too(two: tuple[str, str, Somebody], said: str) -> None:
    first, _, technician = two
    closed, rest = _both(technician, said.format(code=_ready(first, technician)))
    assert (closed.outcome, closed.facts["visit"]) == ("closed", first)
    paid, left = _both(technician, rest)
    assert paid.outcome == "paid"
    assert left == f"{first} {said.split(', ')[-1]}"


@pytest.mark.parametrize("said", ["sirf labour 200 hai", "सिर्फ लेबर 200 है"])
def test_what_was_agreed_to_and_done_changes_no_more_and_that_is_said(
    two: tuple[str, str, Somebody], customer: Somebody, said: str
) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.steps(first, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "thanda nahi")
    shown = technician.answers("tell_estimate", "labour 300")
    technician.steps(first, "send_estimate", summary=shown.facts["summary"])
    customer.steps(first, "approve", version="1")
    technician.steps(first, "done")
    assert technician.answers("tell_estimate", said).outcome == "estimate_agreed"
    assert technician.answers("", "galti se kaam poora likha").outcome == "step_back"
    assert technician.answers("tell_estimate", said).outcome == "confirm_estimate"


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("aaj kitni visit hui, kaun kahan hai", "kaun kahan hai"),
        ("which visits are there today? who is where", "who is where"),
    ],
)
def test_two_lists_in_one_message_are_told_one_after_the_other(
    two: tuple[str, str, Somebody], who: Who, said: str, rest: str
) -> None:
    first, left = _both(who(OWNER), said)
    assert (first.outcome, left) == ("board", rest)
    assert _both(who(OWNER), left)[0].outcome == "whereabouts"


def _arrives(visit: str, technician: Somebody) -> None:
    technician.steps(visit, "on_way")
    technician.steps(visit, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "gas kam thi")


@pytest.mark.parametrize(
    "said", ["kaam ho gaya 250 cash le liye", "250 cash le liye kaam ho gaya", "काम हो गया 250 नकद मिले"]
)
def test_the_end_of_a_job_and_money_in_one_breath_are_both_heard(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, _, technician = two
    _arrives(first, technician)
    one, rest = _both(technician, said)
    other, _ = _both(technician, rest)
    outcomes = {one.outcome, other.outcome}
    assert outcomes in ({"ask_closing_code", "advance_noted"}, {"ask_closing_code", "noted_for_bill"})
    assert status_of(first) == "ready"


@pytest.mark.parametrize(
    ("said", "outcome", "rupees"),
    [
        ("cash 250 mil gaya", "advance_already", [250]),
        ("aur 250 cash mile", "advance_noted", [250, 250]),
        ("और 250 नकद मिले", "advance_noted", [250, 250]),
        ("galti se likha, cash nahi upi tha", "advance_noted", [250]),
    ],
)
def test_the_same_money_before_the_bill_is_written_once_and_put_right(
    two: tuple[str, str, Somebody], said: str, outcome: str, rupees: list[int]
) -> None:
    first, _, technician = two
    _arrives(first, technician)
    assert technician.answers("", "250 cash mile").outcome == "advance_noted"
    assert technician.answers("", said).outcome == outcome
    with opened() as session:
        query = text("SELECT work FROM visits WHERE reference = :visit")
        work = session.execute(query, {"visit": first}).scalar_one()
    assert [each["paise"] // 100 for each in work["advance"]] == rupees
    assert work["advance"][-1]["by"] == ("upi" if "upi" in said else "cash")


@pytest.mark.parametrize(
    "said",
    ["Salim ko kal ki chhutti de do, {visit} Ravi ko de do", "{visit} रवि को दो, सलीम को कल की छुट्टी दे दो"],
)
def test_what_stands_beside_a_visit_that_is_given_comes_next(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    first, _, _ = two
    given, rest = _both(who(OWNER), said.format(visit=first))
    assert (given.outcome, given.facts["visit"]) == ("assigned", first)
    assert "chhutti" in rest or "छुट्टी" in rest


@pytest.mark.parametrize(
    "said",
    [
        "Ravi ko bolo kal jaldi aaye, Salim ko bolo remote le jaye",
        "रवि को बोलो जल्दी आए, सलीम को बोलो रिमोट ले जाए",
    ],
)
def test_words_for_two_people_are_shown_one_after_the_other(
    two: tuple[str, str, Somebody], who: Who, said: str
) -> None:
    shown, _ = _both(who(OWNER), said)
    assert shown.facts["customer_name"].startswith("Ravi")
    assert shown.facts["visit_word"] in ("kal jaldi aaye", "जल्दी आए")
    body = {"question": "confirm_word", "summary": shown.facts["summary"]}
    read = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}], "values": []}
    facts = who(OWNER)._post("/answers", {**body, "reading": read})["facts"]
    assert facts["rest"] == said.split(", ")[1]


def test_an_advance_is_in_the_hands_of_who_took_it(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    _arrives(first, technician)
    technician.answers("", "250 cash mile")
    taken = technician.answers("", "maine aaj kitna cash liya")
    assert (taken.outcome, taken.facts["paid_parts"]) == ("taken_today", [{"by": "cash", "paise": 25000}])


@pytest.mark.parametrize("said", ["sudama nagar AC nikal gaya hu 16 wala", "9 baje ki jagah 11 baje aaunga"])
def test_a_figure_in_a_sentence_is_no_number_of_minutes(said: str) -> None:
    hours = [Value("time", {"from": "09:00", "to": None, "date": None})] if "baje" in said else []
    read = Reading(said, [("nlu_fallback", 0.9)], hours)
    assert not says_minutes(read)
    assert says_minutes(Reading("20", [("nlu_fallback", 0.9)]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1.5 kg gas 3300, labour 800", [("1.5 kg gas", 330000, 1), ("labour", 80000, 1)]),
        ("gas 1.5 kg 3300", [("gas 1.5 kg", 330000, 1)]),
        ("copper pipe 2 metre 760", [("copper pipe 2 metre", 76000, 1)]),
        ("2 metre pipe, labour 800", [("pipe", None, 2), ("labour", 80000, 1)]),
        ("wire 2 metre", [("wire", None, 2)]),
        ("labour 500,, ", [("labour", 50000, 1)]),
        ("2 filter 300, labour 450.50", [("filter", 30000, 2), ("labour", 45050, 1)]),
    ],
)
def test_what_is_weighed_or_measured_is_no_price_and_no_number_of_pieces(
    text: str, lines: list[tuple[str, int | None, int]]
) -> None:
    assert [(each.text, each.paise, each.quantity) for each in told_lines(text)] == lines
