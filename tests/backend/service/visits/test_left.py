"""What nothing has read of a wish for a visit goes along as a note, in the person's words."""

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.visits import words
from munshi.service.visits.left import for_who_comes, left
from munshi.service.visits.told import told
from tests.backend.service.visits.conftest import RAVI, SALIM, Somebody, at
from tests.backend.service.visits.conftest import told as told_to


def _said(text: str, *times: str, left_over: tuple[str, ...] = ()) -> Reading:
    values = [
        Value("time", {"from": "11:00", "to": None}, at := text.index(each), at + len(each)) for each in times
    ]
    over = [{"text": each, "kind": "note"} for each in left_over]
    return Reading(text, [("request_technician", 1.0)], values, left_over=over)


@pytest.mark.parametrize(
    ("reading", "note"),
    [
        (_said("send a person who speaks Telugu. AC is leaking"), "send a person who speaks Telugu"),
        (
            _said("फ्रिज बंद है, किसी बुजुर्ग मिस्त्री को भेजना", left_over=("बुजुर्ग",)),
            "किसी बुजुर्ग मिस्त्री को भेजना",
        ),
        (_said("AC band hai, seedhi saath lana"), "seedhi saath lana"),
        (_said("TV band hai, kal 5 baje mistri bhejo", "kal 5 baje"), None),
        (_said("AC band hai, kitna lagega"), None),
        (_said("fridge ke liye koi aao please"), None),
        (_said("mera AC theek kar do, kal 5 baje aa jao na", "kal 5 baje"), None),
    ],
)
def test_what_is_neither_fault_nor_booking_nor_question_is_a_note(reading: Reading, note: str | None) -> None:
    assert left(reading, told(reading)) == note


@pytest.mark.parametrize(
    "said",
    [
        "AC thanda nahi kar raha, seedhi saath lana, 7 Sneh Nagar 452001",
        "AC is not cooling, send a person who speaks Telugu, 7 Sneh Nagar 452001",
    ],
)
def test_the_note_is_shown_and_who_comes_reads_it(customer: Somebody, said: str) -> None:
    shown = customer.wants(said, time=at("2026-11-25", "11:30"))
    note = said.split(", ")[1]
    assert (shown.outcome, shown.facts["note"]) == ("confirm", note)
    booked = customer.agrees("confirm_visit", shown)
    assert booked.outcome == "booked"
    assert note in str(next(facts["problem"] for who in (SALIM, RAVI) for name, facts in told_to(who)))


@pytest.mark.parametrize("said", ["9/1 is the house number", "9/1 house no hai"])
def test_a_house_that_is_said_again_takes_no_street_away(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC thanda nahi karta, 9/1 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    again = customer.answers("confirm_visit", said, shown.facts["summary"])
    assert (again.outcome, again.facts["address"]) == ("confirm", "9/1 Sneh Nagar")


@pytest.mark.parametrize(
    "said",
    ["not buying anything, I need a visit", "kharidna nahi hai, mistri chahiye", "charge nahi lagna chahiye"],
)
def test_a_no_to_goods_or_to_a_charge_gives_up_no_visit(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC thanda nahi karta, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    again = customer.answers("confirm_visit", said, shown.facts["summary"], "deny")
    assert again.outcome in ("confirm", "changed")


@pytest.mark.parametrize(
    "said",
    [
        "Please tell him to call before coming, there is a dog, Use the back gate",
        "He should use the back gate, There is a dog so he should call first",
        "kutta hai, aane se pehle phone kar dena, peeche wale gate se",
        "कुत्ता है, आने से पहले फोन कर देना, पीछे वाले गेट से",
    ],
)
def test_a_note_for_who_comes_is_whole(said: str) -> None:
    assert for_who_comes(_said(said.replace(", Use", ". Use").replace(", There", ". There"))) == said


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("friday ko kar do, seedhi saath lana", "seedhi saath lana"),
        ("visit aage badha do, aane se pehle phone karna", "aane se pehle phone karna"),
        ("aane se pehle phone karna, kitna lagega?", "aane se pehle phone karna"),
        ("visit kab hai", None),
    ],
)
def test_what_changes_or_asks_of_the_visit_is_no_note(said: str, note: str | None) -> None:
    times = ("friday",) if "friday" in said else ()
    assert for_who_comes(_said(said, *times)) == note


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("dono ek hi admi dekh lega na?", None),
        ("he should call first", None),
        ("pehle phone kar lena", None),
        ("first one", 1),
        ("pehla wala, aane se pehle phone karna", 1),
        ("2", 2),
    ],
)
def test_no_hour_is_chosen_by_a_question_or_by_who_shall_call_first(said: str, place: int | None) -> None:
    assert words.chosen_in(said) == place


@pytest.mark.parametrize("said", ["dono ek hi admi dekh lega na?", "ek hi mistri dono kaam kar dega?"])
def test_a_question_while_hours_are_shown_chooses_none(customer: Somebody, said: str) -> None:
    assert customer.wants("AC thanda nahi karta, 7 Sneh Nagar 452001").outcome == "choose_slot"
    answer = customer.answers("choose_visit_slot", said)
    assert "starts_at" not in answer.facts


@pytest.mark.parametrize("question", ["give_visit_address", "choose_visit_slot", "confirm_visit"])
@pytest.mark.parametrize("said", ["88A toner bhi sath le aana", "88A टोनर भी साथ ले आना"])
def test_what_who_comes_shall_bring_is_a_note_of_the_visit_and_no_order(
    customer: Somebody, question: str, said: str
) -> None:
    fault, place = "AC thanda nahi karta", ", 7 Sneh Nagar 452001"
    if question == "give_visit_address":
        asked = customer.wants(f"{fault}, mistri bhejo")
    elif question == "choose_visit_slot":
        asked = customer.wants(f"{fault}{place}")
    else:
        asked = customer.wants(f"{fault}{place}", time=at("2026-11-25", "11:30"))
    answer = customer.answers(question, said, asked.facts.get("summary"), "place_order")
    assert answer.page == "request_technician"
    if question != "confirm_visit":
        customer.answers("give_visit_address", "7 Sneh Nagar 452001")
        answer = customer.answers("choose_visit_slot", "kal 11.30", time=at("2026-11-25", "11:30"))
    assert customer.agrees("confirm_visit", answer).outcome == "booked"
    assert said in str(next(facts["problem"] for who in (SALIM, RAVI) for _, facts in told_to(who)))
