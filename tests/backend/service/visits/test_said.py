"""What a message says of where and when somebody shall come, whatever else stands in it."""

from datetime import date

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.visits import words
from munshi.service.visits.places import Place, place_in
from munshi.service.visits.wishes import beside_since, wish_in

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
TODAY = date(2026, 11, 28)
DAYS = {"monday": MONDAY, "tuesday": TUESDAY}


def said(text: str, *times: str) -> Reading:
    """A message with the days and hours that stand in it."""
    return Reading(text, [("request_technician", 1.0)], [_value(text, each) for each in times])


def _value(text: str, words: str) -> Value:
    at = text.index(words)
    day = DAYS.get(words)
    value = {"from": day.isoformat(), "to": day.isoformat()} if day else {"from": "10:00", "to": None}
    return Value("period" if day else "time", value, at, at + len(words))


@pytest.mark.parametrize(
    ("message", "place"),
    [
        (
            said("send somebody for my lg fridge monday 10 am at 17 Palm Street 455116", "monday 10 am"),
            Place("455116", "17 Palm Street"),
        ),
        (said("10 baje ke aas paas", "10 baje"), Place()),
        (said("ac band hai 14 Tilak Nagar 455001"), Place("455001", "14 Tilak Nagar")),
        (said("wahi 12 Vikas Nagar 455001"), Place("455001", "12 Vikas Nagar")),
        (said("kisi ko bhejo 14 Shivaji Marg 455001"), Place("455001", "14 Shivaji Marg")),
        (said("3rd block, Jaya Nagar 455001"), Place("455001", "3rd block, Jaya Nagar")),
    ],
)
def test_an_address_ends_at_a_day_an_hour_and_a_machine(message: Reading, place: Place) -> None:
    assert place_in(message, asked=False) == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("monday nahi, tuesday ko bhejo", TUESDAY),
        ("monday nahi ho payega tuesday", TUESDAY),
        ("monday ko bhejo, tuesday ko nahi rahunga", MONDAY),
        ("monday or tuesday", MONDAY),
    ],
)
def test_a_day_that_is_denied_is_not_wished(text: str, day: date) -> None:
    wish = wish_in(said(text, "monday", "tuesday"), TODAY)
    assert wish
    assert wish.first == day


def test_of_several_days_the_one_on_which_the_visit_is_is_left() -> None:
    message = said("can monday become tuesday", "monday", "tuesday")
    wish = wish_in(message, TODAY, leaving=MONDAY)
    assert wish
    assert wish.first == TUESDAY


def test_since_when_something_is_broken_is_no_wish() -> None:
    assert wish_in(beside_since(said("monday se band hai", "monday")), TODAY) is None


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ("mummy ko phone na kare", None),
        ("आप उन्हें फोन कर लेना", None),
        ("don't phone my mother", None),
        ("phone mat karna, fridge kharab hai", "fridge"),
        ("mera phone charge nahi hota", "phone"),
        ("bhai ka phone kharab hai", "phone"),
    ],
)
def test_to_phone_somebody_is_no_machine(said: str, machine: str | None) -> None:
    assert words.machine_in(said) == machine
