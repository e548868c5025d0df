"""Which of the bills that a message names are no longer claimed."""

import pytest

from nlu.answers.claim_answers import is_taken_out
from nlu.pages.trial import MOMENT
from nlu.values.message import values
from nlu.words.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khana hata do", ["food"]),
        ("खाना निकाल दो", ["food"]),
        ("remove lunch", ["food"]),
        ("250 wala hata do", [{"paise": 25000}]),
        ("petrol rehne do, khana 300 karo", ["fuel"]),
        ("petrol nahi chahiye", ["fuel"]),
        ("nahi petrol 350", []),
        ("petrol 300 aur nashta 80 aaj", []),
    ],
)
def test_what_is_taken_out(text: str, expected: list[object]) -> None:
    words = read(text)
    found = values(text, words, MOMENT, "claim_reimbursement", asked=False)
    assert [each.value for each in found if is_taken_out(each, found, words)] == expected
