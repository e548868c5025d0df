"""The table from which the threshold is chosen."""

from nlu.intents.classifier import NO_INTENT
from nlu.pages.threshold import Guess, Shares, report, shares

GUESSES = [
    Guess("greet", "greet", 0.9),
    Guess("greet", "greet", 0.45),
    Guess("greet", "thank", 0.7),
    Guess("thank", NO_INTENT, 0.8),
    Guess(NO_INTENT, NO_INTENT, 0.3),
    Guess(NO_INTENT, "greet", 0.42),
]


def test_a_higher_threshold_recognises_more_and_refuses_more() -> None:
    assert shares(GUESSES, 0.4) == Shares(recognised=50, refused=25, right=50)
    assert shares(GUESSES, 0.5) == Shares(recognised=100, refused=50, right=25)


def test_the_table_marks_the_threshold_that_holds() -> None:
    (line,) = [line for line in report({"corpora": GUESSES}, 0.41) if line.endswith("now")]
    assert line.split() == ["0.41", "50.0", "25.0", "50.0", "now"]
