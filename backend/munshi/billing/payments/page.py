"""What the pay page shows of a link: the sum that is still owed, and every way to pay it that works for this sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import segno
import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.payments.models import PayLink, Payment
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way, upi_link
from munshi.billing.payments.statuses import Status
from munshi.billing.payments.terms import terms_of, upi_ways, ways_of
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.people.models import Person

WORDS = Path(__file__).parent / "pages" / "words.yml"
# An iPhone has no picker: each app there has a scheme of its own. WhatsApp itself may take `upi://`.
SCHEMES: dict[str | None, str] = {
    "PhonePe": "phonepe://pay",
    "Google Pay": "tez://upi/pay",
    "Paytm": "paytmmp://pay",
}
ANY_APP = "upi://pay"


class Standing(StrEnum):
    """What can be done with a link."""

    OPEN = "open"
    LAPSED = "lapsed"
    PAID = "paid"


@dataclass(frozen=True)
class App:
    """A button that opens a UPI app; without a name it asks which."""

    name: str | None
    link: str


@dataclass(frozen=True)
class Shown:
    """Everything that the page says; `reported_paise` waits for the owner's word."""

    standing: Standing
    business: str
    language: str
    words: Mapping[str, str]
    of: str | None
    paise: int
    whole_paise: int
    reported_paise: int
    vpa: str | None
    most_rupees: str | None
    apps: list[App]
    qr: str | None
    from_gallery: bool
    online: bool
    cash: bool
    chat: str | None

    @property
    def sum(self) -> str:
        """`1,250.50`, in Indian groups."""
        return grouped(self.paise)

    @property
    def part_of(self) -> str | None:
        """All that is due, where the link is for a part of it."""
        return grouped(self.whole_paise) if self.paise < self.whole_paise else None

    @property
    def reported(self) -> str:
        """The same of what is reported."""
        return grouped(self.reported_paise)


def shown(session: Session, link: PayLink, browser: str) -> Shown:
    """The page of a link for this browser, by its User-Agent."""
    business = business_service.get(session, link.business_id)
    assert business is not None
    person = session.get_one(Person, (link.business_id, link.person_id))
    due = due_of(session, link.business_id, link.person_id)
    whole = due.of(link.of) if link.of else due.paise
    paise = min(link.paise, whole) if link.is_part else whole
    standing = _standing(link, paise, clock.now())
    language = person.spoken or person.language or business.language
    ways = ways_of(business) if standing is Standing.OPEN else []
    return Shown(
        standing=standing,
        business=business.name,
        language=language,
        words=words(language),
        of=link.of,
        paise=paise,
        whole_paise=whole,
        reported_paise=_reported(session, link),
        online=Way.GATEWAY in ways,
        cash=Way.CASH in ways,
        chat=_chat(business),
        **_by_upi(business, link, paise, browser, offered=Way.UPI in ways),
    )


@cache
def words(language: str) -> Mapping[str, str]:
    """The page's words in a language."""
    every: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return every[language]


def grouped(paise: int) -> str:
    """Rupees in Indian groups; whole ones without paise."""
    whole, part = divmod(paise, 100)
    digits = str(whole)
    head, tail = digits[:-3], digits[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + (f".{part:02d}" if part else "")


def _standing(link: PayLink, paise: int, now: datetime) -> Standing:
    if paise <= 0:
        return Standing.PAID
    return Standing.LAPSED if link.expires_at <= now else Standing.OPEN


def _by_upi(business: Business, link: PayLink, paise: int, browser: str, *, offered: bool) -> dict[str, Any]:
    nothing: dict[str, Any] = {"vpa": None, "most_rupees": None, "apps": [], "qr": None, "from_gallery": True}
    if not offered or business.upi_id is None:
        return nothing
    ways, terms = upi_ways(business, paise), terms_of(business)
    if not ways.at_all:
        return {**nothing, "most_rupees": grouped(ways.most_paise or 0)}
    told: dict[str, Any] = {
        "paise": paise,
        "reference": f"{link.of or 'DUES'}-{link.id}",
        "note": f"{business.name} {link.of or ''}",
        "mcc": terms.mcc,
    }
    asked = upi_link(business.upi_id, business.name, **told)
    schemes = _schemes(browser) if ways.by_button else {}
    return {
        "vpa": business.upi_id,
        "most_rupees": None,
        "apps": [
            App(name, upi_link(business.upi_id, business.name, scheme=scheme, **told))
            for name, scheme in schemes.items()
        ],
        "qr": segno.make(asked, error="m").svg_inline(scale=1, border=2, omitsize=True, title="UPI"),
        "from_gallery": ways.from_gallery,
    }


def _schemes(browser: str) -> dict[str | None, str]:
    """The buttons that a phone can follow; elsewhere the QR is scanned."""
    if "iPhone" in browser or "iPad" in browser:
        return dict(SCHEMES)
    return {None: ANY_APP, **SCHEMES} if "Android" in browser else {}


def _reported(session: Session, link: PayLink) -> int:
    """What the person says to have paid since the link was made, and nobody has looked for yet."""
    query = select(func.coalesce(func.sum(Payment.paise), 0)).where(
        Payment.business_id == link.business_id,
        Payment.person_id == link.person_id,
        Payment.status == Status.REPORTED,
        Payment.at >= link.created_at,
    )
    return int(session.scalar(query) or 0)


def _chat(business: Business) -> str | None:
    """Where the business is written to on WhatsApp."""
    shown_as = business.numbers[0].display_number if business.numbers else ""
    digits = "".join(sign for sign in shown_as if sign.isdigit())
    return f"https://wa.me/{digits}" if digits else None
