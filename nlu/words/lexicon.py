"""The lexicon: every list of words, of phrases and of what they mean, from the files in `nlu/lexicon`.

A file holds the lists of one matter by their names. A word that has a role in several lists stands once, in
`words.yml`, with all of them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from nlu.words.phrases import Phrases
from spelling import key
from spelling.script import clean

FOLDER = Path(__file__).parent.parent / "lexicon"
SHARED = "words"  # the file of words with several roles
STEP = "."  # between the names of a role: money.paying


class Lexicon:
    """The lists of one file by their names; a list of lists has names of its own."""

    def __init__(self, lists: dict[str, Any]) -> None:
        self._lists = lists

    def text(self, name: str) -> str:
        """A list as it is written."""
        return str(self._lists[name])

    def entries(self, name: str) -> dict[str, str]:
        """The lists under this name as they are written."""
        return {str(each): words for each, words in self._lists[name].items()}

    @property
    def names_of_lists(self) -> list[str]:
        """The names of the lists in their order."""
        return [str(name) for name in self._lists]

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

    def phrases_of(self, name: str) -> dict[str, dict[str, Phrases]]:
        """The phrases of each list of the lists under this name, alone or beside others."""
        return {
            each: {of: Phrases(lines) for of, lines in lists.items()}
            for names, under in self._lists.items()
            if name in names.split()
            for each, lists in under.items()
        }

    def patterns(self, name: str) -> dict[str, list[list[dict[str, Any]]]]:
        """The rules under this name, each with its patterns as spaCy's Matcher has them."""
        patterns: dict[str, list[list[dict[str, Any]]]] = self._lists[name]
        return patterns

    def lines(self, name: str) -> list[list[str]]:
        """What stands together on each line."""
        return [line.split() for line in self._lists[name].splitlines()]


@cache
def lexicon(name: str) -> Lexicon:
    """The lists of a file, with the words that have roles in others too."""
    lists = load(FOLDER / f"{name}.yml")
    for role, words in shared_roles().get(name, {}).items():
        _add(lists, role.split(STEP), words)
    return Lexicon(lists)


def load(file: Path) -> dict[str, Any]:
    """The lists of a file as they are written."""
    lists: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return lists


@cache
def shared_roles() -> dict[str, dict[str, list[str]]]:
    """The words of each role of words with several, by the file of the role and its name there."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for words, roles in shared_words(load(FOLDER / f"{SHARED}.yml")):
        for role in roles:
            file, name = role.lstrip("=").split(STEP, 1)
            sign = "=" if role.startswith("=") else ""
            found[file][name] += [sign + word for word in words]
    return found


def shared_words(lists: dict[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words that have the same several roles, and those roles; `=` before one is of just this spelling."""
    for lines in lists.values():
        for line in filter(None, map(str.strip, lines.splitlines())):
            words, roles = line.rsplit(": ", 1)
            yield words.split(), roles.split()


def _add(lists: dict[str, Any], path: list[str], words: list[str]) -> None:
    """Puts words into the list to which a path of names leads."""
    for name in path[:-1]:
        lists = lists.setdefault(name, {})
    lists[path[-1]] = " ".join(filter(None, [lists.get(path[-1]), *words]))


def _spelt(words: str) -> frozenset[str]:
    return frozenset(map(clean, words.split()))


def main(roles: Sequence[str]) -> int:
    """Prints the words of each role: `python -m nlu.words.lexicon money.paying`."""
    for role in roles:
        file, *path = role.split(STEP)
        words: Any = lexicon(file).entries(path[0]) if len(path) > 1 else lexicon(file).text(path[0])
        for name in path[1:]:
            words = words[name]
        print(f"{role}: {' '.join(words.split())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
