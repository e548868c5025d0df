"""Where to bring an order, out of what a person wrote. Pure."""

import re
import unicodedata
from dataclasses import dataclass

PINCODE = re.compile(r"(?<!\d)[1-9]\d{2}[ ]?\d{3}(?!\d)")
EDGES = " ,.;:-–/|\n\t"


@dataclass(frozen=True)
class Address:
    """A pincode, and what was written before and after it."""

    pincode: str
    text: str | None


def address_in(text: str) -> Address | None:
    """The address in a text; None without a pincode, by which the business knows whether it goes there."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    found = list(PINCODE.finditer(digits))
    if not found:
        return None
    last = found[-1]
    parts = [part.strip(EDGES) for part in (digits[: last.start()], digits[last.end() :])]
    rest = " ".join(" ".join(part for part in parts if part).split())
    return Address(last.group().replace(" ", ""), rest or None)
