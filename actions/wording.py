"""The words and lines out of which replies are put together: each skill's in a file of its own."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, Any]
FOLDER = Path(__file__).parent


def wording(name: str) -> Callable[[str], Words]:
    """What gives the words and lines of a file, by the language."""

    @cache
    def words(language: str) -> Words:
        every: Mapping[str, Words] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
        return every[language]

    return words
