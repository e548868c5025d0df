"""What a customer says of who comes: kept with the visit, told to the owner, and answered."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    OWNER,
    RAVI,
    SALIM,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
NAMES = {SALIM: "Salim", RAVI: "Ravi"}


@pytest.mark.parametrize("said", ["kal wahi aa rahe hain na?", "{name} hi aayenge na, poochha"])
def test_who_comes_is_answered(customer: Somebody, said: str) -> None:
    visit = customer.books()
    name = NAMES.get(technician_of(visit), "Pooja")
    answer = customer.answers("choose_new_slot", said.format(name=name), intent="change_visit")
    assert (answer.outcome, answer.facts["technician"].split()[0]) == ("who_comes", name)
    assert not [each for each, _ in told(OWNER) if each == "visit_who_wished"]


@pytest.mark.parametrize("said", ["doosra mistri bhejo na", "{name} nahi chahiye, kisi aur mistri ko bhejo"])
def test_somebody_else_is_offered_and_the_owner_hears_the_wish(customer: Somebody, said: str) -> None:
    visit = customer.books()
    before = technician_of(visit)
    said = said.format(name=NAMES.get(before, "Pooja"))
    offered = customer.answers("", said, intent="change_visit")
    assert last_told(OWNER, "visit_who_wished")["visit_word"] == said
    if offered.outcome == "who_wish_told":
        return
    assert offered.outcome == "confirm_other"
    sent = customer.agrees("confirm_other_technician", offered)
    assert sent.outcome == "who_settled"
    assert technician_of(visit) != before
    assert last_told(before, "visit_job_gone")["visit"] == visit


def test_of_a_visit_that_nobody_can_keep_it_is_said_that_another_time_is_needed(customer: Somebody) -> None:
    visit = customer.books()
    with opened() as session:
        session.execute(
            text("UPDATE visits SET status = 'displaced' WHERE reference = :visit"), {"visit": visit}
        )
        others = text("UPDATE technicians SET skills = '{}'")
        session.execute(others)
    answer = customer.answers("", "kal kisi aur ko bhejo is visit par", intent="change_visit")
    assert (answer.outcome, answer.facts["visit_status"]) == ("no_slots", "displaced")


def test_a_wish_said_while_booking_is_kept_with_the_visit(customer: Somebody) -> None:
    shown = customer.wants(
        "AC ke liye mistri bhejo, 7 Sneh Nagar 452001, par Salim ko mat bhejna",
        time=at("2026-11-25", "11:30"),
    )
    assert (shown.outcome, shown.facts["who_note"]) == ("confirm", "Salim ko mat bhejna")
    visit = str(customer.agrees("confirm_visit", shown).facts["visit"])
    assert technician_of(visit) != SALIM
    assert last_told(OWNER, "visit_who_wished")["visit"] == visit
    with opened() as session:
        query = text("SELECT work ->> 'who_wished' FROM visits WHERE reference = :visit")
        assert session.execute(query, {"visit": visit}).scalar_one() == "Salim ko mat bhejna"


@pytest.mark.parametrize(("name", "phone"), [("Salim", SALIM), ("Ravi", RAVI)])
def test_who_is_named_comes_where_they_are_free(customer: Somebody, name: str, phone: str) -> None:
    shown = customer.wants(
        f"AC ke liye mistri bhejo, 7 Sneh Nagar 452001, {name} hi aaye", time=at("2026-11-25", "11:30")
    )
    visit = str(customer.agrees("confirm_visit", shown).facts["visit"])
    assert technician_of(visit) == phone


def test_praise_of_a_technician_by_name_is_kept_without_stars(customer: Somebody) -> None:
    customer.books()
    kept = customer.answers("", "Salim ji ne bahut accha kaam kiya, unhe dhanyavaad bolna", intent="thank")
    assert (kept.outcome, kept.page) == ("noted", "give_feedback")
    with opened() as session:
        assert session.execute(text("SELECT words, rating FROM feedback ORDER BY id DESC LIMIT 1")).one() == (
            "Salim ji ne bahut accha kaam kiya, unhe dhanyavaad bolna",
            None,
        )


@pytest.mark.parametrize("said", ["AC thanda nahi karta, {name} ko bhejna, 7 Sneh Nagar 452001",
                                  "AC is not cooling, send {name} please, 7 Sneh Nagar 452001"])  # fmt: skip
def test_who_is_named_for_a_visit_comes_and_is_shown_before_the_yes(customer: Somebody, said: str) -> None:
    for name in NAMES.values():
        shown = customer.wants(said.format(name=name), time=at("2026-11-25", "11:30"))
        assert (shown.outcome, shown.facts["who_then"].split()[0]) == ("confirm", name)


@pytest.mark.parametrize("said", ["{name} ke alawa koi hai?", "somebody other than {name} then?"])
def test_another_than_the_named_one_can_be_asked_for_while_the_visit_is_shown(
    customer: Somebody, said: str
) -> None:
    shown = customer.wants("AC thanda nahi karta, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    again = customer.answers("confirm_visit", said.format(name="Salim"), shown.facts["summary"])
    assert again.outcome in ("confirm", "changed")
    assert again.facts["who_then"].split()[0] != "Salim"


@pytest.mark.parametrize(
    "said", ["ok then who comes for which one?", "kaun aayega kis ke liye?", "कौन आएगा?"]
)
def test_of_several_visits_who_comes_is_told_of_each(customer: Somebody, said: str) -> None:
    both = [customer.books("AC"), customer.books("fridge", at("2026-11-26", "11:30"))]
    heard = customer.answers("", said, intent="list_approvals")
    assert (heard.outcome, [each["visit"] for each in heard.facts["visits"]]) == ("visits", both)
    assert all(each["technician"] for each in heard.facts["visits"])


@pytest.mark.parametrize("said", ["who will come?", "kaun aayega?"])
def test_who_comes_for_the_only_visit_is_told(customer: Somebody, said: str) -> None:
    visit = customer.books()
    heard = customer.answers("", said)
    assert (heard.outcome, heard.facts["visit"]) == ("who_comes", visit)
