"""Where addresses and names stand, on messages that their reader has not learnt from."""

from functools import lru_cache

import pytest
from ruamel.yaml import YAML

from engine.settings import ROOT
from nlu.components.named_entities import NamedEntityReader
from nlu.left_over.places import learnt, words_inside
from nlu.named_entities.examples import ADDRESS, NAME, OTHER, Example, example, examples
from nlu.named_entities.tagger import EntityTagger, marked
from nlu.words.reading import read
from tests.nlu import trained

HELD_OUT = tuple(examples(ROOT / "tests" / "nlu" / "addresses.yml"))
_names = YAML(typ="safe").load((ROOT / "tests" / "nlu" / "names.yml").read_text("utf-8"))
NAMED, UNNAMED = (tuple(map(example, _names[key])) for key in ("named", "without"))
FLOOR = 74.0  # of 100 addresses are read from their first to their last word, as measured
FLOOR_FOUND = 93.0  # of 100 are found at all
FLOOR_NONE = 94.0  # of 100 messages without an address have none
FLOOR_OF_NAMES = 72.0  # of 100 messages have just the names for whom they are
FLOOR_NO_NAME = 89.0  # of 100 messages without a name have none


@lru_cache
def tagger() -> EntityTagger:
    """The one of the trained model: to learn it anew takes twenty seconds."""
    return EntityTagger(trained.learnt(NamedEntityReader.KEPT_AS))


def addresses(text: str) -> list[str]:
    """The addresses that are read in a message."""
    return read_in(text, ADDRESS)


def read_in(text: str, *kinds: str) -> list[str]:
    """What of some kinds is read in a message."""
    words = read(text)
    found = (each for each in tagger().spans(words) if each.kind in kinds)
    return [text[words[each.start].start : words[each.end - 1].end] for each in found]


def _written(said: Example, kind: str = ADDRESS) -> list[str]:
    return [said.text[each.start : each.end] for each in said.spans if each.kind == kind]


def test_most_addresses_are_read_whole_and_few_are_missed() -> None:
    given = [said for said in HELD_OUT if _written(said)]
    whole = [addresses(said.text) == _written(said) for said in given]
    found = [bool(addresses(said.text)) for said in given]
    assert 100 * sum(whole) / len(given) >= FLOOR
    assert 100 * sum(found) / len(given) >= FLOOR_FOUND


def test_what_is_no_address_is_none() -> None:
    others = [said for said in HELD_OUT if not _written(said)]
    assert 100 * sum(not addresses(said.text) for said in others) / len(others) >= FLOOR_NONE


def test_no_message_is_learnt_and_held_out() -> None:
    files = NamedEntityReader.get_default_config()["examples"]
    taught = {said.text for file in files for said in examples(ROOT / file)}
    assert not taught.intersection(said.text for said in (*HELD_OUT, *NAMED, *UNNAMED))


def test_for_whom_a_message_is_is_read() -> None:
    right = [read_in(said.text, NAME) == _written(said, NAME) for said in NAMED]
    assert 100 * sum(right) / len(NAMED) >= FLOOR_OF_NAMES


def test_what_is_no_name_is_none() -> None:
    right = [not read_in(said.text, NAME, OTHER) for said in UNNAMED]
    assert 100 * sum(right) / len(UNNAMED) >= FLOOR_NO_NAME


@pytest.mark.parametrize(
    "written",
    [
        "5 jawahar chowk 462003 naam [Kailash](name)",
        "2 malviya nagar 462003 [Rekha](name)",
        "12 kolar road 462023. - [Vivek](name)",
        "14 अरेरा कॉलोनी 462023, [महेश](name)",
        "12 kolar road 462023 [Anil Soni](name)",
        "main [Sunil](name) bol raha hu",
        "मेरा नाम [रमेश](name) है",
        "this is [Anita](name) speaking, my AC is broken",
        "Book [Mr D'Souza](name) 9876000035 washing machine friday 3 pm",
        "12 kolar road 462023 aa jao",
        "12 kolar road 462023 jaldi bhejo",
        "462011 galat hai",
        "technician ka naam kya hai",
        "printer mein kagaz phas raha hai",
        "my name is not on the bill",
    ],
)
def test_a_name_is_told_from_what_stands_around_it(written: str) -> None:
    said = example(written)
    assert read_in(said.text, NAME) == _written(said, NAME)


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
        "send 5 kg rice, 2 golden drop. [7 west lake road 641018]",
        "2 parle, 1 blue bird. [22 gandhi puram 641012]",
        "दो गोल्डन ड्रॉप। [7 वेस्ट लेक रोड 641018]",
        "[sunrise apartment. 12 mg road 452001]",
        "6 baje tak 2 street light aur 1 garden pipe",
        "code SHARMA50, [14 vijay nagar]",
        "[14 vijay nagar], code SHARMA50",
        "[plot 14 ashok nagar kanpur 208012, sharma ji ke makan ke samne]",
        "ab dusra pata: [12 MG road, 452001]",
        "wahi phir se, [ghar 15 Model town 302017]",
        "[3/214 विवेक खंड गोमती नगर 226010]",
        "[41 vikas khand gomti nagar 226010]",
        "[22 suresh gali aminabad 226018]",
        "दो किलो आटा [14/2 राजेंद्र नगर लखनऊ 226004]",
        "3 kilo khand aur 1 kilo cheeni",
    ],
)
def test_an_address_ends_where_something_else_begins(written: str) -> None:
    said = example(written)
    assert addresses(said.text) == _written(said)


@pytest.mark.parametrize(
    "written",
    [
        "पता [3/214 विवेक खंड] है मकान नंबर भी लिखिए",
        "pata galat hai, [9/12 vinay khand] hai",
        "address is [41 vikas khand] please correct it",
        "mujhe pata nahi 2 desi khand kitne ki hai",
    ],
)
def test_what_is_called_an_address_is_one_from_its_house_to_its_place(written: str) -> None:
    said = example(written)
    assert addresses(said.text) == _written(said)


def test_nothing_inside_of_one_is_anything_else_but_its_pincode() -> None:
    text = "14 nahi 15 mg road 452001 par 2 bread"
    words = marked(read(text), [(8, 25)])
    ((start, end),) = learnt(words)
    assert text[words[start].start : words[end - 1].end] == "14 nahi 15 mg road 452001"
    assert [words[at].text for at in sorted(words_inside(words))] == ["14", "nahi", "15", "mg", "road"]
