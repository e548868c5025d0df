"""What is told of a new model: which held-out sentences it takes otherwise than the one before."""

from nlu.pages.comparison import report
from nlu.pages.trial import Example

SAID = [
    Example("kitna baki", "check_dues", "hinglish"),
    Example("thanks", "thank", "en"),
    Example("धन्यवाद", "thank", "hi"),
    Example("thnks", "thank", "misspelt"),
]
RIGHT = {each.text: each.intent for each in SAID}
NAMES = ["munshi-new", "munshi-old"]


def test_what_is_better_and_what_is_worse_is_told_sentence_by_sentence() -> None:
    before = {**RIGHT, "kitna baki": "nlu_fallback", "thnks": "greet"}
    after = {**RIGHT, "thanks": "goodbye", "thnks": "affirm"}
    told = list(report(SAID, after, before, NAMES))
    assert told[-2:] == ["\nWORSE: 1 sentences", "  English   thank, is taken for goodbye: thanks"]
    assert told[-4:-2] == [
        "\nBETTER: 1 sentences",
        "  Hinglish  check_dues, was taken for nlu_fallback: kitna baki",
    ]


def test_each_language_is_counted_for_both_models() -> None:
    before = {**RIGHT, "kitna baki": "nlu_fallback"}
    rows = [line.split() for line in report(SAID, RIGHT, before, NAMES)]
    assert ["munshi-new", "1/1", "1/1", "1/1", "1/1", "4/4"] in rows
    assert ["before:", "munshi-old", "1/1", "1/1", "0/1", "1/1", "3/4"] in rows


def test_the_first_model_is_compared_with_none() -> None:
    assert "There is no model before to compare it with." in list(report(SAID, RIGHT, None, NAMES))
