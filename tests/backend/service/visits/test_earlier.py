"""Hours that do not suit, that lie behind, and an hour before those that are shown."""

from datetime import date

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.visits.wishes import to_come, wish_in
from tests.backend.service.visits.conftest import Somebody, at

TODAY = date(2026, 11, 24)  # a Tuesday


def read(text: str, *times: tuple[str, str, str | None]) -> Reading:
    """Words, their times with the words that say them."""
    values = [
        Value("time", {"from": hour, "to": None, "date": day}, text.index(said), text.index(said) + len(said))
        for said, hour, day in times
    ]
    return Reading(text, [("nlu_fallback", 0.6)], values)


@pytest.mark.parametrize(
    ("text", "time", "day"),
    [
        (
            "geyser phat gaya, sunday 10 baje, 2 Subhash Nagar 452009",
            ("sunday 10 baje", "10:00", "2026-11-22"),
            29,
        ),
        ("वाशिंग मशीन बंद हो गई, रविवार 10 बजे 2 सुभाष नगर 452009", ("रविवार 10 बजे", "10:00", "2026-11-22"), 29),
        ("AC se paani gir gaya, parso subah 10 baje", ("parso subah 10 baje", "10:00", "2026-11-22"), 26),
        ("fridge stopped, come monday 5 pm", ("monday 5 pm", "17:00", "2026-11-23"), 30),
    ],
)
def test_a_day_of_the_last_week_is_the_one_to_come(text: str, time: tuple[str, str, str], day: int) -> None:
    reading = read(text, time)
    wish = to_come(wish_in(reading, TODAY), reading, TODAY)
    assert wish is not None
    assert wish.first == date(2026, 11, day)


def test_the_day_since_when_something_is_broken_stays_behind() -> None:
    reading = read("AC sunday 10 baje se thanda nahi kar raha", ("sunday 10 baje", "10:00", "2026-11-22"))
    wish = to_come(wish_in(reading, TODAY), reading, TODAY)
    assert wish is not None
    assert wish.first == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "times", "since", "until"),
    [
        ("8 baje jaldi hai, 11 ke baad", [("8 baje", "08:00", None), ("11", "11:00", None)], 660, None),
        ("8 बजे जल्दी है, 11 के बाद", [("8 बजे", "08:00", None), ("11", "11:00", None)], 660, None),
        ("5 baje jaldi hai, 7 ke baad", [("5 baje", "17:00", None), ("7", "07:00", None)], 1140, None),
        ("4 baje late hai, usse pehle", [("4 baje", "16:00", None)], None, 960),
    ],
)
def test_an_hour_that_does_not_suit_is_left(
    text: str, times: list[tuple[str, str, str | None]], since: int | None, until: int | None
) -> None:
    wish = wish_in(read(text, *times), TODAY)
    assert wish is not None
    assert (wish.since, wish.until, wish.exact) == (since, until, False)


def test_an_hour_stands_before_its_day_too() -> None:
    said, day = "move it to 12 tomorrow", {"from": "2026-11-25", "to": "2026-11-25"}
    start = said.index("tomorrow")
    wish = wish_in(Reading(said, [("change_visit", 0.9)], [Value("period", day, start, len(said))]), TODAY)
    assert wish is not None
    assert (wish.first, wish.since, wish.exact) == (date(2026, 11, 25), 720, True)


@pytest.mark.parametrize("text", ["8 am is too early, 1 pm then", "8 am bahut jaldi hai, 1 pm"])
def test_how_much_an_hour_is_too_early_stands_between(text: str) -> None:
    wish = wish_in(read(text, ("8 am", "08:00", None), ("1 pm", "13:00", None)), TODAY)
    assert wish is not None
    assert (wish.since, wish.exact) == (780, True)


@pytest.mark.parametrize(
    "said", ["isse pehle koi nahi?", "इससे पहले कोई नहीं है क्या", "anyone earlier than that?"]
)
def test_who_asks_for_an_earlier_hour_is_shown_the_soonest(customer: Somebody, said: str) -> None:
    shown = customer.wants(
        "AC ke liye mistri, 7 Sneh Nagar 452001", pincode="452001", time=at("2026-11-26", "17:00")
    )
    sooner = customer.answers("confirm_visit", said, shown.facts.get("summary"), "cancel_flow")
    assert sooner.outcome == "confirm"
    assert sooner.facts["starts_at"] < "2026-11-26"


@pytest.mark.parametrize(
    "said",
    [
        "2 ghante baad bhejna, 11:30 baje main ghar pe nahi rahungi",
        "2 ghante late bhejna",
        "can you make it 2 hours later please",
        "दो घंटे बाद भेजना",
    ],
)
def test_a_visit_that_is_wanted_later_by_so_long_is_shown_at_that_hour(customer: Somebody, said: str) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    hour = {"from": "11:30", "to": None, "date": None} if "11:30" in said else None
    shown = customer.answers("", said, intent="apply_leave", duration={"minutes": 120}, time=hour)
    assert (shown.outcome, shown.facts["new_at"][:16]) == ("confirm_move", "2026-11-25T13:30"), shown
    moved = customer.answers("confirm_move_visit", "haan", shown.facts["summary"], "affirm")
    assert (moved.outcome, moved.facts["visit"]) == ("moved", reference)
