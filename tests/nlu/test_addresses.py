"""Where addresses stand, on messages that the reader of addresses has not learnt from."""

from functools import lru_cache
from itertools import chain

import pytest

from engine.settings import ROOT
from nlu.addresses.examples import Example, example, examples
from nlu.addresses.tagger import AddressTagger, learn, marked
from nlu.components.addresses import AddressReader
from nlu.left_over.places import learnt, words_inside
from nlu.words.reading import read

HELD_OUT = tuple(examples(ROOT / "tests" / "nlu" / "addresses.yml"))
FLOOR = 70.0  # of 100 addresses are read from their first to their last word, as measured
FLOOR_FOUND = 88.0  # of 100 are found at all
FLOOR_NONE = 94.0  # of 100 messages without an address have none


@lru_cache
def tagger() -> AddressTagger:
    """What is learnt from the examples that the assistant learns from; once for each process of tests."""
    files = AddressReader.get_default_config()["examples"]
    return learn(chain.from_iterable(examples(ROOT / file) for file in files))


def addresses(text: str) -> list[str]:
    """The addresses that are read in a message."""
    words = read(text)
    return [text[words[start].start : words[end - 1].end] for start, end in tagger().spans(words)]


def _written(said: Example) -> list[str]:
    return [said.text[start:end] for start, end in said.spans]


def test_most_addresses_are_read_whole_and_few_are_missed() -> None:
    given = [said for said in HELD_OUT if said.spans]
    whole = [addresses(said.text) == _written(said) for said in given]
    found = [bool(addresses(said.text)) for said in given]
    assert 100 * sum(whole) / len(given) >= FLOOR
    assert 100 * sum(found) / len(given) >= FLOOR_FOUND


def test_what_is_no_address_is_none() -> None:
    others = [said for said in HELD_OUT if not said.spans]
    assert 100 * sum(not addresses(said.text) for said in others) / len(others) >= FLOOR_NONE


def test_no_message_is_learnt_and_held_out() -> None:
    files = AddressReader.get_default_config()["examples"]
    taught = {said.text for file in files for said in examples(ROOT / file)}
    assert not taught.intersection(said.text for said in HELD_OUT)


@pytest.mark.parametrize(
    "written",
    [
        "4 tower bolt 2 hinge [booty more house 7]",
        "koi aa jaye [B-22]",
        "[Sadar, house no 4]",
        "5 किलो चीनी [8 भटार 395007]",
        "[12 kailash nagar ujjain] fridge kharab hai",
        "2 kg aata, [45 shivaji marg, jabalpur]",
        "2 kg aata, [45 shivaji marg], cash",
        "[tower 5 flat 904 mahagun] gate 3 se entry hai",
        "6 baje tak 2 street light aur 1 garden pipe",
    ],
)
def test_an_address_ends_where_something_else_begins(written: str) -> None:
    said = example(written)
    assert addresses(said.text) == _written(said)


def test_nothing_inside_of_one_is_anything_else_but_its_pincode() -> None:
    text = "14 nahi 15 mg road 452001 par 2 bread"
    words = marked(read(text), [(8, 25)])
    ((start, end),) = learnt(words)
    assert text[words[start].start : words[end - 1].end] == "14 nahi 15 mg road 452001"
    assert [words[at].text for at in sorted(words_inside(words))] == ["14", "nahi", "15", "mg", "road"]
