"""Which days of a wish for leave are days off, and of which only hours are meant."""

import pytest

from nlu.answers.leave_days import side_of
from nlu.pages.trial import MOMENT
from nlu.values.message import values
from nlu.words.reading import read


def sides(text: str) -> list[tuple[str, str | None]]:
    """The first day of each period, and what it is to the leave."""
    words = read(text)
    found = values(text, words, MOMENT, "apply_leave", asked=False)
    periods = [each for each in found if each.entity == "period"]
    return [(each.value["from"][5:], side_of(each, found, words, MOMENT.date())) for each in periods]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 aur 27 ko chhutti chahiye", [("11-25", None), ("11-27", None)]),
        ("bahan ki shaadi 28 ko hai to 26 se 30 tak chhutti", [("11-28", "beside"), ("11-26", None)]),
        (
            "pichle sunday kaam kiya tha uska comp off friday ko chahiye",
            [("11-22", "beside"), ("11-27", None)],
        ),
        ("comp off for working last sunday, i want 4 dec", [("11-22", "beside"), ("12-04", None)]),
        ("kal nahi aaunga, parso aaunga", [("11-25", None), ("11-26", "beside")]),
        ("आज नहीं आ पाऊँगा कल से आऊँगा", [("11-24", None), ("11-25", "beside")]),
        ("2 din ki chhutti chahiye, somvar ko wapas aa jaunga", [("11-30", "beside")]),
        ("leave on 26th and 27th, will be back on monday", [("11-26", None), ("11-30", "beside")]),
        ("kal late aaunga", [("11-25", "late")]),
        ("sir i will come late tomorrow", [("11-25", "late")]),
        ("कल देर से आऊँगा", [("11-25", "late")]),
        ("aaj jaldi ghar jana hai", [("11-24", "early")]),
        ("aaj 2 ghante pehle jana hai", [("11-24", "early")]),
        ("can i leave early today", [("11-24", "early")]),
        ("somvar se chhutti chahiye, jaldi batao", [("11-30", "start")]),
        ("kal se do din ki chhutti, late fees bharni hai", [("11-25", None)]),
    ],
)
def test_what_a_day_is_to_the_leave(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert sides(text) == expected
