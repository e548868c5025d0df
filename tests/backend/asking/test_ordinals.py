"""What was shown is chosen by its place in the list, in every skill alike."""

import pytest

from munshi.asking.ordinals import at_place, by_number, by_pick, is_number

SHOWN = ["toor dal", "chana dal", "moong dal"]


@pytest.mark.parametrize(("said", "meant"), [("2", "chana dal"), ("3.", "moong dal"), ("२", "chana dal")])
def test_a_number_alone_is_the_place_that_was_shown(said: str, meant: str) -> None:
    assert is_number(said)
    assert by_number(SHOWN, said) == meant


@pytest.mark.parametrize("said", ["0", "4", "2 kilo", "dusra", "-1", ""])
def test_a_number_that_was_not_shown_and_a_number_with_words_choose_nothing(said: str) -> None:
    assert by_number(SHOWN, said) is None


@pytest.mark.parametrize(
    ("pick", "meant"), [("1", "toor dal"), ("-1", "moong dal"), ("-4", None), ("cheapest", None)]
)
def test_the_last_is_counted_from_behind(pick: str, meant: str | None) -> None:
    assert by_pick(SHOWN, pick) == meant


def test_of_nothing_shown_nothing_is_chosen() -> None:
    assert at_place([], -1) is None
