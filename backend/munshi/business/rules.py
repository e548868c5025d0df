"""What must hold in a business's profile and hours."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from zoneinfo import available_timezones

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GSTIN = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_STRETCH = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


class Unsound(ValueError):
    """The value cannot be right; the message says why."""


def sound_gstin(gstin: str) -> str:
    """The GSTIN, whose last character must fit the others (weighted sum to base 36). Raises Unsound."""
    if not _GSTIN.fullmatch(gstin):
        raise Unsound("a GSTIN has 15 characters, such as 23AKVPS4821M1ZH")
    total = 0
    for place, character in enumerate(gstin[:-1]):
        weighed = _ALPHABET.index(character) * (1 + place % 2)
        total += weighed // 36 + weighed % 36
    if gstin[-1] != _ALPHABET[-total % 36]:
        raise Unsound("this GSTIN is mistyped: its last character does not fit the others")
    return gstin


def known_timezone(name: str) -> str:
    """The name of a time zone that exists. Raises Unsound."""
    if name not in available_timezones():
        raise Unsound("there is no such time zone; India's is Asia/Kolkata")
    return name


def stretch(text: str) -> tuple[time, time]:
    """`07:30-22:00` as opening and closing time. Raises Unsound."""
    found = _STRETCH.fullmatch(text)
    if found is None:
        raise Unsound("hours are written like 07:30-22:00")
    opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if opens >= closes:
        raise Unsound("closing comes after opening; hours past midnight end at 23:59 and go on the next day")
    return opens, closes


def day_of_stretches(texts: Sequence[str]) -> list[str]:
    """The stretches of one day in order of time; they do not overlap. Raises Unsound."""
    ordered = sorted(texts, key=stretch)
    for earlier, later in pairwise(ordered):
        if stretch(earlier)[1] > stretch(later)[0]:
            raise Unsound(f"{earlier} and {later} overlap")
    return ordered
