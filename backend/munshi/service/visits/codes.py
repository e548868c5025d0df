"""Codes that only the customer has: four digits, kept as a hash, five tries, 48 hours. Pure."""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 4
TRIES = 5
GOOD_FOR = timedelta(hours=48)


class Verdict(StrEnum):
    """What a code that was typed comes to."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"
    EXPIRED = "expired"


def written(number: int) -> str:
    """A number below 10,000 as a code."""
    return f"{number:0{DIGITS}}"


def hashed(code: str, salt: str) -> str:
    """What is kept of a code. So few digits are no secret from who has the hash; the tries and hours guard them."""
    return hashlib.sha256(f"{salt}:{code}".encode()).hexdigest()


def verdict(typed: str, kept: str, salt: str, tries: int, sent_at: datetime, now: datetime) -> Verdict:
    """Whether what was typed is the code; after the tries not even the right one is."""
    if tries >= TRIES:
        return Verdict.SPENT
    if now - sent_at > GOOD_FOR:
        return Verdict.EXPIRED
    return Verdict.RIGHT if hmac.compare_digest(hashed(typed, salt), kept) else Verdict.WRONG
