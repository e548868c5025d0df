"""What a customer puts right or brings beside a wish for a visit: the machine, the hour, the shop, who comes."""

from datetime import date

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.tickets import brought
from munshi.service.visits import called, places, told, wishes, words
from munshi.service.visits.rules import Wish
from tests.backend.service.visits.conftest import OWNER, Somebody, at, last_told

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ("arre laptop nahi printer hai", "printer"),
        ("its the fridge not the AC", "fridge"),
        ("geyser ke liye kaha tha, AC nahi", "geyser"),
        ("लैपटॉप नहीं, प्रिंटर", "printer"),
        ("AC nahi chal raha, fridge bhi dekhna", "ac"),
        ("fridge nahi chal raha", "fridge"),
    ],
)
def test_of_several_machines_the_one_that_is_denied_is_not_meant(said: str, machine: str) -> None:
    assert words.machine_in(said) == machine


@pytest.mark.parametrize(
    "said",
    [
        "dukaan pe hi leke aaunga", "main khud la dunga", "i'll bring it over", "ghar pe mat bhejna",
        "मैं दुकान ले आऊँगी", "may i bring it tomorrow",
    ],
)  # fmt: skip
def test_who_brings_it_wants_nobody_to_come(said: str) -> None:
    assert brought.says_so(said)


@pytest.mark.parametrize(
    "said",
    [
        "bring a ladder please",
        "lana padega ya koi aayega",
        "can you pick it up from my home",
        "part leke aana",
    ],
)
def test_what_is_brought_along_asked_or_fetched_is_not_brought_to_the_shop(said: str) -> None:
    assert not brought.says_so(said)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("book it, camera is tilted", "camera is tilted"),
        ("AC thanda nahi karta, pata wahi", "AC thanda nahi karta"),
        ("camera tedha hai, seedhi lekar aana", "camera tedha hai"),
        ("laptop nahi printer", None),
    ],
)
def test_neither_scraps_nor_what_is_brought_along_tell_a_fault(said: str, is_told: str | None) -> None:
    assert told.told(Reading(said, [("request_technician", 1.0)])) == is_told


@pytest.mark.parametrize(
    ("said", "name"),
    [("printer mein kagaz phas raha hai", None), ("namaste main Sunil bol raha hoon", "Sunil")],
)
def test_a_machine_in_which_something_is_gives_no_name(said: str, name: str | None) -> None:
    assert called.name_in(said) == name


@pytest.mark.parametrize(
    ("said", "hour"), [("7 nahi 8 baje", 20 * 60), ("subah 8 baje", 8 * 60), ("8 am", 8 * 60)]
)
def test_a_bare_hour_in_the_place_of_one_of_the_evening_is_of_the_evening(said: str, hour: int) -> None:
    before = Wish(TODAY, TODAY, 19 * 60, None, exact=True)
    now = Wish(TODAY, TODAY, 8 * 60, None, exact=True)
    assert wishes.in_the_afternoon(now, before, said).since == hour


def test_not_before_a_day_is_from_that_day_on() -> None:
    friday = {"from": "2026-11-27", "to": "2026-11-27", "ambiguous": False}
    reading = Reading("friday se pehle mat bhejna", [("x", 1.0)], [Value("period", friday, 0, 6)])
    assert wishes.wish_in(reading, TODAY) == Wish(first=date(2026, 11, 27))


def test_the_figures_of_a_serial_are_no_pincode() -> None:
    reading = Reading("inverter LM260601 of my sister", [("x", 1.0)])
    assert places.place_in(reading, asked=False) == places.Place()
    assert places.serial_in("mera lm260601 kharab hai") == "LM260601"


def test_another_machine_keeps_what_is_wrong_and_the_hour_leaves_the_house(customer: Somebody) -> None:
    first = customer.wants(
        "AC se awaaz aati hai aur bada shor hai, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30")
    )
    shown = customer.answers("confirm_visit", "AC nahi geyser hai", intent="nlu_fallback")
    assert (first.outcome, shown.outcome) == ("confirm", "confirm")
    assert (shown.facts["machine"], "bada shor hai" in shown.facts["told"]) == ("geyser", True)
    moved = customer.answers(
        "confirm_visit", "7 nahi 3.30 baje", intent="change_visit", time=at("2026-11-25", "15:30")
    )
    assert moved.facts["address"] == "7 Sneh Nagar"


def test_what_gained_nothing_twice_is_offered_to_the_shop(customer: Somebody) -> None:
    for said in ("mistri chahiye", "mistri chahiye na"):
        assert customer.wants(said).outcome in ("ask_machine", "choose_machine")
    offered = customer.wants("arre bhai mistri chahiye")
    assert (offered.outcome, offered.facts["order_words"]) == (
        "ask_request",
        "mistri chahiye; mistri chahiye na; arre bhai mistri chahiye",
    )


def test_a_day_beyond_what_can_be_booked_is_said_to_be_so(customer: Somebody) -> None:
    beyond = customer.wants(
        "AC ke liye 18 december 11 baje, 7 Sneh Nagar 452001", time=at("2026-12-18", "11:00")
    )
    assert beyond.outcome == "beyond"
    assert beyond.facts["slots"]


@pytest.mark.parametrize(
    "said",
    [
        "fridge theek karne diya tha, ban gaya kya",
        "register me mera naam galat hai",
        "kal 3 baje koi aane wala tha, nahi aaya",
    ],
)
def test_what_stands_in_no_book_is_heard_by_the_shop(customer: Somebody, said: str) -> None:
    passed = customer.answers("", said, intent="nlu_fallback")
    assert (passed.outcome, passed.facts["order_words"]) == ("request_passed", said)
    assert last_told(OWNER, "order_request")["order_words"] == said
