"""Which rate a code has: as the owner has said, and what the table of the law's rates proposes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

TABLE = Path(__file__).with_name("rates.yml")


@dataclass(frozen=True)
class Rate:
    """What a code, or all that begin with it, is taxed with from a day on; `only` goods that are packed, or loose."""

    hsn: str
    gst_rate: Decimal
    since: date
    only: Literal["packed", "loose"] | None = None
    goods: str = ""


def rate_on(rates: Iterable[Rate], hsn: str | None, packed: bool, day: date) -> Rate | None:
    """The rate of a code on a day: the longest code that it begins with, of that the latest; None where none fits."""
    fitting = [
        rate
        for rate in rates
        if hsn
        and hsn.startswith(rate.hsn)
        and rate.since <= day
        and rate.only in (None, "packed" if packed else "loose")
    ]
    return max(fitting, key=lambda rate: (len(rate.hsn), rate.only is not None, rate.since), default=None)


def proposal_on(hsn: str | None, packed: bool, day: date) -> Rate | None:
    """The rate of the table; None where the code is too short to say: under it are goods with another rate."""
    found = rate_on(proposed(), hsn, packed, day)
    if found is None or hsn is None:
        return None
    how = "packed" if packed else "loose"
    under = [rate for rate in proposed() if rate.hsn.startswith(hsn) and rate.only in (None, how)]
    return found if all(rate.gst_rate == found.gst_rate for rate in under) else None


@cache
def proposed() -> Sequence[Rate]:
    """The table of common goods."""
    said = yaml.safe_load(TABLE.read_text("utf-8"))
    return [
        Rate(each["hsn"], Decimal(each["rate"]), said["since"], each.get("only"), each["goods"])
        for each in said["rates"]
    ]
