"""What the clauses of technicians tell of a job: what is learnt, and how much of a round of strangers it reads."""

import pytest

from engine.settings import ROOT
from nlu.clause_tags.examples import examples
from nlu.clause_tags.tagger import ClauseTagger
from nlu.clause_tags.training import learn
from nlu.words.reading import read

TAUGHT, HELD_OUT = ROOT / "data" / "service" / "job_talk.yml", ROOT / "tests" / "service" / "job_talk.yml"
WHOLLY_RIGHT = 0.83  # of the clauses
OFTEN = ("on_way", "arrived", "done", "money_taken", "estimate_line", "asks")
FOUND, SURE = 0.75, 0.9  # of each of these: how many are found, and how many of those found are


@pytest.fixture(scope="module")
def reader() -> ClauseTagger:
    return learn(examples(TAUGHT))


def _told(reader: ClauseTagger, text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.tag) for each in reader.told(text)]


def test_what_strangers_told_is_read(reader: ClauseTagger) -> None:
    found = [(set(reader._surely(read(each.text))), set(each.tells)) for each in examples(HELD_OUT)]
    assert sum(got == wanted for got, wanted in found) / len(found) >= WHOLLY_RIGHT
    for step in OFTEN:
        right = sum(step in got and step in wanted for got, wanted in found)
        assert right / sum(step in wanted for _, wanted in found) >= FOUND, step
        assert right / sum(step in got for got, _ in found) >= SURE, step


def test_no_held_out_clause_is_taught() -> None:
    taught = {each.text.lower() for each in examples(TAUGHT)}
    long = [each.text for each in examples(HELD_OUT) if len(each.text.split()) > 2]
    assert not [text for text in long if text.lower() in taught]


def test_what_was_learnt_survives_its_bytes(reader: ClauseTagger) -> None:
    text = "kaam nipat gaya, 640 cash mile"
    assert ClauseTagger.of(reader.written).told(text) == reader.told(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kaam nipat gaya 640 cash mile", [("kaam nipat gaya", "done"), ("640 cash mile", "money_taken")]),
        (
            "motor jali hai nayi 1800 labour 300, 4 din lagenge mangane me",
            [
                ("motor jali hai", "diagnosis"),
                ("nayi 1800 labour 300", "estimate_line"),
                ("4 din lagenge mangane me", "part_days"),
            ],
        ),
        ("दुकान से एक पंप ले जा रहा हूँ", [("दुकान से एक पंप ले जा रहा हूँ", "part_taken")]),
        ("gave 900 cash to the owner", [("gave 900 cash to the owner", "money_handed_over")]),
        ("namaste", []),
    ],
)
def test_a_clause_that_tells_two_things_is_cut_between_them(
    reader: ClauseTagger, text: str, told: list[tuple[str, str]]
) -> None:
    assert _told(reader, text) == told
