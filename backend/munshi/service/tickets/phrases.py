"""The words and phrases of `words.yml`, by sound, and whether a text has one of them. Pure."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from munshi.catalogue.goods import heard

FILE = Path(__file__).with_name("words.yml")
BETWEEN = 2  # words that may stand between those of a phrase

Keys = Sequence[str]


def keys(text: str) -> Keys:
    """The words of a text, by their sound."""
    return heard(text)


def holds(said: Keys, phrase: Keys) -> bool:
    """Whether the words of a phrase stand in a text, one after the other."""
    if phrase and phrase[0] not in said:
        return False
    size = len(phrase)
    return any(list(said[at : at + size]) == list(phrase) for at in range(len(said) - size + 1))


def has_one(said: Keys, wanted: Sequence[Keys]) -> bool:
    """Whether a text has one of some phrases, with a few words between those of it."""
    return any(phrase[0] in said and _loosely(said, phrase) for phrase in wanted)


def _loosely(said: Keys, phrase: Keys) -> bool:
    """The same, with a few words between."""
    return any(_from(said[at:], phrase) for at, word in enumerate(said) if word == phrase[0])


def _from(said: Keys, phrase: Keys) -> bool:
    at = 0
    for word in phrase[1:]:
        ahead = list(said[at + 1 : at + 2 + BETWEEN])
        if word not in ahead:
            return False
        at += 1 + ahead.index(word)
    return True


@cache
def written() -> dict[str, Any]:
    """The whole file."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return content


@cache
def list_of(name: str) -> frozenset[str]:
    """The words of a list, by sound."""
    return frozenset(keys(written()[name]))


@cache
def phrases(name: str, part: str | None = None) -> Sequence[Keys]:
    """The phrases of a list, or of a part of it, by sound."""
    said = written()[name]
    return list(_read(said[part] if part else said))


def _read(listed: Sequence[str]) -> Iterator[Keys]:
    yield from filter(None, (keys(str(phrase)) for phrase in listed))
