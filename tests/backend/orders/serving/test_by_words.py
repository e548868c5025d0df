"""Orders that are named by whose they are, where they go, what is in them or the end of their number."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import Numbers, of, says
from tests.backend.orders.serving.test_several import statuses


@pytest.mark.parametrize(
    "words",
    [
        "priya wala nikal gaya",
        "priya's order left",
        "order of priya has left",
        "प्रिया का ऑर्डर निकल गया",
        "cheeni wala order nikal gaya",
        "chini wale order bhej diya",
        "{0} wala nikal gaya",
    ],
)
def test_the_one_that_is_meant_moves(ramesh: Customer, two: Numbers, words: str) -> None:
    done = of(says(ramesh, words.format(two[0][-2:])))
    assert (done.outcome, done.facts["reference"]) == ("moved", f"ORD-{two[0]}")
    assert statuses(ramesh)[f"ORD-{two[1]}"] == Status.PLACED


@pytest.mark.parametrize("words", ["siyaganj wala nikal gaya", "sharma ji ka chini wala order nikal gaya"])
def test_where_it_is_not_sure_it_is_asked_which(ramesh: Customer, two: Numbers, words: str) -> None:
    heard = says(ramesh, words)
    if heard.outcome == "taken":
        assert of(heard).outcome == "which_order"
        assert all(each["whose"] for each in of(heard).facts["orders"])
    assert set(statuses(ramesh).values()) == {Status.PLACED}


@pytest.mark.parametrize(
    "words", ["priya ne nikal diya", "priya wala nikal gaya kya", "chini nikal gayi", "500 wala le liya"]
)
def test_other_words_move_nothing(ramesh: Customer, two: Numbers, words: str) -> None:
    says(ramesh, words)
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_a_cancelling_asks_why(ramesh: Customer, two: Numbers) -> None:
    assert of(says(ramesh, "priya wale order cancel")).outcome == "ask_reason"
