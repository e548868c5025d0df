"""Sums in words, in Indian groups."""

import pytest

from munshi.billing.print.figures import rupees
from munshi.billing.print.wording import in_words, words


@pytest.mark.parametrize(
    ("paise", "en", "hi"),
    [
        (0, "Rupees zero only", "शून्य रुपये मात्र"),
        (50, "Rupees zero and fifty paise only", "शून्य रुपये और पचास पैसे मात्र"),
        (763_00, "Rupees seven hundred sixty-three only", "सात सौ तिरसठ रुपये मात्र"),
        (1_00_000_00, "Rupees one lakh only", "एक लाख रुपये मात्र"),
        (
            12_34_56_789_05,
            "Rupees twelve crore thirty-four lakh fifty-six thousand seven hundred eighty-nine and five paise only",
            "बारह करोड़ चौंतीस लाख छप्पन हज़ार सात सौ नवासी रुपये और पाँच पैसे मात्र",
        ),
    ],
)
def test_a_sum_in_words(paise: int, en: str, hi: str) -> None:
    assert (in_words(paise, "en"), in_words(paise, "hi")) == (en, hi)


def test_hindi_has_a_word_for_every_number_to_ninety_nine() -> None:
    said = [in_words(number * 100, "hi") for number in range(100)]
    assert len(set(said)) == 100


@pytest.mark.parametrize(("paise", "text"), [(5, "0.05"), (123_456_50, "1,23,456.50"), (-100_00, "−100.00")])
def test_figures_stand_in_indian_groups(paise: int, text: str) -> None:
    assert rupees(paise) == text


def test_both_languages_have_the_same_words() -> None:
    assert words("hi").keys() == words("en").keys() == words("hinglish").keys()
    assert words("hi")["states"].keys() == words("en")["states"].keys()
    assert words("hi")["units"].keys() == words("en")["units"].keys()
