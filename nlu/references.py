"""Reads the numbers that things are called by: ORD-1042, "ord 12", "order no 1042", INV/26-27/0042."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from munshi_spelling import key
from munshi_spelling.script import DIGITS

from nlu.reading import Word

PREFIXES = ("ORD", "LV", "EXP", "TKT", "VIS")
WITH_PREFIX = re.compile(
    rf"(?<![^\W_])({'|'.join(PREFIXES)})[\s\-_#:.]*([0-9०-९]{{1,9}})(?![0-9०-९])", re.IGNORECASE
)
OF_A_SERIES = re.compile(r"(?<![\w/])[a-z]{2,6}(?:/[a-z0-9-]{1,6}){1,3}/?\d{1,6}(?![\w/])", re.IGNORECASE)
ORDER = {key(word) for word in ("order", "ऑर्डर", "odr", "ordr", "आर्डर")}
BETWEEN = {key(word) for word in ("no", "number", "num", "nambar", "नंबर", "id", "ka", "of", "नम्बर")} | {""}
NUMBER_FIRST = {key(word) for word in ("number", "no", "नंबर")}
SHORTEST = 2  # digits of a number without its prefix


class Reference(NamedTuple):
    """A reference as the books write it, and where it stands in the text."""

    value: str
    start: int
    end: int


def references(text: str, words: Sequence[Word], *, bare: bool = True) -> list[Reference]:
    """Every reference in a text; `bare` numbers count where they follow the word order."""
    found = [
        Reference(f"{match[1].upper()}-{match[2].translate(DIGITS)}", match.start(), match.end())
        for match in WITH_PREFIX.finditer(text)
    ]
    found += [Reference(match[0].upper(), match.start(), match.end()) for match in OF_A_SERIES.finditer(text)]
    return sorted(found or (_of_orders(words) if bare else []), key=lambda reference: reference.start)


def _of_orders(words: Sequence[Word]) -> list[Reference]:
    """The number after "order", or before it: "order no 1042", "1042 number wala order"."""
    found = []
    for i, word in enumerate(words):
        if not word.is_number or not word.plain.isdigit() or len(word.plain) < SHORTEST:
            continue
        at = i - 1
        while at >= 0 and i - at <= 3 and words[at].key in BETWEEN:
            at -= 1
        follows = at >= 0 and words[at].key in ORDER
        precedes = i + 1 < len(words) and words[i + 1].key in (*ORDER, *NUMBER_FIRST)
        if follows or precedes:
            found.append(Reference(word.plain, word.start, word.end))
    return found
