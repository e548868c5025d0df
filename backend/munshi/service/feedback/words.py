"""The words of a wish to say how it went, which say nothing of it yet; they stand in `words.yml`."""

from functools import cache
from pathlib import Path

import yaml

from munshi.service.tickets.phrases import keys
from munshi.service.visits.words import says

FILE = Path(__file__).with_name("words.yml")


@cache
def wishes() -> tuple[str, ...]:
    """By sound."""
    return _list("wishes")


def speaks_of_it(text: str) -> bool:
    """Whether a text names stars or an opinion, praises or blames."""
    return not set(_list("named")).isdisjoint(keys(text)) or says(text, "praising") or says(text, "bad")


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(keys(yaml.safe_load(FILE.read_text("utf-8"))[name]))
