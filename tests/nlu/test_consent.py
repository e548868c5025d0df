"""Only a clear yes is a yes: what is placed on it costs money."""

import pytest

from nlu.intents.consent import is_clear_yes
from nlu.words.reading import read
from tests.nlu.conftest import Understand

CLEAR = [
    "haan",
    "ji haan kar do",
    "हाँ भेज दो",
    "yes",
    "ok done",
    "👍",
    "👍🏽",
    "no problem, go ahead",
    "kyun nahi",
]
UNCLEAR = [
    "haan ruko",
    "ok but change it",
    "haan lekin 3 kilo",
    "ok?",
    "हाँ नहीं",
    "yes no",
    "confirm mat karo",
    "😀",
]
NEVER = [
    *UNCLEAR,
    "lkjh",
    "??",
    "amul",
    "hold on",
    "theek nahi hai",
    "abhi nahi",
    "not sure",
    "pata nahi",
    "👎",
    "मत भेजो",
]


@pytest.mark.parametrize("text", CLEAR)
def test_a_clear_yes_is_one(text: str) -> None:
    assert is_clear_yes(read(text))


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_yes_with_a_but_is_none(text: str) -> None:
    assert not is_clear_yes(read(text))


@pytest.mark.parametrize("text", NEVER)
def test_nothing_else_is_taken_for_a_yes(text: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] != "affirm"


@pytest.mark.parametrize("text", [text for text in CLEAR if "nahi" not in text])
def test_a_yes_is_understood(text: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == "affirm"
