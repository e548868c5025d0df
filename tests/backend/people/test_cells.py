"""Cells as owners write them: what they say is one thing however it is written, and comes back as it went out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from munshi.leave.policy import LeaveType
from munshi.leave.sections import WeeklyOffEntry
from munshi.people.rules import Role
from munshi.setup import cells
from munshi.sheets.columns import BadCell, day, day_said, one_of

numbers = some.from_regex(r"[6-9][0-9]{9}", fullmatch=True)
between = some.sampled_from(["", " ", "-", ".", "  "])
offs = some.lists(
    some.builds(WeeklyOffEntry, weekday=some.integers(0, 6), which=some.lists(some.integers(1, 5))),
    max_size=4,
)


@given(numbers, some.sampled_from(["", "0", "+91 ", "91", "+91-", "0091 "]), between, some.integers(1, 9))
def test_a_number_is_one_however_it_is_written(number: str, before: str, sign: str, at: int) -> None:
    assert cells.phone(f"{before}{number[:at]}{sign}{number[at:]}") == f"91{number}"


@given(
    some.from_regex(r"91[0-9]{10}|[2-8][0-9]{6,14}", fullmatch=True).filter(
        lambda n: n[:2] != "91" or len(n) == 12
    )
)
def test_a_number_that_went_out_comes_back(number: str) -> None:
    assert cells.phone(cells.phone_said(number)) == number


@given(some.none() | offs)
def test_weekly_offs_that_went_out_come_back(value: list[WeeklyOffEntry] | None) -> None:
    assert cells.weekly_offs(cells.weekly_offs_said(value)) == value


@given(some.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_a_day_that_went_out_comes_back(value: date) -> None:
    assert day(day_said(value)) == value == day(value.isoformat())


@given(some.integers(-400, 400).map(lambda number: Decimal(number) / 2))
def test_days_that_went_out_come_back(value: Decimal) -> None:
    assert cells.halves(cells.written(value)) == value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sunday", "Sunday"),
        ("रविवार", "Sunday"),
        ("sun, 2nd & 4th sat", "Sunday; 2nd and 4th Saturday"),
        ("Every Sunday + 2,4 Saturdays", "Sunday; 2nd and 4th Saturday"),
        ("none", "none"),
        ("", ""),
    ],
)
def test_weekly_offs_are_read_as_people_write_them(written: str, said: str) -> None:
    assert cells.weekly_offs_said(cells.weekly_offs(written)) == said


@pytest.mark.parametrize("written", ["2nd", "Funday", "6th Saturday", "Saturday 2nd", ";"])
def test_weekly_offs_that_cannot_be_are_told(written: str) -> None:
    with pytest.raises(BadCell, match="must be like Sunday; 2nd and 4th Saturday"):
        cells.weekly_offs(written)


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("C.L.", "casual"),
        ("Sick Leave", "sick"),
        ("PL", "earned"),
        ("comp-off", "comp_off"),
        ("मातृत्व", "maternity"),
    ],
)
def test_a_type_is_read_as_people_write_it(written: str, type_: str) -> None:
    assert one_of(cells.TYPES, written) == type_


def test_every_type_role_and_language_has_its_words() -> None:
    assert list(cells.TYPES) == list(LeaveType)
    assert set(cells.ROLES) == set(Role)
    assert tuple(cells.LANGUAGE_NAMES) == cells.LANGUAGES
    words = [
        word for table in (cells.TYPES, cells.ROLES) for key, also in table.items() for word in (key, *also)
    ]
    assert len(set(words)) == len(words)
