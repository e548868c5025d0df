"""What every gateway can do for us. A webhook is a hint; what `look_up` says is the fact.

GatewayFault
  × GatewayAway      no answer, or one that says to come again: tried later
  × GatewayRefused   the gateway does not do this: tried no more
Forged               a webhook that the gateway has not signed
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from munshi.billing.payments.statuses import Attempt


class GatewayFault(Exception):
    """The gateway did not do what it was asked."""


class GatewayAway(GatewayFault):
    """Nobody answers, or not now."""


class GatewayRefused(GatewayFault):
    """It says no, and would say so again."""


class Forged(Exception):
    """The signature is not the gateway's."""


@dataclass(frozen=True)
class Request:
    """A link to be made: `reference` is ours, of one attempt, and never used again."""

    reference: str
    paise: int
    description: str
    expires_at: datetime
    name: str | None = None
    phone: str | None = None
    may_pay_part: bool = False
    returns_to: str | None = None


@dataclass(frozen=True)
class Link:
    """A link at the gateway: its id there, and where it is paid."""

    id: str
    url: str


@dataclass(frozen=True)
class Paid:
    """Money that has come by a link; `id` is what a refund names. `refunded_paise` has gone back of it."""

    id: str
    paise: int
    method: str | None
    utr: str | None
    at: datetime
    refunded_paise: int = 0


@dataclass(frozen=True)
class State:
    """Where a link stands, and all that has come by it."""

    status: Attempt
    paid: tuple[Paid, ...] = ()


@dataclass(frozen=True)
class Refund:
    """What was given back, or is on its way; `done` once the gateway says so."""

    id: str
    paise: int
    done: bool


@dataclass(frozen=True)
class Event:
    """A signed piece of news: which attempt it is about, by our reference or the gateway's ids."""

    id: str
    kind: str
    reference: str | None = None
    link_id: str | None = None
    payment_id: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


class Gateway(Protocol):
    """One business's account at one gateway. All but `read` raise GatewayFault."""

    name: str

    def create(self, request: Request) -> Link:
        """A link to pay; the same reference again is the same link."""
        ...

    def look_up(self, link: Link, reference: str) -> State:
        """Where the link stands now."""
        ...

    def cancel(self, link: Link, reference: str) -> None:
        """The link cannot be paid any more. Refused once something was paid."""
        ...

    def refund(self, payment_id: str, paise: int, reference: str) -> Refund:
        """Gives back some or all of a payment; the same reference again is the same refund."""
        ...

    def read(self, headers: Mapping[str, str], raw: bytes) -> Event | None:
        """The news of a webhook, None where it is of nothing here. Raises Forged; ValueError for what is no news."""
        ...
