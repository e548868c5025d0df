"""Where to bring an order, out of what a person wrote. Pure."""

import re
import unicodedata
from dataclasses import dataclass

PINCODE = re.compile(r"(?<!\d)[1-9]\d{2}[ ]?\d{3}(?!\d)")
MAP = "https://maps.google.com/?q={latitude:.6f},{longitude:.6f}"
EDGES = " ,.;:-–/|\n\t"


@dataclass(frozen=True)
class Address:
    """A pincode, and what was written before and after it; of a part of an address one is None."""

    pincode: str | None
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


def written_whole(text: str) -> Address:
    """An address that was written, with its pincode where it has one."""
    return address_in(text) or Address(None, text or None)


def shared_place(name: str | None, address: str | None, latitude: float, longitude: float) -> Address:
    """A place that was shared on the map: its name and address where they are known, and where it is."""
    told = ", ".join(dict.fromkeys(part.strip() for part in (name, address) if part and part.strip()))
    known = written_whole(told)
    spot = MAP.format(latitude=latitude, longitude=longitude)
    return Address(known.pincode, f"{known.text} ({spot})" if known.text else spot)
