"""What the sums of messages are, on messages that the reader of sums has not learnt from."""

from collections import Counter
from itertools import chain

import pytest

from engine.settings import ROOT
from nlu.sums.examples import Example, example, examples
from nlu.sums.tagger import OTHER, SumTagger
from tests.nlu.sum_texts import tagger

HELD_OUT = tuple(examples(ROOT / "tests" / "nlu" / "sums.yml"))
FLOOR = 82.0  # of 100 sums have their role, as measured
FLOOR_PAID = 89.0  # of 100 messages with sums have just the sums as paid that were
FLOOR_SURE = 92.0  # of 100 that are surely called paid were


def roles(said: Example) -> dict[int, str]:
    """What the sums of a message are read as, by their places."""
    return {each.sum.start: each.role for each in tagger().known(said.text)}


def test_most_sums_are_what_they_are_read_as() -> None:
    right = [roles(said).get(place, OTHER) == role for said in HELD_OUT for place, role in said.roles.items()]
    assert 100 * sum(right) / len(right) >= FLOOR


def test_of_most_messages_just_what_was_paid_is() -> None:
    with_sums = [said for said in HELD_OUT if said.roles]
    right = [_paid(roles(said)) == _paid(said.roles) for said in with_sums]
    assert 100 * sum(right) / len(right) >= FLOOR_PAID


def test_what_is_surely_called_paid_was() -> None:
    surely = [
        said.roles.get(each.sum.start)
        for said in HELD_OUT
        for each in tagger().known(said.text)
        if each.role == "paid" and each.chance >= 0.6
    ]
    assert 100 * Counter(surely)["paid"] / len(surely) >= FLOOR_SURE


def test_no_message_is_learnt_and_held_out() -> None:
    learnt = {said.text for said in examples(ROOT / "data" / "billing" / "sums.yml")}
    assert not learnt.intersection(said.text for said in HELD_OUT)


def test_every_mark_is_a_number_that_may_be_a_sum() -> None:
    known = {"paid", "to_pay", "worth", "back", "got_back", "asked", "denied"}
    every = chain(HELD_OUT, examples(ROOT / "data" / "billing" / "sums.yml"))
    assert {role for said in every for role in said.roles.values()} <= known


@pytest.mark.parametrize(
    "written",
    [
        "[360](worth) ka rashan aaya, [300](paid) pakda diye, [60](worth) hisaab me chadha do",
        "[260](paid) netbanking se aur [140](paid) nagad de chuka hu",
        "[95](back) lauta dijiyega, [300](paid) ki jagah [205](worth) dene the",
        "[410](worth) का बिल, [250](paid) दे चुकी हूँ, बचे [160](to_pay) परसों दे दूँगी",
        "क्या मेरा [1800](asked) वाला चेक पहुँच गया",
        "i gave [450](paid) for a bill of [405](worth), hand me [45](back) back",
        "shall clear [700](to_pay) on sunday and [300](to_pay) next week",
        "that [330](denied) was wrong, i did not send it",
        "24 lal kothi, 2 kg chini, pin 452003",
        "order 1042 ke [85](paid) de diye, utr 412345678901",
    ],
)
def test_it_is_read_what_each_is(written: str) -> None:
    said = example(written)
    assert roles(said) == said.roles


def test_what_was_learnt_is_read_again() -> None:
    text = HELD_OUT[0].text
    assert SumTagger(tagger().weights).known(text) == tagger().known(text)


def _paid(found: dict[int, str] | object) -> set[int]:
    assert isinstance(found, dict)
    return {place for place, role in found.items() if role == "paid"}
