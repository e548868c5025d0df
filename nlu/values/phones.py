"""Mobile numbers of India as people write them: 98765 43210, +91-98765-43210, 09876543210, ९८७६५४३२१०."""

from __future__ import annotations

import re

from nlu.words.found import Found
from spelling.script import DIGITS

COUNTRY = "+91"
# The country's code or a zero, then ten digits in groups of at least two; no digit, letter or @ around them.
PHONE = re.compile(
    r"(?<![\w@+/])(?:\(?\+?91\)?[\s\-.]{0,2}|0091[\s\-]?|0)?"
    r"(?P<number>[6-9]\d{9}|[6-9]\d{1,7}(?:[ \-.]{1,3}\d{2,8}){1,4})(?![\w@])"
)
DIGITS_OF_A_PHONE = 10


def phones(text: str) -> list[Found]:
    """The phone numbers of a text, normalised to +91 and ten digits."""
    found = []
    for match in PHONE.finditer(text.translate(DIGITS)):
        number = re.sub(r"\D", "", match["number"])
        if len(number) == DIGITS_OF_A_PHONE:
            found.append(Found("phone", COUNTRY + number, match.start(), match.end()))
    return found
