"""What holds for payments: which sums and numbers are sound, what they settle, how UPI is asked. Money is in paise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal
from urllib.parse import quote, urlencode

MOST_PAISE = 1_00_00_000 * 100 - 1  # less than a crore; who writes more has slipped
LONGEST_TR, LONGEST_NOTE, LONGEST_NAME, LONGEST_REFERENCE = 35, 50, 50, 35

# A UPI or IMPS reference has 12 digits, a UTR of NEFT 16 and of RTGS 22 signs that begin with the bank's letters; a
# statement writes one of NEFT also with a letter and its day: N328261234567.
_UTR = re.compile(r"[0-9]{12}|[NRP][0-9]{12,15}|[A-Z]{4}[A-Z0-9]{12}|[A-Z]{4}[A-Z0-9]{18}")
_VPA = re.compile(r"[A-Za-z0-9.\-_]{2,256}@[A-Za-z0-9.\-]{2,64}")
_NOT_ALPHANUMERIC = re.compile(r"[^A-Za-z0-9]")
_NOT_IN_A_REFERENCE = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,&()'-]+")


class Way(StrEnum):
    """How money came, or can come."""

    CASH = "cash"
    UPI = "upi"
    GATEWAY = "gateway"
    KHATA = "khata"
    CARD = "card"
    CHEQUE = "cheque"


Payee = Literal["personal", "merchant", "verified"]
"""Whose UPI id it is: a person's, a small shop's, or a merchant's whom the bank has verified."""


@dataclass(frozen=True)
class UpiLimits:
    """What UPI lets through from a day on, by the payee; None is no limit.

    `gallery_paise`: by a QR that is opened as a picture on the same phone. `most_paise`: by any way. `by_intent`: by a
    button that opens the payer's app.
    """

    since: date
    gallery_paise: dict[str, int | None]
    most_paise: dict[str, int | None]
    by_intent: dict[str, bool]


@dataclass(frozen=True)
class UpiWays:
    """How this sum can be asked by UPI: at all, by buttons of apps, by a QR that came as a picture."""

    at_all: bool
    by_button: bool
    from_gallery: bool
    most_paise: int | None


@dataclass(frozen=True)
class Owed:
    """Something that is owed: an order or a bill by its reference, or what is older (None)."""

    reference: str | None
    paise: int


@dataclass(frozen=True)
class Settled:
    """What a payment settles of what is owed, and what of it is more than was owed."""

    parts: tuple[Owed, ...]
    over_paise: int


def is_sound(paise: int) -> bool:
    """Whether somebody may have paid this."""
    return 0 < paise <= MOST_PAISE


def sound_utr(written: str) -> str | None:
    """A bank's reference in capitals without spaces; None for one of the wrong length or form."""
    plain = re.sub(r"[\s-]", "", written).upper()
    return plain if _UTR.fullmatch(plain) else None


def seems_a_utr(reference: str) -> bool:
    """Whether a reference is meant as a bank's, right or wrong, and not as one of ours."""
    plain = re.sub(r"[\s-]", "", reference)
    return sum(sign.isdigit() for sign in plain) >= 8 and "/" not in reference


def settle(paise: int, owed: Sequence[Owed], named: str | None = None) -> Settled:
    """The oldest first, unless the payer has said which; the rest of what is named settles the oldest too."""
    in_order = sorted(owed, key=lambda each: named is None or each.reference != named)
    left, parts = paise, []
    for each in in_order:
        part = min(left, max(each.paise, 0))
        if part:
            parts.append(Owed(each.reference, part))
            left -= part
    return Settled(tuple(parts), left)


def upi_ways(limits: UpiLimits, payee: Payee, paise: int) -> UpiWays:
    """What works for this payee and sum, so that the customer does not meet the refusal in their app."""
    most, gallery = limits.most_paise.get(payee), limits.gallery_paise.get(payee)
    at_all = most is None or paise <= most
    return UpiWays(
        at_all=at_all,
        by_button=at_all and limits.by_intent.get(payee, False),
        from_gallery=at_all and (gallery is None or paise <= gallery),
        most_paise=most,
    )


def limits_on(every: Sequence[UpiLimits], day: date) -> UpiLimits:
    """Those that hold on a day."""
    holding = [each for each in every if each.since <= day]
    return max(holding or every, key=lambda each: each.since)


def upi_link(
    vpa: str,
    name: str,
    *,
    paise: int | None = None,
    reference: str | None = None,
    note: str | None = None,
    mcc: str | None = None,
    scheme: str = "upi://pay",
) -> str:
    """The link that a UPI app reads, after NPCI's linking specification 1.6: `am` as `10.00`, spaces as `%20`.

    Raises ValueError for a UPI id that cannot be one. `mc` is given by the bank: without it the payee is a person.
    """
    if not _VPA.fullmatch(vpa):
        raise ValueError(f"{vpa} is no UPI id")
    values = {
        "pa": vpa,
        "pn": plain(name, LONGEST_NAME) or vpa.partition("@")[0],
        "mc": mcc or "",
        "tr": transaction_reference(reference) if reference else "",
        "tn": plain(note or "", LONGEST_NOTE),
        "am": rupees(paise) if paise is not None else "",
        "cu": "INR",
    }
    said = {key: value for key, value in values.items() if value}
    return f"{scheme}?{urlencode(said, quote_via=quote, safe='@')}"


def transaction_reference(reference: str) -> str:
    """A reference as `tr` can have it: letters and digits, at most 35; its attempt stays apart from its number."""
    of, _, number = reference.rpartition("-")
    ending = f"N{number}" if of and number.isdecimal() else _NOT_ALPHANUMERIC.sub("", number)
    return _NOT_ALPHANUMERIC.sub("", of)[: LONGEST_TR - len(ending)] + ending


def plain(text: str, longest: int) -> str:
    """What every UPI app shows right: short, in Latin letters; what is not is left away."""
    return " ".join(_NOT_PLAIN.sub(" ", text).split())[:longest].strip()


def rupees(paise: int) -> str:
    """`728.20`."""
    return f"{paise // 100}.{paise % 100:02d}"


def paise_of(written: object) -> int:
    """The paise of a gateway's rupees, which come as a number or a text: 728.2, "728.20"."""
    whole, _, part = str(written).strip().partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def attempt_reference(of: str, number: int) -> str:
    """The reference of an attempt: of what it pays and its number, as WhatsApp and gateways take it."""
    ending = f"-{number}"
    return _NOT_IN_A_REFERENCE.sub("-", of).strip("-")[: LONGEST_REFERENCE - len(ending)] + ending
