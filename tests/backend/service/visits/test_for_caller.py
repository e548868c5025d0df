"""Who runs the shop writes for who has called: a visit or a plan is that customer's, who hears it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.readings import value
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    Decision,
    Somebody,
    at,
    closes,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
CALLER = "919876500321"
THEN = at("2026-11-25", "11:30")


def _whose(table: str) -> list[str]:
    """The phones of whose the rows of a table are, the last one last."""
    with opened() as session:
        query = text(
            f"SELECT a.value FROM {table} t JOIN person_aliases a ON a.person_id = t.person_id ORDER BY t.id"
        )
        return [str(row[0]) for row in session.execute(query)]


def _says(owner: Somebody, said: str, **values: Any) -> Decision:
    return owner.answers("", said, intent="place_order", **values)


def _taps(owner: Somebody, meant: dict[str, object]) -> Decision:
    return owner.taps("/visits/change", visit=str(meant["person"]), wanted="visit_for")


def test_the_day_behind_a_call_that_came_is_the_one_to_come(who: Who, books: None) -> None:
    said = "गणेश माने का फोन आया था, 919876500321, एसी ठंडा नहीं कर रहा, 7 स्नेह नगर 452001, कल 11:30"
    yesterday = at("2026-11-23", "11:30")
    read = value("time", yesterday, said.index("कल"), len(said))
    booked = who(OWNER).hears(
        said, [read, value("phone", f"+{CALLER}"), value("pincode", "452001")], "request_technician"
    )
    assert (booked.outcome, booked.facts["starts_at"][:10]) == ("booked_for_ticket", "2026-11-25"), booked


@pytest.mark.parametrize(
    "said",
    [
        "919876500321 [Ganesh Mane](name) ka AC thanda nahi kar raha, 7 Sneh Nagar 452001, kal 11:30 {technician}",
        "919876500321 गणेश माने का एसी ठंडा नहीं कर रहा, 7 स्नेह नगर 452001, कल 11:30 {technician}",
        "[Ganesh Mane](name) 919876500321 AC visit, 7 Sneh Nagar 452001, tomorrow 11:30, {technician}",
    ],
)
def test_a_visit_for_who_has_called_is_theirs(who: Who, books: None, said: str) -> None:
    booked = _says(
        who(OWNER), said.format(technician="Salim"), phone=f"+{CALLER}", pincode="452001", time=THEN
    )
    assert (booked.outcome, booked.facts["customer_phone"]) == ("booked_for_ticket", f"+{CALLER}"), booked
    assert technician_of(booked.facts["visit"]) == "919000000321"
    assert (_whose("visits")[-1], _whose("tickets")[-1]) == (CALLER, CALLER)
    assert "visit_assigned" in [name for name, _ in told(CALLER)]


def test_a_customer_is_known_by_name_and_where_they_live(customer: Somebody, who: Who) -> None:
    customer.books(when=THEN)
    booked = _says(
        who(OWNER), "Arjun ka fridge thanda nahi kar raha, kal 3 baje visit", time=at("2026-11-25", "15:00")
    )
    assert booked.outcome in ("booked_for_ticket", "not_free_for_ticket"), booked
    assert _whose("tickets")[-1] == ARJUN


@pytest.mark.parametrize(
    "said", ["Arjun ki AC wali visit cancel karo, unhone mana kar diya", "cancel the AC technician for Arjun"]
)
def test_who_calls_off_for_a_customer_books_nothing(who: Who, said: str) -> None:
    who(ARJUN).reports("AC thandi hawa nahi deta, 7 Sneh Nagar 452001", [])
    before = _whose("visits")
    assert _says(who(OWNER), said).outcome != "booked_for_ticket"
    assert _whose("visits") == before


def test_the_machine_for_which_somebody_comes_already_is_moved(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    moved = _says(who(OWNER), "Arjun ki AC ki visit parso 3 baje kar do", time=at("2026-11-26", "15:00"))
    assert (moved.facts.get("visit"), moved.facts.get("new_at", "")[:16]) == (reference, "2026-11-26T15:00")


def test_the_hours_nearest_to_the_one_that_is_taken_are_named(customer: Somebody, who: Who) -> None:
    said = (
        "919876500321 [Ganesh](name) ka geyser garam nahi karta, 7 Sneh Nagar 452001, kal shaam 8 baje, Ravi"
    )
    heard = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=at("2026-11-25", "20:00"))
    assert heard.outcome == "not_free_for_ticket", heard
    assert {each["at"][:10] for each in heard.facts["free_slots"]} == {"2026-11-25"}


def test_nobody_comes_where_no_address_is_known(who: Who, books: None) -> None:
    heard = _says(who(OWNER), "919876500321 [Ganesh](name) ka AC kharab hai", phone=f"+{CALLER}")
    assert heard.outcome == "address_of_customer"
    assert CALLER not in _whose("visits")


def test_what_was_repaired_and_is_broken_again_is_free(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    closes(reference, technician, ARJUN, "labour 500")
    booked = _says(who(OWNER), "Arjun ka AC phir se kharab, kal 11:30 bhejo visit free", time=THEN)
    assert booked.outcome == "booked_for_ticket", booked
    assert booked.facts["visit"] != reference
    with opened() as session:
        assert (
            session.execute(text("SELECT free FROM visits ORDER BY id DESC LIMIT 1")).scalar_one() == "repeat"
        )
    assert _whose("visits")[-1] == ARJUN


def test_of_two_with_one_name_it_is_asked_whose_visit_it_is(who: Who, books: None) -> None:
    with opened() as session:
        session.execute(text("UPDATE persons SET name = 'Arjun Rao' WHERE name LIKE 'Priya%'"))
    said = "Arjun ka AC kharab hai, kal 11:30 visit, 7 Sneh Nagar 452001"
    asked = _says(who(OWNER), said, pincode="452001", time=THEN)
    assert (asked.outcome, len(asked.facts["customers"])) == ("which_customer", 2)
    meant = next(each for each in asked.facts["customers"] if PRIYA in each["name"])
    assert _taps(who(OWNER), meant).outcome == "booked_for_ticket"
    assert _whose("visits")[-1] == PRIYA
    assert _taps(who(OWNER), meant).outcome == "nothing_open"


@pytest.mark.parametrize("begins", ["[Ganesh Mane](name) 919876500321", "ek booking likho"])
def test_a_booking_is_told_in_several_messages(who: Who, books: None, begins: str) -> None:
    owner = who(OWNER)
    phone = {"phone": f"+{CALLER}"} if CALLER in begins else {}
    assert _says(owner, begins, **phone).outcome == "caller_begun"
    if not phone:
        begun = _says(owner, "[Ganesh Mane](name) 919876500321", phone=f"+{CALLER}")
        assert begun.outcome == "caller_begun"
    assert _says(owner, "AC thanda nahi kar raha").outcome == "address_of_customer"
    asked = _says(owner, "7 Sneh Nagar 452001", pincode="452001")
    assert asked.outcome == "when_for_ticket", asked
    assert (_whose("tickets")[-1], CALLER in _whose("visits")) == (CALLER, False)


def test_a_call_without_a_phone_begins_a_booking(who: Who, books: None) -> None:
    owner = who(OWNER)
    begun = _says(owner, "Got a call from [Mr Thomas Mathew](name), his AC is not cooling")
    assert begun.outcome == "caller_begun"
    assert _says(owner, CALLER, phone=f"+{CALLER}").outcome == "address_of_customer"
    assert _says(owner, "7 Sneh Nagar 452001", pincode="452001").outcome == "when_for_ticket"


def test_a_wish_of_something_else_goes_on_with_no_booking(who: Who, books: None) -> None:
    owner = who(OWNER)
    _says(owner, "[Ganesh Mane](name) 919876500321", phone=f"+{CALLER}")
    later = owner.answers("", "aaj ki visit dikhao", intent="change_visit", time=at("2026-11-24", None))
    assert later.outcome != "caller_begun"


def test_who_runs_the_shop_books_nothing_for_themselves_unless_they_say_so(who: Who, books: None) -> None:
    said = "cooler ke liye mistri bhejo 7 Sneh Nagar 452001"
    assert who(OWNER).wants(said, time=THEN).outcome == "for_customer"
    assert (
        who(OWNER).wants("mere ghar ke AC ke liye mistri bhejo 7 Sneh Nagar 452001", time=THEN).outcome
        == "confirm"
    )


@pytest.mark.parametrize(
    ("said", "outcome", "owed"),
    [
        ("Arjun ko AC care de diya 1499 cash liya", "plan_given_paid", 0),
        ("Arjun ka AC care chalu karo", "plan_given", 1499),
        ("Arjun ko AC care plan de do, paise baad me dega", "plan_given", 1499),
        ("अर्जुन को AC care दे दिया", "plan_given", 1499),
        ("Arjun ko AC care becha 1499 cash mila", "plan_given_paid", 0),
        ("sold AC care to Arjun, 1499 cash received", "plan_given_paid", 0),
        ("अर्जुन को AC care बेचा", "plan_given", 1499),
    ],
)
def test_a_plan_that_was_sold_is_of_the_customer_who_is_named(
    who: Who, books: None, said: str, outcome: str, owed: int
) -> None:
    before = _owed()
    heard = who(OWNER).answers("", said)
    assert heard.outcome == outcome, heard
    assert _whose("amc_contracts")[-1] == ARJUN
    assert _owed() - before == owed
    assert last_told(ARJUN, "visit_plan_given")["contract"] == heard.facts["contract"]
    assert who(OWNER).answers("", said).outcome == "has_contract"


def _owed() -> int:
    with opened() as session:
        query = text(
            "SELECT coalesce(sum(e.paise), 0) / 100 FROM account_entries e"
            " JOIN person_aliases a ON a.person_id = e.person_id WHERE a.value = :phone"
        )
        return int(session.execute(query, {"phone": ARJUN}).scalar_one())


@pytest.mark.parametrize(
    "said",
    [
        "919876500321 [Ganesh](name) ka AC, 7 Sneh Nagar 452001, kal 11:30",
        "919876500321 गणेश का एसी, 7 स्नेह नगर 452001, कल 11:30",
    ],
)
def test_whose_machine_where_and_when_is_a_visit(who: Who, books: None, said: str) -> None:
    booked = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=THEN)
    assert booked.outcome == "booked_for_ticket", booked
    assert not str(booked.facts["address"]).startswith("9198")


def test_a_phone_by_which_somebody_was_heard_is_no_machine(who: Who, books: None) -> None:
    said = "[Ganesh](name) ka phone aaya 919876500321 AC se pani tapak raha hai 7 Sneh Nagar 452001 kal 11:30 Salim"
    booked = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=THEN)
    assert (booked.outcome, booked.facts["machine"]) == ("booked_for_ticket", "ac"), booked


@pytest.mark.parametrize(
    "said",
    [
        "919876500321 [Ganesh](name) ka gas hob nahi jal raha, 7 Sneh Nagar 452001, kal 11:30",
        "[Ganesh Mane](name) 919876500321, the hob does not light, 7 Sneh Nagar 452001, tomorrow 11:30",
    ],
)
def test_of_a_machine_that_is_nobody_s_work_it_is_asked_whom_to_send(
    who: Who, books: None, said: str
) -> None:
    with opened() as session:
        session.execute(text("UPDATE technicians SET skills = array_remove(skills, 'stove')"))
    asked = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=THEN)
    assert asked.outcome == "nobody_does_it", asked
    assert "Salim" in [each["name"].split()[0] for each in asked.facts["staff"]]
    given = _says(who(OWNER), f"{asked.facts['reference']} Salim ko kal 11:30 bhejo visit", time=THEN)
    assert (given.outcome, _whose("tickets")[-1]) == ("given_without_visit", CALLER), given


def test_a_complaint_of_who_has_called_is_theirs(who: Who, books: None) -> None:
    said = "[Mishra ji](name) 919876500321 keh rahe hain Salim ne badtameezi ki, complaint likh lo"
    noted = _says(who(OWNER), said, phone=f"+{CALLER}")
    assert (noted.outcome, noted.facts["customer_name"]) == ("complaint_of_customer", "Mishra ji")
    assert "badtameezi" in noted.facts["visit_word"]
    assert "complaint likh" not in noted.facts["visit_word"]
    assert _whose("tickets")[-1] == CALLER


def test_who_has_never_written_is_not_said_to_have_been_told(who: Who, books: None) -> None:
    said = "919876500321 [Ganesh](name) ka AC garam hai, 7 Sneh Nagar 452001, kal 11:30"
    booked = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=THEN)
    assert (booked.outcome, booked.facts["customer_reads"]) == ("booked_for_ticket", False)


def test_a_visit_is_meant_by_any_part_of_its_customer_s_name(who: Who, books: None) -> None:
    said = "919876500321 [Ganesh Mane](name) ka AC garam hai, 7 Sneh Nagar 452001, kal 11:30"
    booked = _says(who(OWNER), said, phone=f"+{CALLER}", pincode="452001", time=THEN)
    later = at("2026-11-25", "16:30")
    moved = who(OWNER).answers("", "mane ji ki visit 4:30 baje kar do", intent="place_order", time=later)
    assert (moved.outcome, moved.facts["visit"]) == ("confirm_move", booked.facts["visit"])
    asked = who(OWNER).answers("", "sneh nagar ac wale ka number do", intent="nlu_fallback")
    assert (asked.outcome, asked.facts["customer_phone"]) == ("job", f"+{CALLER}")
