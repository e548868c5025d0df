"""What answers a question about goods without naming any of them."""

from datetime import datetime
from typing import Any

import pytest

from nlu.answers.collecting import values_of_answer
from nlu.orders.ordered import order_lines
from nlu.words.reading import read

MOMENT = datetime.fromisoformat("2026-11-24T11:00:00+05:30")


def found(text: str, entity: str, asking: str | None = "choose_product") -> list[Any]:
    words = read(text)
    read_so = values_of_answer(text, words, MOMENT, "place_order", asking)
    return [each.value for each in read_so if each.entity == entity]


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("doosra wala", "2"),
        ("pehle wala de do", "1"),
        ("number 2", "2"),
        ("3 number wala", "3"),
        ("last one", "-1"),
        ("neeche wala", "-1"),
        ("jo sasta ho", "cheapest"),
        ("सबसे सस्ता", "cheapest"),
        ("mehnga wala", "dearest"),
        ("the big one", "largest"),
        ("छोटा वाला दे दो", "smallest"),
        ("dono", "both"),
        ("दोनों", "both"),
        ("teeno", "three"),
        ("all of them", "all"),
        ("koi bhi", "any"),
        ("either is fine", "any"),
        ("baaki sab", "rest"),
    ],
)
def test_one_of_several_is_picked_without_its_name(text: str, pick: str) -> None:
    assert found(text, "pick") == [pick]


@pytest.mark.parametrize("text", ["2 packet", "amul", "vada pav", "do de do"])
def test_goods_and_amounts_are_no_picks(text: str) -> None:
    assert found(text, "pick") == []


def test_nothing_is_picked_where_nothing_was_shown() -> None:
    assert found("doosra wala", "pick", asking=None) == []


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("haan aur ek doodh", ["yes"]),
        ("theek hai red label de do", ["yes"]),
        ("हाँ और एक दूध", ["yes"]),
        ("nahi, amul wala", ["no"]),
        ("no make it 2", ["no"]),
        ("ek doodh, haan", []),
    ],
)
def test_an_answer_begins_with_a_yes_or_a_no(text: str, consent: list[str]) -> None:
    assert found(text, "consent") == consent


def test_the_yes_and_a_but_behind_it_are_of_no_name() -> None:
    assert [line["name"] for line in found("yes but 8 kg sugar", "order_line")] == ["sugar"]


@pytest.mark.parametrize(
    "text", ["ulta kar diya", "उल्टा कर दिया", "undo", "wapas pehle jaisa kar do", "pehle wala hi theek tha"]
)
def test_a_change_is_taken_back(text: str) -> None:
    assert found(text, "undo") == [True]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("ek aur doodh", ["add"]),
        ("aur do kilo chawal", ["add"]),
        ("chawal 2 kilo aur", ["add"]),
        ("ek aur", ["add"]),
        ("2 kilo cheeni aur 5 kilo chawal", [None, None]),
        ("5 kilo chawal bhai", [None]),
    ],
)
def test_what_comes_besides_is_added(text: str, ops: list[str | None]) -> None:
    assert [line.op for line in order_lines(read(text))] == ops
