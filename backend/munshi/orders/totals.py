"""What a cart costs. Paise are integers; quantities and rates are decimals.

One rounding rule: each amount is rounded by itself to the whole paisa, half a paisa up. GST that comes on top is
CGST and SGST, each rounded from half the rate, so that the halves are equal (CGST Act, section 170 rounds later,
on the bill).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Priced:
    """A line with its price in paise for one unit, its GST rate in per cent, and what is taken off all of it."""

    quantity: Decimal
    price_paise: int
    gst_rate: Decimal
    discount_paise: int = 0

    @property
    def net_paise(self) -> int:
        """What is paid for the line, and what GST is of."""
        return line_amount(self.quantity, self.price_paise) - self.discount_paise


@dataclass(frozen=True)
class DeliveryTerms:
    """The business's own terms, in paise; nothing set means nothing asked."""

    fee_paise: int = 0
    minimum_paise: int = 0
    free_above_paise: int | None = None


@dataclass(frozen=True)
class Totals:
    """The parts of what a person pays, in paise; `gst_paise` is what comes on top, or what is included.

    `goods_paise` are the goods at their listed prices, `discount_paise` is what is taken off them.
    """

    goods_paise: int
    gst_paise: int
    fee_paise: int
    total_paise: int
    gst_included: bool
    discount_paise: int = 0


def whole_paise(amount: Decimal) -> int:
    """Rounded to the whole paisa, half up."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def line_amount(quantity: Decimal, price_paise: int) -> int:
    """Quantity times price, in paise."""
    return whole_paise(quantity * price_paise)


def gst_on_top(amount_paise: int, rate: Decimal) -> int:
    """CGST and SGST that come on top of an amount, in paise."""
    return 2 * whole_paise(amount_paise * rate / 200)


def gst_inside(amount_paise: int, rate: Decimal) -> int:
    """The CGST and SGST that an amount already includes, in paise."""
    return 2 * whole_paise(amount_paise * rate / (2 * (100 + rate)))


def totals(lines: Sequence[Priced], prices_include_gst: bool, fee_paise: int) -> Totals:
    """What the lines and the delivery cost together."""
    goods, off = goods_amount(lines), sum(line.discount_paise for line in lines)
    tax_of = gst_inside if prices_include_gst else gst_on_top
    gst = sum(tax_of(line.net_paise, line.gst_rate) for line in lines)
    added = 0 if prices_include_gst else gst
    return Totals(goods, gst, fee_paise, goods - off + added + fee_paise, prices_include_gst, off)


def goods_amount(lines: Sequence[Priced]) -> int:
    """The lines at their listed prices, before discounts, any GST that comes on top and the fee, in paise."""
    return sum(line_amount(line.quantity, line.price_paise) for line in lines)


def delivery_fee(goods_paise: int, terms: DeliveryTerms) -> int:
    """What bringing it costs, in paise; nothing from the amount on from which the business brings it free."""
    if terms.free_above_paise is not None and goods_paise >= terms.free_above_paise:
        return 0
    return terms.fee_paise


def short_of_minimum(goods_paise: int, terms: DeliveryTerms) -> int:
    """How many paise are missing for a delivery; the minimum itself is enough, counted before GST."""
    return max(0, terms.minimum_paise - goods_paise)
