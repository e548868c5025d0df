"""The word lists of a reader, which lie in a yml file beside it."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from nlu.words.phrases import Phrases
from spelling import key
from spelling.script import clean


class WordLists:
    """The lists of one file by their names; a list of lists has names of its own."""

    def __init__(self, file: Path) -> None:
        self._lists: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))

    def keys(self, name: str) -> frozenset[str]:
        """The phonetic keys of the words: any spelling of them."""
        return frozenset(map(key, self._lists[name].split()))

    def keys_by(self, name: str) -> dict[str, frozenset[str]]:
        """The phonetic keys of each list under this name."""
        return {each: frozenset(map(key, words.split())) for each, words in self._lists[name].items()}

    def spelt(self, name: str) -> frozenset[str]:
        """The words by their exact spelling."""
        return _spelt(self._lists[name])

    def spelt_by(self, name: str) -> dict[str, frozenset[str]]:
        """The words of each list under this name, by their exact spelling."""
        return {each: _spelt(words) for each, words in self._lists[name].items()}

    def spelt_beside(self, *names: str) -> frozenset[str]:
        """The words of all lists but these together, by their exact spelling."""
        return frozenset().union(*(_spelt(words) for name, words in self._lists.items() if name not in names))

    def names(self, name: str) -> frozenset[str]:
        """What stands there, as it stands: signs, or names of intents."""
        return frozenset(self._lists[name].split())

    def phrases(self, name: str) -> Phrases:
        """The phrases, one a line."""
        return Phrases(self._lists[name])

    def phrases_by(self, name: str) -> dict[str, Phrases]:
        """The phrases of each list under this name."""
        return {each: Phrases(lines) for each, lines in self._lists[name].items()}

    def lines(self, name: str) -> list[list[str]]:
        """What stands together on each line."""
        return [line.split() for line in self._lists[name].splitlines()]


def _spelt(words: str) -> frozenset[str]:
    return frozenset(map(clean, words.split()))
