"""How much of a product a person means: units, packs, steps and limits. Pure functions of decimals."""

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

SCALES = {
    "quintal": ("weight", Decimal(100_000)),
    "kg": ("weight", Decimal(1000)),
    "g": ("weight", Decimal(1)),
    "l": ("volume", Decimal(1000)),
    "ml": ("volume", Decimal(1)),
    "m": ("length", Decimal(1)),
    "ft": ("length", Decimal("0.3048")),
}
NAMED_OTHERWISE = {
    "coil": "roll",
    "bundle": "bunch",
    "tablet": "pc",
    "capsule": "pc",
    "portion": "plate",
    "kit": "set",
}  # in the trades
CONTAINERS = frozenset(
    {"packet", "bag", "box", "bottle", "jar", "can", "tin", "strip", "tube", "ream", "tray"}
) | {"bucket", "drum", "tub", "cylinder"}
HOLD_MANY = frozenset({"strip", "ream", "tray"})  # of which one piece is only a part
A_DOZEN = Decimal(12)
OWN = "own"  # the unit in which the product is sold, whichever that is
UNLIMITED = Decimal(10_000)  # of a product for which the business sets no limit
LOOSELY_SAID = frozenset({"packet", "bag"})
FINER = {"kg": "g", "l": "ml"}
MANY_BARE = 50  # kilos or litres; who writes so large a number alone means the finer unit


@dataclass(frozen=True)
class Pack:
    """What one piece holds: 5 kg in a bag, 200 g in a packet; `in_name`: the product's name says so already."""

    quantity: Decimal
    unit: str
    in_name: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Measure:
    """How a product is sold: its unit, the smallest step, the most and the least for one order, what a piece holds.

    `packed`: it goes by a maker's name, so that a piece of it is a packet.
    """

    unit: str
    step: Decimal
    most: Decimal | None = None
    pack: Pack | None = None
    least: Decimal | None = None
    packed: bool = False

    @property
    def is_counted(self) -> bool:
        """Sold by the piece, so that one may be assumed where no number was said."""
        return self.unit not in SCALES


class QuantityQuestion(Exception):
    """The quantity cannot be taken as it was said; the subclass says what to ask."""


class QuantityMissing(QuantityQuestion):
    """Weight and volume are never guessed."""


class UnitUnfit(QuantityQuestion):
    """The product is not sold in the unit that was said."""


class OffStep(QuantityQuestion):
    """The product is sold in steps; `nearest` is the next one up, in the product's unit."""

    def __init__(self, nearest: Decimal) -> None:
        super().__init__(nearest)
        self.nearest = nearest


class OverLimit(QuantityQuestion):
    """More than one order may hold; `most` is the limit in the product's unit."""

    def __init__(self, most: Decimal) -> None:
        super().__init__(most)
        self.most = most


class UnderLeast(QuantityQuestion):
    """Less than is sold at once; `least` is that in the product's unit."""

    def __init__(self, least: Decimal) -> None:
        super().__init__(least)
        self.least = least


def quantity_for(said: Decimal | None, unit: str | None, pack: Pack | None, sold: Measure) -> Decimal:
    """The quantity in the product's own unit.

    One piece is assumed for counted goods. Raises QuantityMissing, UnitUnfit, OffStep or OverLimit, in this order.
    """
    if said is None and (not sold.is_counted or (unit in SCALES and not pack)):
        raise QuantityMissing()
    refuse_another_pack(pack, sold)
    if said is None and unit is None:
        unit = OWN
    wanted = converted(Decimal(1) if said is None else said, unit, sold)
    refuse_off_step(wanted, sold)
    refuse_over_limit(wanted, sold)
    return wanted


def unit_of_bare(quantity: Decimal, asked: str | None, sold: Measure) -> str | None:
    """The unit of a number that was said alone: that in which it was `asked` for, of very many the finer one.

    Only where it makes a step of what is sold so; None: the number is in the product's own unit.
    """
    finer = FINER.get(sold.unit) if quantity >= MANY_BARE else None
    units = [unit for unit in (asked, finer) if unit and same_kind(unit, sold.unit)]
    return next((unit for unit in units if converted(quantity, unit, sold) >= sold.step), None)


def fits(unit: str | None, quantity: Decimal | None, pack: Pack | None, sold: Measure) -> bool:
    """Whether a product can be meant at all by this unit and pack, whatever its step and limit."""
    try:
        refuse_another_pack(pack, sold)
        converted(quantity or Decimal(1), unit, sold)
    except UnitUnfit:
        return (
            quantity is None and unit in SCALES and sold.pack is not None and same_kind(unit, sold.pack.unit)
        )
    return True


def converted(quantity: Decimal, unit: str | None, sold: Measure) -> Decimal:
    """A quantity as said in the unit in which the product is sold; of dozens a number alone counts pieces.

    Raises UnitUnfit.
    """
    if unit in (OWN, sold.unit):
        return quantity
    if sold.unit == "dozen" and unit in (None, "pc"):
        return quantity / A_DOZEN
    if unit is None:
        return quantity
    unit = NAMED_OTHERWISE.get(unit, unit)
    if unit == sold.unit:
        return quantity
    if same_kind(unit, sold.unit):
        return quantity * SCALES[unit][1] / SCALES[sold.unit][1]
    if sold.pack is not None and same_kind(unit, sold.pack.unit):
        return whole_packs(quantity, unit, sold.pack)
    if not sold.is_counted or not names_a_piece(unit, sold):
        raise UnitUnfit()
    return quantity


def whole_packs(quantity: Decimal, unit: str, pack: Pack) -> Decimal:
    """Ten kilos of a 5 kg bag are two bags; three kilos are not a number of bags. Raises UnitUnfit."""
    packs = quantity * SCALES[unit][1] / (pack.quantity * SCALES[pack.unit][1])
    if packs != packs.to_integral_value() or packs < 1:
        raise UnitUnfit()
    return packs


def same_kind(unit: str, other: str) -> bool:
    """Both weigh, or both measure volume or length."""
    return unit in SCALES and other in SCALES and SCALES[unit][0] == SCALES[other][0]


def comparable(one: Measure, other: Measure) -> bool:
    """As much of one can be had of the other: both by weight, or both counted; three packets are no three kilos."""
    return (one.is_counted and other.is_counted) or same_kind(one.unit, other.unit)


def names_a_piece(unit: str, sold: Measure) -> bool:
    """People say packet for a bag and piece for anything counted, but a packet of eggs is not one egg."""
    if unit == "pc":
        return sold.unit not in HOLD_MANY
    if sold.unit == "pc":
        return unit in CONTAINERS and (sold.packed or sold.pack is not None)
    return unit in LOOSELY_SAID and sold.unit in CONTAINERS


def refuse_another_pack(pack: Pack | None, sold: Measure) -> None:
    """A 5 kg bag is not a 10 kg bag, and loose goods have no bag."""
    if pack is None:
        return
    if sold.pack is None or not same_size(pack, sold.pack):
        raise UnitUnfit()


def same_size(pack: Pack, other: Pack) -> bool:
    """500 g and half a kilo are the same pack."""
    if not same_kind(pack.unit, other.unit):
        return (pack.quantity, pack.unit) == (other.quantity, other.unit)
    return pack.quantity * SCALES[pack.unit][1] == other.quantity * SCALES[other.unit][1]


def refuse_off_step(wanted: Decimal, sold: Measure) -> None:
    """What is sold by the quarter kilo is not weighed out by the gram."""
    steps = wanted / sold.step
    if steps != steps.to_integral_value() or wanted <= 0:
        raise OffStep(next_step(wanted, sold.step))


def next_step(wanted: Decimal, step: Decimal) -> Decimal:
    """The smallest whole number of steps, at least one, that covers what is wanted."""
    return max(step, (wanted / step).to_integral_value(ROUND_CEILING) * step)


def refuse_under_least(wanted: Decimal, sold: Measure) -> None:
    """What is sold from an amount on is not sold in less."""
    if sold.least is not None and wanted < sold.least:
        raise UnderLeast(next_step(sold.least, sold.step))


def refuse_over_limit(wanted: Decimal, sold: Measure) -> None:
    """A slip of the pen does not empty the shop, nor order more than can be counted."""
    most = sold.most if sold.most is not None else UNLIMITED
    if wanted > most:
        raise OverLimit(most)
