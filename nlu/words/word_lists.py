"""The word lists of a reader of values, which lie in a yml file beside it."""

from pathlib import Path

from munshi_spelling import key
from munshi_spelling.script import clean
from ruamel.yaml import YAML


class WordLists:
    """The lists of one file by their names."""

    def __init__(self, file: Path) -> None:
        self._lists: dict[str, str] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))

    def keys(self, name: str) -> frozenset[str]:
        """The phonetic keys of the words: any spelling of them."""
        return frozenset(key(word) for word in self._lists[name].split())

    def spelt(self, name: str) -> frozenset[str]:
        """The words by their exact spelling."""
        return frozenset(clean(word) for word in self._lists[name].split())
