"""When a business is open, as policy. The 24th of November 2026 is a Tuesday."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from munshi.orders.hours import Stretch, is_open, next_opening

INDIA = ZoneInfo("Asia/Kolkata")
LUNCH_AND_DINNER = [
    stretch
    for day in range(6)
    for stretch in (Stretch(day, time(11), time(15, 30)), Stretch(day, time(18, 30), time(23)))
]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=INDIA)


def test_between_lunch_and_dinner_it_is_closed() -> None:
    assert is_open(at(24, 12), LUNCH_AND_DINNER, ())
    assert not is_open(at(24, 16), LUNCH_AND_DINNER, ())
    assert next_opening(at(24, 16), LUNCH_AND_DINNER, ()) == at(24, 18, 30)


def test_it_closes_on_the_minute() -> None:
    assert not is_open(at(24, 23), LUNCH_AND_DINNER, ())
    assert is_open(at(24, 11), LUNCH_AND_DINNER, ())


def test_after_the_last_hour_of_saturday_it_opens_on_monday() -> None:
    assert next_opening(at(28, 23, 30), LUNCH_AND_DINNER, ()) == at(30, 11)


def test_a_closed_day_is_skipped() -> None:
    closed = {date(2026, 11, 24), date(2026, 11, 25)}
    assert not is_open(at(24, 12), LUNCH_AND_DINNER, closed)
    assert next_opening(at(24, 12), LUNCH_AND_DINNER, closed) == at(26, 11)


def test_a_business_without_hours_is_always_open() -> None:
    assert is_open(at(24, 3), [], ())


def test_a_business_that_never_opens_again_has_no_next_opening() -> None:
    every_day = {date(2026, 11, 24) + timedelta(days=days) for days in range(400)}
    assert next_opening(at(24, 12), LUNCH_AND_DINNER, every_day) is None
