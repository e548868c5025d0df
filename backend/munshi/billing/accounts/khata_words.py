"""Whether words name what is written of who owes; for the rooms of payments and orders as well."""

from functools import cache
from pathlib import Path

import yaml

from spelling import key

WORDS = Path(__file__).with_name("words.yml")


def names_a_khata(text: str | None) -> bool:
    """Whether a word for a khata, or for what is owed, stands in a text."""
    return not {key(word.strip(",.;!?।")) for word in (text or "").split()}.isdisjoint(sounds("khata"))


def asks_what_for(text: str) -> bool:
    """Whether it is asked for what something is owed."""
    spoken = f" {key(text)} "
    return any(f" {word} " in spoken for word in sounds("what_for"))


@cache
def sounds(name: str) -> frozenset[str]:
    """How the words of a list sound."""
    written = yaml.safe_load(WORDS.read_text("utf-8"))[name]
    return frozenset(key(word.replace("|", " ")) for word in written.split())
