"""The words of a wish to say how it went, which say nothing of it yet; they stand in `words.yml`."""

from functools import cache
from pathlib import Path

import yaml

from munshi.service.tickets.words import keys

FILE = Path(__file__).with_name("words.yml")


@cache
def wishes() -> tuple[str, ...]:
    """By sound."""
    return tuple(keys(yaml.safe_load(FILE.read_text("utf-8"))["wishes"]))
