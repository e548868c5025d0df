"""The word lists that stand in a YAML file beside a module."""

import re
from collections.abc import Collection
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

WORD = re.compile(r"[^\s,.:;!?।/]+")


class WordLists:
    """The lists of a file, each read once; one that is not there raises KeyError.

    A list is a text of words, or a sequence of phrases.
    """

    def __init__(self, module: str, name: str) -> None:
        self._file = Path(module).with_name(name)
        self.words = cache(self._words)
        self._pattern = cache(self._compiled)

    @cached_property
    def lists(self) -> dict[str, Any]:
        """The whole file."""
        return dict(yaml.safe_load(self._file.read_text("utf-8")))

    def has(self, said: str, name: str) -> bool:
        """Whether one of the phrases of a list stands among words, as `plain` gives them."""
        return self._pattern(name).search(said) is not None

    def found(self, said: str, name: str) -> str | None:
        """The first phrase of a list that stands among words, or None."""
        match = self._pattern(name).search(said)
        return match.group().strip() if match else None

    def besides(self, text: str | None, names: Collection[str]) -> str:
        """The words of a text that stand in none of these lists, as `plain` gives them."""
        lists = tuple(names)
        return " ".join(
            each for each in plain(text).split() if not any(self.has(each, name) for name in lists)
        )

    def any_of(self, name: str) -> str:
        """The words or phrases of a list as alternatives of a regular expression, in their order."""
        written = self.lists[name]
        return "|".join(map(re.escape, written.split() if isinstance(written, str) else written))

    def _words(self, name: str) -> frozenset[str]:
        return frozenset(self.lists[name].casefold().split())

    def _compiled(self, name: str) -> re.Pattern[str]:
        return re.compile(rf"(?:^|\s)(?:{self.any_of(name)})(?:$|\s)")


def plain(text: str | None) -> str:
    """The words of a text without its signs, all small."""
    return " ".join(WORD.findall((text or "").casefold()))
