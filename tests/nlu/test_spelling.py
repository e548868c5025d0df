"""One key for every spelling of a word, and different keys for different words."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spelling import key, skeleton
from spelling.exact import SPELLINGS
from spelling.shortened import RESTORED

LISTS = Path(__file__).with_name("spelling")
MOST_LETTERS = 3  # of a key for each letter that was typed: क्षा, x

HELD_DOWN = ["pleaseee please", "haaaan haan", "bhaiyaaaa bhaiya", "gooood good", "theeeek theek", "okkkk ok"]
HELD_DOWN += ["जल्दीीी जल्दी", "nooooo no", "helloooo hello", "chutttti chutti"]

TEXT = st.text(max_size=40) | st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=20)
TEXT |= st.text(alphabet="अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूृेैोौं्ँ़ः०१ ", max_size=20)


def lines(name: str) -> Iterator[list[str]]:
    for block in YAML(typ="safe").load((LISTS / name).read_text(encoding="utf-8")).values():
        yield from (line.split() for line in block.splitlines())


def test_every_spelling_of_a_word_in_either_script_has_one_key() -> None:
    words = list(lines("one_key.yml"))
    assert len(words) >= 300
    apart = [{spelling: key(spelling) for spelling in word} for word in words if len(set(map(key, word))) > 1]
    assert not apart


def test_different_words_have_different_keys() -> None:
    pairs = [pair for line in lines("different.yml") for pair in combinations(line, 2)]
    assert len(pairs) >= 100
    assert not [pair for pair in pairs if key(pair[0]) == key(pair[1])]


def test_words_that_are_shortened_in_chats_keep_their_key_and_their_bones() -> None:
    [block] = YAML(typ="safe").load((LISTS / "shortened.yml").read_text(encoding="utf-8")).values()
    pairs = [pair.split() for pair in block.replace("\n", ", ").split(",") if pair.strip()]
    assert len(pairs) >= 200
    assert not [(short, meant) for short, meant in pairs if key(short) != key(meant)]
    assert not [(short, meant) for short, meant in pairs if skeleton(short) != skeleton(meant)]


def test_letters_left_out_of_any_word_leave_its_bones() -> None:
    assert skeleton("agarbatti") == skeleton("agrbtti")
    assert skeleton("dhakkan") == skeleton("dkkn")
    assert skeleton("bahar") != skeleton("bar")  # that h is no breath


@pytest.mark.parametrize("words", HELD_DOWN)
def test_letters_that_are_held_down_count_once(words: str) -> None:
    typed, meant = words.split()
    assert key(typed) == key(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (unicodedata.normalize("NFD", "ज़रूरी"), "जरूरी"),
        ("शा\u200dदी", "शादी"),
        ("पाँच", "पांच"),
        ("२", "2"),
        ("2kg", "2 kilo"),
        ("5किलो", "5 kilo"),
        ("👍 ok 🙏", "ok"),
        ("don't", "dont"),
    ],
)
def test_what_does_not_sound_does_not_count(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_a_spelling_is_listed_for_one_word_only() -> None:
    listed = [spelling for word, spellings in SPELLINGS.items() for spelling in {word, *spellings.split()}]
    assert len(listed) == len(set(listed))


def test_what_is_short_for_a_word_is_no_word_itself() -> None:
    assert not set(RESTORED) & set(RESTORED.values())


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)


@pytest.mark.parametrize("letters", ["x", "क्ष", "ch", "ah", "ehe", "ye", "c", "aeiou"])
def test_long_words_settle_too(letters: str) -> None:
    text = letters * 100
    assert key(key(text)) == key(text)
    assert len(key(text)) <= 60


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text_has_a_key_that_is_not_much_longer(text: str) -> None:
    assert len(key(text)) <= MOST_LETTERS * len(text) + 8
    assert skeleton(key(text)) == skeleton(text)
