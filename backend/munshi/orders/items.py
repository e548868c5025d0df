"""What can stand in a cart: a product, or one variant of it, on today's terms. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from munshi.orders.quantities import Measure

Names = Mapping[str, str]
"""What something is called, by language: `hi`, `en`, `hinglish`."""

SEPARATOR = "#"


@dataclass(frozen=True)
class AddOn:
    """Something extra on a dish, with its price for one piece of the dish."""

    name: Names
    price_paise: int

    @property
    def key(self) -> str:
        """The name by which carts remember it."""
        return self.name["en"]


@dataclass(frozen=True)
class Item:
    """A product as it is sold today; `left` is the stock, None without limit. `back_on`: not available until then.

    A product that is sold only in variants has their keys in `variants`; one of them must be chosen.
    """

    sku: str
    name: Names
    measure: Measure
    price_paise: int
    gst_rate: Decimal
    hsn: str | None = None
    veg: bool | None = None
    available: bool = True
    left: Decimal | None = None
    substitute: str | None = None
    variant: Names | None = None
    variants: tuple[str, ...] = ()
    add_ons: tuple[AddOn, ...] = ()
    aliases: tuple[str, ...] = ()
    category: str | None = None
    out_until: datetime | None = None
    prescription: bool = False
    photo: str | None = None

    @property
    def key(self) -> str:
        """The name by which carts and buttons remember it."""
        return key_of(self.sku, self.variant)


class Shelf(Protocol):
    """Where items are looked up by their key."""

    def item(self, key: str) -> Item | None:
        """The item on today's terms; None when the business no longer has it."""


def key_of(sku: str, variant: Names | None) -> str:
    """A product's key, or that of one of its variants."""
    return sku if variant is None else f"{sku}{SEPARATOR}{variant['en']}"


def sku_of(key: str) -> str:
    """The product that a key is of."""
    return key.partition(SEPARATOR)[0]
