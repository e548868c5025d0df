"""Figures like 9/11 before a name are the house of an address, where they would be a day that is far off."""

from datetime import date

import pytest

from nlu.left_over.places import far_days
from nlu.words.reading import read

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "452001 me 9/11 shankar bagh",
        "7/9 malharganj",
        "452016, 6/7 खजराना",
        "8/2 tukoganj",
        "1 kilo besan ghar 9/12 rajwada",
        "2 maggi 9/1 gommatgiri bhejo",
    ],
)
def test_a_day_more_than_six_weeks_off_is_a_house(text: str) -> None:
    words = read(text)
    assert "/" in {words[at].text for at in far_days(words, TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "25/12 party ke liye",
        "5/3 ko chahiye",
        "1/2 kilo paneer",
        "1/2 paneer",
        "kal 9/11",
        "INV/26-27/11 ka bill",
    ],
)
def test_near_days_parts_and_what_names_nothing_are_none(text: str) -> None:
    assert not far_days(read(text), TODAY)
