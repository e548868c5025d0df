"""Which of the requests that wait a message speaks of, held against whose they are and how they are numbered. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from munshi.catalogue.matching import SAME_WORD, word_likeness
from spelling import key

LEAST = 3  # letters of a name; a shorter one sounds like too much else
NUMBER = re.compile(r"(?<![\w.,-])\d{1,6}(?![\w.,%])")

Row = dict[str, Any]


def mentioned(rows: Sequence[Row], said: str) -> list[Row]:
    """Those whose number is named; else those of the people whose name is."""
    numbers = {number.lstrip("0") for number in NUMBER.findall(said)}
    by_number = [row for row in rows if _digits(row["reference"]) in numbers]
    return by_number or [row for row in rows if _is_named(str(row["name"] or ""), key(said).split())]


def _digits(reference: str) -> str:
    return "".join(filter(str.isdigit, reference)).lstrip("0")


def _is_named(name: str, words: Iterable[str]) -> bool:
    """Whether any of these words is one of somebody's names, however it is spelt."""
    names = [each for each in key(name).split() if len(each) >= LEAST]
    return any(word_likeness(word, each) == SAME_WORD for word in words for each in names)
