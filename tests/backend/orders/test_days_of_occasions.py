"""The day of an occasion is that of the goods whose hour is said alone; as policy."""

from datetime import date, time

import pytest

from munshi.orders.kept import Beside, SaidHour
from munshi.orders.messages import Message, Moment, Said
from munshi.orders.other_days import without_other_days

SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)


def told(said: str, *times: Moment) -> SaidHour | None:
    first = times[0]
    beside = Beside(hour=SaidHour(first.day, first.opens, first.closes, sure=True))
    return without_other_days(Message([Said("aata")], said=said, times=times, beside=beside)).beside.hour


@pytest.mark.parametrize(
    ("said", "day", "hour"),
    [
        ("function on saturday, aata by 9 am", "saturday", "by 9 am"),
        ("saturday ko party hai, aata 9 baje tak", "saturday", "9 baje tak"),
        ("शनिवार को फंक्शन है, आटा सुबह 9 बजे तक", "शनिवार", "सुबह 9 बजे तक"),
    ],
)
def test_an_hour_alone_is_of_the_day_of_the_occasion(said: str, day: str, hour: str) -> None:
    found = told(said, Moment(day, SATURDAY), Moment(hour, closes=time(9)))
    assert found
    assert (found.day, found.closes) == (SATURDAY, time(9))


def test_another_day_that_is_said_is_that_of_the_goods() -> None:
    said = "sunday ko party hai, saturday ko aata bhej dena"
    found = told(said, Moment("sunday", SUNDAY), Moment("saturday", SATURDAY))
    assert found
    assert found.day == SATURDAY
