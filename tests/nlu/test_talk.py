"""What the tagger of talk learns from: how order lines are aligned to words, and what it then says of them."""

import pytest

from engine.settings import ROOT
from nlu.orders.lexicon import LEXICON
from nlu.orders.talk.examples import examples
from nlu.orders.talk.labels import AMOUNT, NAME, OUTSIDE, are_named, labels
from nlu.orders.talk.tagger import TalkTagger, marked
from nlu.words.reading import read
from tests.nlu.order_texts import tagger

EXAMPLES = ROOT / "data" / "orders" / "order_lines.yml"
ATTA = {"name": "aata", "quantity": "2", "unit": "kg"}
SHORT = {NAME: "n", AMOUNT: "a", OUTSIDE: "-"}


def short(text: str, *lines: dict[str, object]) -> str:
    return "".join(SHORT[label] for label in labels(read(text), lines))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("flat 302 me 2 kilo aata bhej do", "---aan--"),
        ("aata 5 nahi 2 kilo", "na-aa"),  # what is taken back counts too
        ("1 kilo aata.. ruko aata 2 kilo", "aan---naa"),
        ("do kilo aata de do", "aan--"),
    ],
)
def test_names_and_amounts_are_aligned_to_their_words(text: str, wanted: str) -> None:
    assert short(text, ATTA) == wanted


def test_what_stood_in_an_order_is_of_an_item_as_what_shall_stand() -> None:
    assert short("aata 5 kilo se 2 kilo kar do", {**ATTA, "op": "set"}) == "naa-aa--"


def test_every_example_names_what_stands_in_it() -> None:
    wrong = [each.text for each in examples(EXAMPLES) if not are_named(read(each.text), each.lines)]
    assert len(wrong) <= 1, wrong  # 2kgchni has no word of its own


def test_what_was_learnt_survives_its_bytes() -> None:
    words = read("chhotu ke haath 4 samose bhejna")
    again = TalkTagger(tagger().weights)
    assert again.outside(words, "place_order") == tagger().outside(words, "place_order")


def test_words_of_which_nothing_is_said_are_of_no_item_by_nothing() -> None:
    words = read("2 kilo aata bhej do")
    assert marked(words, None) == words
    assert [word.outside for word in marked(words, {words[3].start: 0.9})] == [0.0, 0.0, 0.0, 0.9, 0.0]


def test_a_word_of_the_lexicon_stands_there_once() -> None:
    assert LEXICON.repeated == []
