"""What is shown before a yes: the bill of a cart, and the token that stands for exactly this bill. Pure."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from munshi.orders.discounts import Reckoned
from munshi.orders.kept import Way
from munshi.orders.totals import (
    DeliveryTerms,
    Priced,
    Totals,
    delivery_fee,
    goods_amount,
    short_of_minimum,
    totals,
)
from munshi.orders.wishes import Line

NOTHING_OFF = Reckoned()


class Fulfilment(StrEnum):
    """How the goods come to the customer."""

    DELIVERY = "delivery"
    PICKUP = "pickup"
    DINE_IN = "dine_in"


@dataclass(frozen=True)
class Terms:
    """How the business brings goods; without pincodes it brings none. `pickup`: one may fetch instead.

    `tables`: those at which one may eat; `any_table`: one may eat here, and the tables are not written down.
    """

    pincodes: Collection[str]
    delivery: DeliveryTerms
    pickup: bool
    prices_include_gst: bool
    tables: Collection[str] = ()
    any_table: bool = False

    @property
    def serves_here(self) -> bool:
        """Whether one may eat at the business itself."""
        return bool(self.tables) or self.any_table


@dataclass(frozen=True)
class Bill:
    """What the lines cost, and how they come; `pickup_because` says why they are not brought."""

    lines: tuple[Line, ...]
    totals: Totals
    fulfilment: Fulfilment
    pickup_because: str | None = None
    missing_paise: int = 0
    off: Reckoned = NOTHING_OFF


class NoWay(Exception):
    """The goods can neither be brought nor picked up."""


class OutsideArea(NoWay):
    """The pincode is not among those where the business delivers."""


class BelowMinimum(NoWay):
    """The goods are not worth a delivery yet; so many paise are missing."""

    def __init__(self, missing_paise: int) -> None:
        super().__init__(missing_paise)
        self.missing_paise = missing_paise


def bill_for(
    lines: Sequence[Line],
    terms: Terms,
    pincode: str | None,
    way: Way | None = None,
    off: Reckoned = NOTHING_OFF,
) -> Bill:
    """The bill of these lines; who fetches them, or eats here, pays no delivery. Raises OutsideArea or BelowMinimum
    where picking up is no way out. The minimum is one of the listed prices, whatever is taken off.
    """
    priced = priced_lines(lines, off)
    if way is Way.DINE_IN and terms.serves_here:
        sums = totals(priced, terms.prices_include_gst, 0)
        return Bill(tuple(lines), sums, Fulfilment.DINE_IN, off=off)
    goods = goods_amount(priced)
    missing = short_of_minimum(goods, terms.delivery)
    fetched = way is Way.PICKUP and terms.pickup
    reason = None if fetched else _why_not_brought(terms, pincode, missing)
    if reason and not terms.pickup:
        raise OutsideArea() if reason == "outside_area" else BelowMinimum(missing)
    picked_up = fetched or reason is not None or not terms.pincodes
    fee = 0 if picked_up else delivery_fee(goods, terms.delivery)
    return Bill(
        tuple(lines),
        totals(priced, terms.prices_include_gst, fee),
        Fulfilment.PICKUP if picked_up else Fulfilment.DELIVERY,
        reason,
        0 if fetched else missing,
        off,
    )


def priced_lines(lines: Sequence[Line], off: Reckoned = NOTHING_OFF) -> list[Priced]:
    """The lines with what is taken off each."""
    taken = off.of_lines or (0,) * len(lines)
    return [
        Priced(line.quantity, line.each_paise, line.item.gst_rate, paise)
        for line, paise in zip(lines, taken, strict=True)
    ]


def _why_not_brought(terms: Terms, pincode: str | None, missing_paise: int) -> str | None:
    """An unknown pincode is taken to be near; the shop sees the address before it leaves."""
    if not terms.pincodes:
        return None
    if pincode and pincode not in terms.pincodes:
        return "outside_area"
    return "below_minimum" if missing_paise else None


def token(shown: Any) -> str:
    """Stands for exactly what was shown; whoever says yes to it says yes to nothing else."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
