"""What of their data a message wants: a file of it, a correction, that it is erased. The words stand in `words.yml`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from munshi.service.tickets.phrases import Keys, holds, keys

PARTS = ("erase", "file", "correct")  # of what can be wanted, the first before the others
PRIVATE = ("own", "to_nobody")
ERASE, ONE = "erase", "one_of_it"  # what is wanted is all of it, or one thing of it alone
FILE = Path(__file__).with_name("words.yml")


def part_in(text: str) -> str | None:
    """What is wanted of it, where words say so; an erasing before all else."""
    said = keys(text)
    wanted = (part for part in PARTS if any(holds(said, each) for each in _phrases()[part]))
    part = next(wanted, None)
    return ONE if part == ERASE and is_of_one(text) else part


def is_of_one(text: str) -> bool:
    """Whether words are of one thing of it alone: "no, only my address"."""
    said = keys(text)
    return any(holds(said, each) for each in _phrases()[ONE])


def is_of_somebody(text: str) -> bool:
    """Whether words are of what is kept of somebody else, or erase a customer: "erase customer", "ka data dikhao"."""
    said = keys(text)
    erases = part_in(text) == ERASE and any(holds(said, each) for each in _phrases()["somebody"])
    return erases or any(holds(said, each) for each in _phrases()["data_of"])


def takes_back(text: str) -> bool:
    """Whether what was to be erased is to be kept after all."""
    said = keys(text)
    return any(holds(said, each) for each in _phrases()["keep"])


def keeps_private(text: str) -> bool:
    """Whether what is one's own is to be given or shown to nobody."""
    said = keys(text)
    return all(any(holds(said, each) for each in _phrases()[part]) for part in PRIVATE)


@cache
def _phrases() -> dict[str, Sequence[Keys]]:
    read = yaml.safe_load(FILE.read_text("utf-8"))
    return {part: [keys(str(phrase)) for phrase in phrases] for part, phrases in read.items()}
