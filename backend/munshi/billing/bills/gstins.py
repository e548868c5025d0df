"""The number under which a business is registered for GST, as somebody wrote it. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from stdnum import luhn
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.in_ import gstin

from munshi.business.states import GST_CODES

LENGTH = 15
CODES_BESIDE = frozenset({"38", "97", "99"})  # Ladakh, other territory, centre: stdnum 2.2 lacks them
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Two digits, five letters and a digit begin nothing else that people write; what is wrong behind them is told.
TOGETHER = re.compile(r"(?<![A-Za-z0-9])[0-9]{2}[A-Za-z]{5}[0-9OI][A-Za-z0-9]{2,12}(?![A-Za-z0-9])")
APART = re.compile(
    r"(?<![A-Za-z0-9])[0-9]{2}[ -]?[A-Za-z]{5}[ -]?[0-9]{4}[ -]?[A-Za-z][ -]?[0-9A-Za-z][ -]?[Zz][ -]?[0-9A-Za-z]"
    r"(?![A-Za-z0-9])"
)

Problem = Literal["length", "form", "state", "check_digit"]


@dataclass(frozen=True)
class Written:
    """A GSTIN as the law writes it, and what is wrong with it; nothing is known of whether it is registered."""

    gstin: str
    problem: Problem | None = None

    @property
    def state(self) -> str | None:
        """The state in two letters; None for a code that is no state's."""
        return next((state for state, code in GST_CODES.items() if code == self.gstin[:2]), None)


def find(text: str) -> Written | None:
    """The GSTIN that a message names, right or wrong; None where it names none."""
    found = TOGETHER.search(text) or APART.search(text)
    return check(found[0]) if found else None


def check(text: str) -> Written:
    """What is wrong with a GSTIN, as far as the number itself says it."""
    number = re.sub(r"[\s-]", "", text).upper()
    return Written(number, _problem(number))


def _problem(number: str) -> Problem | None:
    try:
        _validate(number)
    except InvalidLength:
        return "length"
    except InvalidChecksum:
        return "check_digit"
    except ValidationError:
        known = number[:2] in CODES_BESIDE or number[:2] in GST_CODES.values()
        return "form" if known else "state"
    return None


def _validate(number: str) -> None:
    """Raises ValidationError. Of a code that stdnum lacks all the rest is checked behind one that it has."""
    if number[:2] in CODES_BESIDE and len(number) == LENGTH:
        luhn.validate(number, ALPHABET)
        rest = f"01{number[2:14]}"
        number = rest + luhn.calc_check_digit(rest, ALPHABET)
    gstin.validate(number)
