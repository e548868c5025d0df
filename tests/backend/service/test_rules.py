"""By when a ticket is to be resolved, how urgent it is, and until when a guarantee runs."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munshi.service.tickets import words
from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.rules import Open, due_at, is_same_fault, priority_of, within_guarantee
from munshi.service.tickets.statuses import LIVE, MOVES, WITHDRAWABLE, Status, may_move
from munshi.service.visits.words import machine_in
from munshi.service.warranty.rules import guarantees, last_day

INDIA = ZoneInfo("Asia/Kolkata")
# Monday to Saturday from half past ten to half past eight, Sunday closed; Tuesday has a break.
WEEK = [
    *(Open(day, time(10, 30), time(20, 30)) for day in (0, 2, 3, 4, 5)),
    Open(1, time(10, 30), time(14, 0)),
    Open(1, time(16, 0), time(20, 30)),
]
NIGHT = [Open(day, time(20, 0), time(23, 59)) for day in range(7)]
REPUBLIC_DAY = date(2027, 1, 26)  # a Tuesday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=INDIA)


# Reckoned by hand: raised, hours of work, due.
TABLE = [
    ("2026-11-23 11:00", 4, "2026-11-23 15:00"),  # Monday, within the day
    ("2026-11-23 08:00", 4, "2026-11-23 14:30"),  # before it opens
    ("2026-11-23 16:30", 4, "2026-11-23 20:30"),  # to the last minute of the day
    ("2026-11-23 16:31", 4, "2026-11-24 10:31"),  # a minute goes over to the next
    ("2026-11-23 22:00", 4, "2026-11-24 16:30"),  # after hours; the break of Tuesday does not count
    ("2026-11-24 13:00", 2, "2026-11-24 17:00"),  # over the break
    ("2026-11-28 18:30", 4, "2026-11-30 12:30"),  # Saturday evening, Sunday is off
    ("2026-11-29 12:00", 4, "2026-11-30 14:30"),  # raised on the off
    ("2026-11-28 00:30", 10, "2026-11-28 20:30"),  # after midnight
    ("2026-11-27 11:00", 24, "2026-11-30 15:00"),  # 9.5 + 10 + Sunday + 4.5
    ("2027-01-25 18:30", 4, "2027-01-27 12:30"),  # a holiday between
    ("2027-01-26 12:00", 1, "2027-01-27 11:30"),  # raised on the holiday
]


@pytest.mark.parametrize(("raised", "hours", "due"), TABLE)
def test_only_hours_of_work_count_over_offs_holidays_and_midnight(raised: str, hours: int, due: str) -> None:
    assert due_at(at(raised), hours, WEEK, {REPUBLIC_DAY}) == at(due)


def test_a_day_that_ends_at_midnight_goes_on_the_next_evening() -> None:
    assert due_at(at("2026-11-23 22:00"), 3, NIGHT, ()) == at("2026-11-24 21:01")


def test_who_names_no_hours_counts_those_of_the_clock() -> None:
    assert due_at(at("2026-11-23 22:00"), 4, (), ()) == at("2026-11-24 02:00")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(1, 60), st.integers(1, 60))
def test_more_hours_are_never_due_earlier(raised: datetime, hours: int, more: int) -> None:
    here = raised.replace(tzinfo=INDIA)
    first, second = (
        due_at(here, hours, WEEK, {REPUBLIC_DAY}),
        due_at(here, hours + more, WEEK, {REPUBLIC_DAY}),
    )
    assert here + timedelta(hours=hours) <= first < second
    assert any(each.weekday == first.weekday() and each.opens <= first.time() <= each.closes for each in WEEK)


@pytest.mark.parametrize(
    ("hazard", "urgent", "again", "priority"),
    [
        ("gas", ("gas", "sparks"), False, "urgent"),
        ("water", ("gas", "sparks"), False, "high"),
        (None, ("gas",), True, "high"),
        (None, ("gas",), False, "normal"),
    ],
)
def test_a_danger_that_the_shop_calls_urgent_is(
    hazard: str | None, urgent: tuple[str, ...], again: bool, priority: str
) -> None:
    assert priority_of(hazard, urgent, again) == priority  # type: ignore[arg-type]


def test_the_same_fault_is_told_by_a_word_or_by_its_being_said_to_be() -> None:
    assert is_same_fault({"thanda"}, {"thanda", "awaz"}, says_again=False)
    assert is_same_fault({"tedha"}, {"thanda"}, says_again=True)
    assert not is_same_fault({"tedha"}, {"thanda"}, says_again=False)


def test_a_repair_is_guaranteed_to_its_last_day() -> None:
    assert within_guarantee(at("2026-10-25 16:00"), at("2026-11-24 09:00"), 30)
    assert not within_guarantee(at("2026-10-24 16:00"), at("2026-11-24 09:00"), 30)


def test_what_is_closed_opens_again_only_as_the_same_ticket_and_a_cancelled_one_never() -> None:
    assert may_move(Status.CLOSED, Status.REOPENED)
    assert MOVES[Status.CANCELLED] == frozenset()
    assert {status for status in Status if may_move(status, Status.RESOLVED)} == LIVE
    assert WITHDRAWABLE < LIVE


@pytest.mark.parametrize(
    ("sold", "months", "last"),
    [
        ("2023-04-11", 12, "2024-04-10"),
        ("2023-04-11", 60, "2028-04-10"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-01", 12, "2027-02-28"),
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_a_guarantee_ends_the_day_before_the_same_day(sold: str, months: int, last: str) -> None:
    assert last_day(date.fromisoformat(sold), months) == date.fromisoformat(last)


def test_a_part_that_differs_holds_by_itself() -> None:
    whole, compressor = guarantees(date(2025, 4, 20), 12, [{"part": "compressor", "months": 120}])
    assert not whole.holds(date(2026, 11, 24))
    assert compressor.holds(date(2026, 11, 24))


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 240))
def test_a_month_more_never_ends_earlier(sold: date, months: int) -> None:
    assert sold <= last_day(sold, months) <= last_day(sold, months + 1)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("ye to choti wali kadhai bhej di maine badi mangwayi thi", True),
        ("only one soap in the packet, I ordered two", True),
        ("दो की जगह एक डिब्बा भेज दिया, मैंने दो मंगाए थे", True),
        ("send one soap and two packets", False),
        ("the same packet I ordered last week please", False),
    ],
)
def test_what_came_is_told_from_what_was_ordered(said: str, wrong: bool) -> None:
    assert words.came_wrong(said) is wrong


@pytest.mark.parametrize(
    "said",
    [
        "my fridge smells like gas, is it safe?",
        "एसी से गैस जैसी बदबू आ रही है",
        "gas wale chulhe se kuch leak ho raha",
        "smell of gas from fridge",
    ],
)
def test_gas_that_smells_or_leaks_is_a_danger_in_whatever_order(said: str) -> None:
    assert hazard_in(said) == "gas"


def test_gas_that_is_filled_is_none() -> None:
    assert hazard_in("ac me gas bharna hai") is None


@pytest.mark.parametrize(
    "said",
    [
        "RO ke pani se badbu aati hai",
        "एसी से बदबू आती है",
        "chimney is not pulling the smoke out",
        "chimney dhuan bahar nahi nikalti",
        "burnt taste in the RO water",
    ],
)
def test_foul_water_and_smoke_that_stays_are_no_danger(said: str) -> None:
    assert hazard_in(said) is None


@pytest.mark.parametrize(
    ("said", "hazard"),
    [
        ("chimney ke motor se dhuan nikal raha hai, rasoi bhar gayi", "sparks"),
        ("tv se badbu aa rahi hai", "sparks"),
        ("jalne ki smell AC se", "sparks"),
        ("hob smells when it is off", "gas"),
    ],
)
def test_smoke_that_comes_out_and_a_smell_of_burning_or_gas_are(said: str, hazard: str) -> None:
    assert hazard_in(said) == hazard


@pytest.mark.parametrize(
    "said",
    [
        "fridge band hai, 14 kent residency 440010",
        "mixer repair, godrej colony",
        "केंट नगर में टीवी ख़राब है",
        "12 motor stand, laptop nahi chalta",
    ],
)
def test_a_street_is_no_maker_and_no_machine(said: str) -> None:
    assert (words.brands_in(said), machine_in(said)) in [
        ([], kind) for kind in ("fridge", "mixer", "tv", "laptop")
    ]


def test_a_maker_beside_a_street_is_one() -> None:
    assert words.brands_in("bajaj mixer kharab hai, 5 laxmi nagar") == ["bajaj"]
    assert words.brands_in("My mother's RO is leaking. Her phone is off") == []
    assert words.brands_in("हायर का टीवी") == ["haier"]


def test_what_is_a_part_of_another_machine_is_of_that_one() -> None:
    assert machine_in("the motor of my chimney is dead") == "chimney"
    assert machine_in("motor nahi chalti") == "motor"


@pytest.mark.parametrize(
    "said", ["chimney se tel tapak raha hai", "चिमनी से तेल टपक रहा है", "oil leak ho raha hai"]
)
def test_oil_that_drips_is_no_water(said: str) -> None:
    assert hazard_in(said) is None


def test_water_that_drips_is_a_danger() -> None:
    assert hazard_in("geyser se pani tapak raha hai") == "water"
