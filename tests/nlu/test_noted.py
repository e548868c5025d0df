"""Only what tells the shop something of an order is a note of it: what is learnt, and how much of chats it judges."""

from typing import Any

import pytest

from engine.settings import ROOT
from nlu.clause_tags.examples import Example, examples
from nlu.clause_tags.tagger import ClauseTagger
from nlu.clause_tags.training import learn
from nlu.left_over.notes import wished
from nlu.left_over.spans import Span
from nlu.noted.judging import UNCLEAR, WISH, from_each_word, judged
from nlu.words.reading import read

TAUGHT, HELD_OUT = ROOT / "data" / "orders" / "notes.yml", ROOT / "tests" / "orders" / "notes.yml"
KEPT, OF_THOSE_KEPT = 0.96, 0.8  # of the wishes how many are kept, and of what is kept how much is one
RIGHTLY_PUT = 0.85  # of the others: talk, or what is said not to be understood


@pytest.fixture(scope="module")
def reader() -> ClauseTagger:
    return learn(examples(TAUGHT))


def _is_kept(reader: ClauseTagger, text: str) -> bool:
    words = read(text)
    return wished(words, Span(0, len(words))) is not None or judged(reader, text) == WISH


def test_wishes_are_kept_and_scraps_are_not(reader: ClauseTagger) -> None:
    every = list(examples(HELD_OUT))
    wishes = [each for each in every if WISH in each.tells]
    kept = [each for each in every if _is_kept(reader, each.text)]
    right = [each for each in kept if WISH in each.tells]
    assert len(right) / len(wishes) >= KEPT, [each.text for each in wishes if each not in right]
    assert len(right) / len(kept) >= OF_THOSE_KEPT, [each.text for each in kept if each not in right]


def test_talk_is_told_from_what_is_not_understood(reader: ClauseTagger) -> None:
    others = [each for each in examples(HELD_OUT) if WISH not in each.tells]
    wrong = [each.text for each in others if not _is_put(reader, each)]
    assert 1 - len(wrong) / len(others) >= RIGHTLY_PUT, wrong


def _is_put(reader: ClauseTagger, each: Example) -> bool:
    return judged(reader, each.text) in (*each.tells, WISH)


def test_no_held_out_note_is_taught() -> None:
    taught = {each.text.lower() for each in examples(TAUGHT)}
    long = [each.text for each in examples(HELD_OUT) if len(each.text.split()) > 2]
    assert not [text for text in long if text.lower() in taught]


@pytest.mark.parametrize("text", ["darwaze ke", "of the door", "नल का", "गीता देवी", "kothrud me"])
def test_a_part_of_a_name_and_a_place_are_no_wish(reader: ClauseTagger, text: str) -> None:
    assert judged(reader, text) == UNCLEAR


def test_what_is_judged_goes_to_the_end_of_its_clause_or_to_goods_behind() -> None:
    text = "paneer then send it home, no onion 2 roti"
    telling: list[dict[str, Any]] = [
        {"start": text.index(each), "binds": each == "no"} for each in ("then", "no ", "onion")
    ]
    telling[1]["binds"] = True
    said = list(from_each_word(text, telling, [text.index("2 roti")]))
    assert said == ["then send it home", "no onion ", "no onion "]
