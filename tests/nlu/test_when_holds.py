"""What holds for every day, hour and text: a value that is written down is read back, and nothing fails."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.time.when import when
from nlu.words.reading import read

INDIA = ZoneInfo("Asia/Kolkata")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=INDIA)
WRITTEN = [
    "EEE, d MMM y",
    "d MMMM y",
    "d MMM y",
    "dd/MM/y",
    "dd-MM-y",
    "dd.MM.y",
    "d/M/yy",
    "y-MM-dd",
    "EEEE, d MMMM y",
]
WITHOUT_YEAR = ["d MMMM", "d MMM", "MMMM d", "EEE, d MMM"]
AROUND = ["{}", "{} ko chhutti chahiye", "visit {} please", "{} को आना", "mujhe {} ki chhutti chahiye"]

RANGES = ["{} – {}", "{} se {} tak", "from {} to {}"]
NO_DAYS = ["30/02/2026", "31 november", "32 tarikh ko", "29 feb 2027", "31/6", "00/12", "15/13/2026"]
PIECES = ["kal ", "25 ", "25 se ", "1, ", "kal se 3 din ", "10 baje ", "nov 25 ", "half ", "25/11 ", "aur "]

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
COMING = st.dates(NOW.date(), NOW.date() + timedelta(364))
LOCALES = st.sampled_from(["en_IN", "hi_IN"])
WORDS = """
kal parso aaj narso somvar agle is pichle friday sat sun mon hafte week mahine month weekend 25 26
5 1 31 99 2026 / - . : , th nov
december may mar
tarikh ko se tak aur to from till before after baad pehle din ghante min half first second subah shaam raat
dopahar baje am pm sadhe paune dedh do ek diwali holi ke agle next
to in the chhutti chahiye tha aaunga nahi jagah 10:30 5.30
कल परसों से तक बजे दिन छुट्टी २५ नवंबर ? ! kilo
"""
MESSAGES = st.text(max_size=60) | st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map(" ".join)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 12, 31), timezones=st.just(INDIA))


def only(text: str, entity: str, now: datetime = NOW) -> Any:
    """The value of the only entity of a text."""
    (found,) = when(read(text), now)
    assert found.entity == entity
    return found.value


def one_day(day: date) -> dict[str, Any]:
    """The period of one day."""
    return {"from": day.isoformat(), "to": day.isoformat(), "half": None, "ambiguous": False}


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(WRITTEN), LOCALES, st.sampled_from(AROUND))
def test_a_written_day_is_read_back(day: date, pattern: str, locale: str, around: str) -> None:
    assert only(around.format(format_date(day, pattern, locale)), "period") == one_day(day)


@settings(max_examples=200, deadline=None)
@given(COMING, st.sampled_from(WITHOUT_YEAR), LOCALES, st.sampled_from(AROUND))
def test_a_day_without_its_year_is_the_next(day: date, pattern: str, locale: str, around: str) -> None:
    assert only(around.format(format_date(day, pattern, locale)), "period") == one_day(day)


@settings(max_examples=150, deadline=None)
@given(
    DAYS,
    st.integers(1, 40),
    st.sampled_from(WRITTEN),
    LOCALES,
    st.sampled_from(["{} – {}", "{} se {} tak", "from {} to {}"]),
)
def test_a_written_range_is_read_back(day: date, length: int, pattern: str, locale: str, form: str) -> None:
    last = day + timedelta(length)
    text = form.format(format_date(day, pattern, locale), format_date(last, pattern, locale))
    assert only(text, "period") == {**one_day(day), "to": last.isoformat()}


@settings(max_examples=150, deadline=None)
@given(st.times(), st.sampled_from(["%H:%M", "%I:%M %p", "%I:%M%p", "%I.%M %p"]))
def test_a_written_hour_is_read_back(at: time, pattern: str) -> None:
    afternoon = at.replace(hour=at.hour % 12 + 12) if pattern == "%H:%M" else at
    value = only(afternoon.strftime(pattern), "time")
    assert value == {"from": afternoon.strftime("%H:%M"), "to": None, "date": None}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 99), st.sampled_from(["{} din", "{} days leave", "{} दिन की छुट्टी", "{} din se kharab hai"])
)
def test_a_number_of_days_is_how_long(number: int, form: str) -> None:
    assert only(form.format(number), "duration") == {"days": number}


@settings(max_examples=60, deadline=None)
@given(
    COMING,
    st.integers(1, 30),
    st.sampled_from(["{} se {} din", "{} se {} din ki chhutti", "{1} days from {0}"]),
)
def test_a_start_and_a_number_of_days_make_the_period(day: date, number: int, form: str) -> None:
    text = form.format(format_date(day, "d MMM y", "en_IN"), number)
    last = day + timedelta(number - 1)
    assert only(text, "period") == {**one_day(day), "to": last.isoformat()}


@settings(max_examples=300, deadline=None)
@given(MESSAGES, MOMENTS, st.sampled_from([None, "MH", "KL", "nowhere"]))
def test_values_keep_their_shape_and_point_into_the_text(text: str, now: datetime, state: str | None) -> None:
    end = 0
    for found in when(read(text), now, state=state):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        end = found.end
        _check(found.entity, found.value)


def _check(entity: str, value: dict[str, Any]) -> None:
    if entity == "period":
        assert set(value) == {"from", "to", "half", "ambiguous"}
        assert value["half"] in (None, "first", "second", "any")
        if value["from"] is None:
            assert value["to"] is None
            assert value["half"]
        else:
            assert date.fromisoformat(value["from"]) <= date.fromisoformat(value["to"])
    elif entity == "time":
        assert set(value) == {"from", "to", "date"}
        assert value["from"] or value["to"]
        assert all(
            re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value[side]) for side in ("from", "to") if value[side]
        )
        assert value["date"] is None or date.fromisoformat(value["date"])
    else:
        ((unit, number),) = value.items()
        assert unit in ("minutes", "days")
        assert number > 0


@pytest.mark.parametrize("text", NO_DAYS)
def test_there_is_no_such_day(text: str) -> None:
    assert when(read(text), NOW) == []


def test_festivals_are_those_of_the_state() -> None:
    (found,) = when(read("onam ki chhutti chahiye"), NOW, state="KL")
    assert found.value["from"] == "2027-09-12"


def test_a_leap_day_is_read_in_its_year() -> None:
    assert only("29 feb", "period", datetime(2028, 1, 10, 9, 0, tzinfo=INDIA)) == one_day(date(2028, 2, 29))


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_message_is_read_too(piece: str) -> None:
    when(read((piece * 10_000)[:10_000]), NOW)
