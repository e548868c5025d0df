"""What of their data a message wants: a file of it, a correction, that it is erased. The words stand in `words.yml`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from munshi.service.tickets.words import Keys, holds, keys

FILE = Path(__file__).with_name("words.yml")


def part_in(text: str) -> str | None:
    """What is wanted of it, where words say so; an erasing before all else."""
    said = keys(text)
    return next(
        (part for part, phrases in _phrases().items() if any(holds(said, each) for each in phrases)), None
    )


@cache
def _phrases() -> dict[str, Sequence[Keys]]:
    read = yaml.safe_load(FILE.read_text("utf-8"))
    return {part: [keys(str(phrase)) for phrase in phrases] for part, phrases in read.items()}
