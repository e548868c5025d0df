"""What a bill says: which document it is, the tax of each line, its sums. Money is in paise, rates in per cent. Pure.

CGST Act and Rules: tax invoice (rule 46), bill of supply (rule 49), both in one for who is not registered (rule 46A),
credit note (section 34, rule 53).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

NUMBER_LENGTH = 16  # of a bill's number at most, rule 46(b)
DIGITS = 4  # of the serial at least
RUPEE = 100


class Scheme(StrEnum):
    """How a business stands to GST."""

    REGULAR = "regular"
    COMPOSITION = "composition"
    UNREGISTERED = "unregistered"


class Kind(StrEnum):
    """Which document it is."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    MIXED = "invoice_cum_bill_of_supply"
    BILL = "bill"
    CREDIT_NOTE = "credit_note"


class Sort(StrEnum):
    """What a line is of."""

    GOODS = "goods"
    SERVICE = "service"
    DELIVERY = "delivery"
    ALLOWANCE = "allowance"  # of a credit note: so much less for goods that stay


@dataclass(frozen=True)
class Item:
    """What is billed, before its tax: `price_paise` is of one unit, `discount_paise` of the whole line."""

    name: dict[str, str]
    quantity: Decimal
    unit: str
    price_paise: int
    gst_rate: Decimal
    hsn: str | None = None
    discount_paise: int = 0
    sort: Sort = Sort.GOODS

    @property
    def amount_paise(self) -> int:
        """What the line comes to at its price, less its discount."""
        return half_up(self.quantity * self.price_paise) - self.discount_paise


@dataclass(frozen=True)
class Line:
    """An item with its tax; without any where its rate is nothing, or the business collects none."""

    item: Item
    taxable_paise: int
    cgst_paise: int = 0
    sgst_paise: int = 0
    igst_paise: int = 0

    @property
    def tax_paise(self) -> int:
        """All tax of the line."""
        return self.cgst_paise + self.sgst_paise + self.igst_paise

    @property
    def total_paise(self) -> int:
        """What the line is paid with."""
        return self.taxable_paise + self.tax_paise

    @property
    def is_exempt(self) -> bool:
        """Whether no tax is on it."""
        return not self.item.gst_rate


@dataclass(frozen=True)
class Terms:
    """How the lines are reckoned: who bills, whether prices have the tax in them, and whether it stays in the state."""

    scheme: Scheme
    prices_include_gst: bool
    within_state: bool
    round_off: bool = False


@dataclass(frozen=True)
class Sums:
    """What a bill comes to; `exempt_paise` is what no tax is on, `taxable_paise` what tax is on."""

    taxable_paise: int
    exempt_paise: int
    cgst_paise: int
    sgst_paise: int
    igst_paise: int
    round_off_paise: int
    total_paise: int


@dataclass(frozen=True)
class HsnRow:
    """The lines of one code and rate together."""

    hsn: str | None
    gst_rate: Decimal
    taxable_paise: int
    cgst_paise: int
    sgst_paise: int
    igst_paise: int


def half_up(amount: Decimal) -> int:
    """Rounded to the whole paisa, half up."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def with_tax(item: Item, terms: Terms) -> Line:
    """The item with its tax. Each half is rounded from half the rate, so that the halves are equal; IGST is both, so
    that the same goods cost the same in every state.

    Who collects no tax has it in the price.
    """
    amount, rate = item.amount_paise, item.gst_rate
    if terms.prices_include_gst:
        half = half_up(amount * rate / (2 * (100 + rate)))
        taxable = amount - 2 * half
    else:
        half = half_up(amount * rate / 200)
        taxable = amount
    if terms.scheme is not Scheme.REGULAR:
        return Line(replace(item, gst_rate=Decimal(0)), taxable + 2 * half)
    if terms.within_state:
        return Line(item, taxable, cgst_paise=half, sgst_paise=half)
    return Line(item, taxable, igst_paise=2 * half)


def delivery(fee_paise: int, goods: Sequence[Item], name: dict[str, str], rate: Decimal | None) -> Item:
    """What bringing it costs, at a rate of its own or else as what is brought: at the rate of most of it.

    It goes with the goods as one supply (section 8), whose code it has.
    """
    worth: dict[tuple[Decimal, str | None], int] = {}
    for item in goods:
        key = (item.gst_rate, item.hsn)
        worth[key] = worth.get(key, 0) + item.amount_paise
    by_rate: dict[Decimal, int] = {}
    for (of, _), paise in worth.items():
        by_rate[of] = by_rate.get(of, 0) + paise
    chosen = max(by_rate, key=lambda of: (by_rate[of], of)) if rate is None and by_rate else rate
    chosen = Decimal(0) if chosen is None else chosen
    codes = {code: paise for (of, code), paise in worth.items() if of == chosen and code}
    hsn = max(codes, key=lambda code: codes[code]) if codes and rate is None else None
    return Item(name, Decimal(1), "job", fee_paise, chosen, hsn, sort=Sort.DELIVERY)


def reckoned(items: Iterable[Item], terms: Terms) -> list[Line]:
    """Every item with its tax. What bringing costs has its tax in it, whatever the prices of goods do."""
    inside = replace(terms, prices_include_gst=True)
    return [with_tax(item, inside if item.sort is Sort.DELIVERY else terms) for item in items]


def sums(lines: Sequence[Line], round_off: bool = False) -> Sums:
    """What the lines come to; rounded off to the whole rupee, 50 paise up, where the business does so."""
    whole = sum(line.total_paise for line in lines)
    rounded = (whole + RUPEE // 2) // RUPEE * RUPEE if round_off else whole
    return Sums(
        taxable_paise=sum(line.taxable_paise for line in lines if not line.is_exempt),
        exempt_paise=sum(line.taxable_paise for line in lines if line.is_exempt),
        cgst_paise=sum(line.cgst_paise for line in lines),
        sgst_paise=sum(line.sgst_paise for line in lines),
        igst_paise=sum(line.igst_paise for line in lines),
        round_off_paise=rounded - whole,
        total_paise=rounded,
    )


def kind_of(scheme: Scheme, lines: Sequence[Line], buyer_is_registered: bool) -> Kind:
    """Which document these lines need. Who is registered gets a tax invoice for all, what is exempt shown as that."""
    if scheme is Scheme.UNREGISTERED:
        return Kind.BILL
    taxed = any(not line.is_exempt for line in lines)
    if scheme is Scheme.COMPOSITION or not taxed:
        return Kind.BILL_OF_SUPPLY
    exempt = any(line.is_exempt for line in lines)
    return Kind.MIXED if exempt and not buyer_is_registered else Kind.TAX_INVOICE


def by_hsn(lines: Iterable[Line]) -> list[HsnRow]:
    """The lines summed by code and rate, the rates rising."""
    rows: dict[tuple[Decimal, str], HsnRow] = {}
    for line in lines:
        key = (line.item.gst_rate, line.item.hsn or "")
        row = rows.get(key, HsnRow(line.item.hsn, line.item.gst_rate, 0, 0, 0, 0))
        rows[key] = replace(
            row,
            taxable_paise=row.taxable_paise + line.taxable_paise,
            cgst_paise=row.cgst_paise + line.cgst_paise,
            sgst_paise=row.sgst_paise + line.sgst_paise,
            igst_paise=row.igst_paise + line.igst_paise,
        )
    return [rows[key] for key in sorted(rows)]


def part_of(line: Line, quantity: Decimal) -> Line:
    """What a part of the line's quantity was billed with, for taking it back; the halves of the tax stay equal."""
    share = quantity / line.item.quantity
    if share == 1:
        return line
    half = half_up(line.cgst_paise * share)
    both = 2 * half_up(line.igst_paise * share / 2)
    whole = half_up(line.total_paise * share)
    taxable = whole - 2 * half - both
    item = replace(line.item, quantity=quantity, discount_paise=half_up(line.item.discount_paise * share))
    return Line(item, taxable, half, half, both)


def less_of(line: Line, paise: int, name: dict[str, str]) -> Line:
    """So much less for a line whose goods stay with the customer, with the tax that is in it."""
    share = Decimal(paise) / line.total_paise
    half = half_up(line.cgst_paise * share)
    both = 2 * half_up(line.igst_paise * share / 2)
    taxable = paise - 2 * half - both
    price = paise if line.item.amount_paise == line.total_paise else taxable
    of = line.item
    item = Item(name, Decimal(1), "job", price, of.gst_rate, of.hsn, sort=Sort.ALLOWANCE)
    return Line(item, taxable, half, half, both)


def financial_year(day: date) -> str:
    """`26-27` from April 2026 to March 2027."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first % 100:02}-{(first + 1) % 100:02}"


def number_of(prefix: str, year: str, serial: int) -> str:
    """`INV/26-27/0042`. Raises ValueError where that is longer than the law has it."""
    number = f"{prefix}/{year}/{serial:0{DIGITS}}"
    if len(number) > NUMBER_LENGTH:
        raise ValueError(f"{number} is longer than {NUMBER_LENGTH} signs")
    return number


def reference_of(number: str) -> str:
    """The number as it may stand in an address or a file's name: `INV-26-27-0042`."""
    return number.replace("/", "-")
