"""The words and lines out of which replies about visits, parts and yearly care are put together."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("visit_words.yml")


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words and lines of a language."""
    every: Mapping[str, Mapping[str, Any]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return every[language]


def machine(name: str, language: str) -> str:
    """What a kind of machine is called."""
    return str(words(language)["machines"].get(name, name.replace("_", " ")))


def name_in(product: Any, language: str) -> str:
    """What a product is called, by one name for all languages or by one for each."""
    return str((product[language] if isinstance(product, dict) else product) or "")
