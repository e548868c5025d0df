"""Self-repair: of two values that follow each other, which is taken back and which holds."""

import pytest

from nlu.words.reading import read
from nlu.words.repair import Manner, repair

LATER_HOLDS = [
    "500 nahi 600", "500 sorry 600", "500 i mean 600", "500 scratch that 600", "500, nahi nahi, 600",
    "500 ki jagah 600", "500 ke bajay 600", "5 nahi 10", "not 500, 600", "500 नहीं 600", "500 no - no 600",
    "500, no 600", "500 make that 600", "500 rukiye 600",
]  # fmt: skip
EARLIER_HOLDS = ["500 not 600", "500 instead of 600", "500 rather than 600", "500 and not the 600"]
BOTH_HOLD = ["500 aur 600", "500, 600", "500 nahi 600 bhi", "500 diye 600 liye", "500 sorry 600 aur"]


def numbers(text: str) -> list[tuple[int, int]]:
    return [(at, at + 1) for at, word in enumerate(read(text)) if word.is_number]


@pytest.mark.parametrize("text", LATER_HOLDS)
def test_what_is_repaired_gives_way_to_what_follows(text: str) -> None:
    first, second = numbers(text)

    assert repair(read(text), first, second) == (first, second)


@pytest.mark.parametrize("text", EARLIER_HOLDS)
def test_what_is_denied_gives_way_to_what_was_said_before(text: str) -> None:
    first, second = numbers(text)

    assert repair(read(text), first, second) == (second, first)


@pytest.mark.parametrize("text", BOTH_HOLD)
def test_what_is_added_takes_nothing_back(text: str) -> None:
    first, second = numbers(text)

    assert repair(read(text), first, second) is None


def test_a_kind_of_value_says_what_may_stand_between_and_what_is_added() -> None:
    words = read("500 nahi parcel 600 aur")
    first, second = numbers("500 nahi parcel 600 aur")
    manner = Manner(lambda word: word.plain == "parcel", lambda words, end: False)

    assert repair(words, first, second) is None
    assert repair(words, first, second, manner) == (first, second)
