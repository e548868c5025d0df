"""The limits of UPI, as they are written down with their days."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from munshi.billing.payments.rules import Payee, UpiLimits, UpiWays, limits_on, upi_ways

FILE = Path(__file__).with_name("upi_limits.yml")


@cache
def written() -> Sequence[UpiLimits]:
    """All of them."""
    return [UpiLimits(**entry) for entry in yaml.safe_load(FILE.read_text("utf-8"))]


def ways(payee: Payee, paise: int, day: date) -> UpiWays:
    """How a sum can be asked by UPI on a day."""
    return upi_ways(limits_on(written(), day), payee, paise)
