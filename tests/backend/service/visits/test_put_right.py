"""What a customer puts right or brings beside a wish for a visit: the machine, the hour, the shop, who comes."""

from datetime import date

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.tickets import brought
from munshi.service.visits import places, problem, told, wishes, words
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
        ("nahi RO me dikkat hai, geyser theek hai", "water_purifier"),
        ("fridge theek nahi hai aur AC bhi", "fridge"),
    ],
)
def test_of_several_machines_the_one_that_is_denied_is_not_meant(said: str, machine: str) -> None:
    assert words.machine_in(said) == machine


@pytest.mark.parametrize(
    "said",
    [
        "dukaan pe hi leke aaunga", "main khud la dunga", "i'll bring it over", "ghar pe mat bhejna",
        "मैं दुकान ले आऊँगी", "may i bring it tomorrow", "kal subah chhod dunga", "nahi main dukaan aa jaunga",
    ],
)  # fmt: skip
def test_who_brings_it_wants_nobody_to_come(said: str) -> None:
    assert brought.says_so(said)


@pytest.mark.parametrize(
    "said",
    [
        "bring a ladder please",
        "chabi guard ke paas chhod dunga",
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


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ("activa ka self nahi lagta", "two_wheeler"),
        ("बाइक बंद हो जाती है", "two_wheeler"),
        ("my sewing machine skips stitches", "sewing_machine"),
        ("सिलाई मशीन में धागा टूटता है", "sewing_machine"),
        ("dvr recording nahi kar raha", "cctv"),
        ("iphone ki screen", "phone"),
    ],
)
def test_machines_of_other_trades_are_known_by_their_names(said: str, machine: str) -> None:
    assert words.machine_in(said) == machine


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("warranty khatam ho gayi hai", True),
        ("its out of warranty", True),
        ("वारंटी नहीं है", True),
        ("warranty nahi hai kya?", False),
        ("warranty kab tak hai", False),
    ],
)
def test_a_guarantee_that_is_said_to_be_over_is_not_asked_for(said: str, ended: bool) -> None:
    assert words.ends_guarantee(said) is ended


@pytest.mark.parametrize(("said", "counts"), [("2 AC hain", True), ("do ac h", True), ("AC hai", False)])
def test_how_many_machines_there_are_is_told(said: str, counts: bool) -> None:
    assert words.counts_machines(said, "ac") is counts


@pytest.mark.parametrize(
    ("said", "paise"), [("320 wala", 32000), ("550 ka de do", 55000), ("320", None), ("2 wala", None)]
)
def test_what_is_shown_is_chosen_by_its_price(said: str, paise: int | None) -> None:
    assert words.price_in(said) == paise


def test_another_phone_is_written_to_the_visit(customer: Somebody) -> None:
    customer.books()
    noted = customer.answers(
        "",
        "mere bhai ka number 9822055555 hai usko call karna",
        intent="talk_to_human",
        phone="+919822055555",
    )
    assert noted.outcome == "noted"


def test_the_day_after_says_nothing_of_the_hour() -> None:
    said = "can he come at 10 am day after"
    hour = Value("time", at("2026-11-26", "10:00"), said.index("10"), len(said))
    wish = wishes.wish_in(Reading(said, [("change_visit", 1.0)], [hour]), TODAY)
    assert wish
    assert wish.exact


@pytest.mark.parametrize(
    ("said", "hour", "wish"),
    [
        ("ghar pe koi nahi rahega 5 baje tak", at("2026-11-25", None, "17:00"), (17 * 60, None)),
        ("nobody will be there after 3 pm", at("2026-11-25", "15:00"), (None, 15 * 60)),
        ("4 baje ghar pe nahi rahunga", at("2026-11-25", "16:00"), (None, None)),
    ],
)
def test_an_hour_at_which_nobody_is_home_is_none(
    said: str, hour: dict[str, str], wish: tuple[int | None, int | None]
) -> None:
    read = Reading(said, [("nlu_fallback", 1.0)], [Value("time", hour, 0, len(said))])
    found = wishes.wish_in(read, TODAY)
    assert found
    assert (found.since, found.until) == wish


def test_what_is_told_of_a_visit_is_added_to_its_complaint_once() -> None:
    known = "inverter se badbu aa rahi hai"
    assert problem.told_later(known, f"{known}. battery bhi check kar lena") == "battery bhi check kar lena"
    assert problem.told_later(known, known) is None


def test_who_calls_the_visit_off_while_it_is_moved_is_asked(customer: Somebody) -> None:
    customer.books()
    customer.wants("AC wali visit kisi aur din", path="/visits/change")
    asked = customer.answers("choose_new_slot", "cancel it, I will bring it myself", intent="cancel_flow")
    assert asked.outcome == "confirm_cancel"
