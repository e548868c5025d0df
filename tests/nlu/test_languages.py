"""The language of messages of every skill, from one word to a mixed sentence."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nlu.words.languages import language_of
from nlu.words.reading import read

CORPUS = YAML(typ="safe").load(
    (Path(__file__).parent / "values" / "languages.yml").read_text(encoding="utf-8")
)


def sentences(kind: str) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in CORPUS[kind].items() for text in texts]


@pytest.mark.parametrize(("language", "text"), sentences("clear"))
def test_a_message_in_one_language_is_clear(language: str, text: str) -> None:
    assert language_of(read(text)) == (language, True)


@pytest.mark.parametrize(("language", "text"), sentences("unclear"))
def test_words_that_both_use_only_look_like_a_language(language: str, text: str) -> None:
    found = language_of(read(text))
    assert found == (language, False)


@pytest.mark.parametrize("text", CORPUS["none"])
def test_numbers_and_signs_have_no_language(text: str) -> None:
    assert language_of(read(text)) is None
