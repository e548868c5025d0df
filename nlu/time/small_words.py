"""Small words that stand around days and hours and tell how to take them."""

from pathlib import Path

from munshi_spelling.script import clean
from ruamel.yaml import YAML

_lists: dict[str, dict[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("small_words.yml").read_text(encoding="utf-8")
)


def small_words(module: str) -> dict[str, frozenset[str]]:
    """The lists of a module by their names; a word is clean, in lower case."""
    return {name: frozenset(map(clean, words.split())) for name, words in _lists[module].items()}
