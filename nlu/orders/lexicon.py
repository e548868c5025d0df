"""The words of orders, each with its roles, by its spelling or by its sound, and the phrases of orders."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from nlu.words.phrases import Phrases
from nlu.words.reading import Word
from spelling import key
from spelling.script import clean

FOLDER = Path(__file__).parents[1] / "lexicon"
BY_SOUND = "~"  # behind a role: every spelling of the word has it, in both scripts


class Role(NamedTuple):
    """The words that have a role: by their sound, in every spelling, or by their spelling alone."""

    sounds: frozenset[str]
    spelt: frozenset[str]

    def has(self, word: Word) -> bool:
        """Whether a word is one of them."""
        return word.plain in self.spelt or word.key in self.sounds


class Lexicon:
    """One file: beside the roles that some words have in common these words."""

    def __init__(self, name: str) -> None:
        self._spelt: dict[str, set[str]] = defaultdict(set)
        self._sounds: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        seen: Counter[str] = Counter()
        for roles, words in _load(name).items():
            seen.update(map(clean, words.split()))
            for role in roles.split():
                self._words[role.removesuffix(BY_SOUND)].update(map(clean, words.split()))
                if role.endswith(BY_SOUND):
                    self._sounds[role.removesuffix(BY_SOUND)].update(map(key, words.split()))
                else:
                    self._spelt[role].update(map(clean, words.split()))

        self.repeated = [
            word for word, times in seen.items() if times > 1
        ]  # it should stand once, with all its roles

    @property
    def roles(self) -> frozenset[str]:
        """Every role that a word of it has."""
        return frozenset(self._words)

    def spelt(self, role: str) -> frozenset[str]:
        """The words that have a role as they are spelt. Raises KeyError where none has."""
        return _known(self._spelt, role)

    def sounds(self, role: str) -> frozenset[str]:
        """How the words sound that have a role in every spelling. Raises KeyError where none has."""
        return _known(self._sounds, role)

    def words(self, role: str) -> frozenset[str]:
        """The words that have a role in either way, as they stand there. Raises KeyError where none has."""
        return _known(self._words, role)

    def role(self, name: str) -> Role:
        """The words that have a role in either way."""
        return Role(frozenset(self._sounds.get(name, ())), frozenset(self._spelt.get(name, ())))


def phrases(name: str) -> dict[str, Phrases]:
    """The phrases of a file, by what they are."""
    return {each: Phrases(lines) for each, lines in _load(name).items()}


def _known(by_role: dict[str, set[str]], role: str) -> frozenset[str]:
    if role not in by_role:
        raise KeyError(role)
    return frozenset(by_role[role])


def _load(name: str) -> dict[str, str]:
    loaded: dict[str, str] = YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


LEXICON = Lexicon("orders.yml")
PHRASES = phrases("orders_phrases.yml")
