"""The numbers by which the tax office and banks know a business, which are no value of ours: GSTIN, PAN, IFSC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.values.references import DIGIT
from nlu.words.reading import Word
from spelling.script import DIGITS

_CALLED = r"(?:\s*(?:no|num|number|nambar|code|id|is|hai|h|:|-|\.|#|नंबर|है))*\s*"
# Two digits of the state, a PAN, the count of registrations, a letter that is mostly Z, and a check letter
# (rule 10 of the CGST Rules, 2017). The others are known only by what they are called.
NUMBERS = re.compile(
    rf"(?<!\w)(?:(?P<gst>(?:gst\s?(?:in|n)?|जीएसटी(?:एन)?){_CALLED})?"
    r"\d{2}\s?[a-z]{5}\s?\d{4}\s?[a-z]\s?[1-9a-z][a-z][0-9a-z]"
    rf"|(?P<pan>(?:pan|पैन)(?:\s*card)?{_CALLED})[a-z]{{5}}\d{{4}}[a-z]"
    rf"|(?P<ifsc>ifsc{_CALLED})[a-z]{{4}}0[a-z0-9]{{6}})(?!\w)",
    re.IGNORECASE,
)


def in_tax_numbers(text: str, words: Sequence[Word], *, with_names: bool = True) -> frozenset[int]:
    """The places of the words of which such numbers consist, with what they are called unless only they are wanted."""
    if not DIGIT.search(text):
        return frozenset()
    found = list(NUMBERS.finditer(text.translate(DIGITS)))
    spans = [(match.start() if with_names else _after_name(match), match.end()) for match in found]
    return frozenset(
        at
        for at, word in enumerate(words)
        if any(start < word.end and word.start < end for start, end in spans)
    )


def _after_name(match: re.Match[str]) -> int:
    return max(match.start(), *(match.end(name) for name in ("gst", "pan", "ifsc")))
