"""What a customer leaves out of a booked visit or adds to it: who comes hears it, and nothing is moved."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import Somebody, at, last_told, technician_of, told

SAID = "geyser garam nahi kar raha, fan bhi awaz karta hai aur socket dhila hai, 7 Sneh Nagar 452001"
THEN = at("2026-11-25", "11:30")
Who = Callable[[str], Somebody]


def _books(customer: Somebody) -> str:
    shown = customer.wants(SAID, time=THEN)
    booked = customer.agrees("confirm_visit", shown)
    assert booked.outcome == "booked", (shown, booked)
    return str(booked.facts["visit"])


def _work_and_hour() -> tuple[str, str, int]:
    with opened() as session:
        row = session.execute(
            text(
                "SELECT coalesce(t.problem, v.work->>'problem'), v.starts_at::text,"
                " (SELECT count(*) FROM visits) FROM visits v LEFT JOIN tickets t"
                " ON t.business_id = v.business_id AND t.id = v.ticket_id"
            )
        ).one()
    return str(row[0]), str(row[1]), int(row[2])


@pytest.mark.parametrize(
    "said",
    [
        "fan rehne do, sirf geyser aur socket dekhna",
        "don't do the fan, only the geyser and the socket",
        "fan mat dekhna",
        "फैन रहने दो",
    ],
)
def test_what_is_left_out_of_a_booked_visit_goes_out_of_its_work(customer: Somebody, said: str) -> None:
    visit = _books(customer)
    before = _work_and_hour()
    answer = customer.answers("", said)
    assert (answer.outcome, answer.facts.get("visit")) == ("noted", visit), answer
    now = _work_and_hour()
    assert ("fan" not in now[0], "geyser" in now[0], "socket" in now[0]) == (True, True, True), now
    assert now[1:] == before[1:]
    assert last_told(technician_of(visit), "visit_note")["note_words"] == said


@pytest.mark.parametrize(
    "said",
    [
        "ek aur kaam hai, switch board bhi dhila hai",
        "one more thing, the door bell is not ringing",
        "एक और काम है, दरवाज़े की घंटी नहीं बजती",
        "ek aur kaam hai, nal bhi tapak raha hai",
    ],
)
def test_more_work_is_added_to_the_visit_and_told(customer: Somebody, said: str) -> None:
    visit = _books(customer)
    before = _work_and_hour()
    answer = customer.answers("", said, intent="raise_ticket")
    assert answer.outcome == "noted", answer
    assert said in _work_and_hour()[0]
    assert _work_and_hour()[1:] == before[1:]
    assert last_told(technician_of(visit), "visit_note")["note_words"] == said


def test_a_machine_that_another_technician_knows_is_a_visit_of_its_own(customer: Somebody) -> None:
    visit = _books(customer)  # of Ravi, who knows no fridges
    answer = customer.answers("", "ek aur kaam hai, fridge bhi thanda nahi kar raha", intent="raise_ticket")
    assert answer.outcome != "noted"
    assert "visit_note" not in [name for name, _ in told(technician_of(visit))]


def test_that_all_of_it_is_not_wanted_changes_no_work(customer: Somebody) -> None:
    customer.books()
    before = _work_and_hour()
    customer.answers("", "AC rehne do")
    assert _work_and_hour() == before


def test_a_second_machine_that_is_left_out_does_not_come_next(customer: Somebody) -> None:
    said = "geyser garam nahi kar raha aur washing machine bhi kharab hai, 7 Sneh Nagar 452001"
    assert customer.wants(said).outcome == "choose_slot"
    again = customer.answers("choose_visit_slot", "washing machine rehne do, sirf geyser dekhna")
    shown = customer.answers("choose_visit_slot", "", time=THEN)
    assert (again.facts["machine"], shown.outcome) == ("geyser", "confirm"), (again, shown)
    assert not shown.facts.get("second"), shown


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ("2 fan, 1 geyser aur bathroom ka nal theek karwana hai, 7 Sneh Nagar 452001", "geyser"),
        ("fan and an AC to be repaired, 7 Sneh Nagar 452001", "ac"),
        ("पंखा और गीज़र ठीक करवाना है, 7 Sneh Nagar 452001", "geyser"),
    ],
)
def test_of_a_list_of_work_the_first_that_somebody_does_is_booked_with_all_the_words(
    customer: Somebody, said: str, machine: str
) -> None:
    shown = customer.wants(said, time=THEN)
    assert (shown.outcome, shown.facts["machine"]) == ("confirm", machine), shown
    assert said.split(",")[0].split(" aur ")[0].split()[0] in str(shown.facts), shown


def test_a_machine_that_is_only_told_of_is_not_booked(customer: Somebody) -> None:
    said = "fan kharab hai, fridge wale aaye the pehle, 7 Sneh Nagar 452001"
    assert customer.wants(said).outcome == "nobody_for_it"


def test_one_of_two_visits_that_is_left_out_is_asked_to_be_called_off(customer: Somebody) -> None:
    customer.books(when=THEN)
    other = customer.books("fridge", when=at("2026-11-26", "11:30"))
    asked = customer.answers("", "fridge rehne do, sirf AC dekhna")
    assert (asked.outcome, asked.facts["visit"]) == ("confirm_cancel", other), asked
    kept = customer.answers("confirm_cancel_visit", "nahi", asked.facts["summary"], "deny")
    assert kept.outcome == "kept", kept
