"""What a person wants, and what stands between the wish and the cart. Pure: the stock is what the items say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from munshi.orders.halves import ONE, halves
from munshi.orders.items import AddOn, Item, Shelf
from munshi.orders.quantities import (
    OWN,
    SCALES,
    OffStep,
    OverLimit,
    Pack,
    QuantityMissing,
    UnderLeast,
    UnitUnfit,
    quantity_for,
    refuse_over_limit,
    refuse_under_least,
    same_kind,
)


class Op(StrEnum):
    """What happens to the product in the cart."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"


class Ask(StrEnum):
    """The questions about a wish, in the order in which they are asked."""

    CHOOSE_PRODUCT = "choose_product"
    DID_YOU_MEAN = "did_you_mean"
    ALSO_WANTED = "also_wanted"
    ASK_QUANTITY = "ask_quantity"
    ASK_UNIT = "ask_unit"
    IN_CART = "in_cart"
    OFF_STEP = "off_step"
    UNDER_LEAST = "under_least"
    OVER_LIMIT = "over_limit"
    SUBSTITUTE = "substitute"
    FEW_LEFT = "few_left"


ORDER_OF_QUESTIONS = tuple(Ask)
ASKS_HOW_MUCH = frozenset({Ask.ASK_QUANTITY, Ask.ASK_UNIT, Ask.IN_CART})
TAKES_A_YES = frozenset(Ask) - ASKS_HOW_MUCH - {Ask.CHOOSE_PRODUCT}
OTHER_SIZE = Decimal("1.5")  # a pack that differs by half is another amount


@dataclass(frozen=True)
class Offer:
    """What a yes takes: a quantity of an item, added to what is in the cart or instead of it."""

    item: str
    quantity: Decimal
    op: Op


@dataclass(frozen=True)
class Wish:
    """One thing asked for, in the person's words; `items` are the keys of what may be meant, likeliest first.

    `also` are those that the amount does not fit: not offered, but taken when they are named. `sure`: one of the items
    is meant, whatever it is; otherwise even a single one is asked about. `repeats`: it may be what is in the cart, said
    again, so more of it is not taken unasked. `doubted`: it was named, perhaps for another reason than to have it.
    `worth`: for how many paise, which says how much where nothing else does. `of_those`: it may be of what is in the
    cart, of which it says more, or come besides.
    """

    asked: str
    items: tuple[str, ...]
    quantity: Decimal | None = None
    unit: str | None = None
    pack: Pack | None = None
    op: Op = Op.ADD
    sure: bool = True
    also: tuple[str, ...] = ()
    question: Ask | None = None
    offer: Offer | None = None
    repeats: bool = False
    doubted: bool = False
    worth: int | None = None
    of_those: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Everything that may be meant."""
        return frozenset((*self.items, *self.also))

    @property
    def says_how_much(self) -> bool:
        """Whether an amount was said, in whatever way."""
        return not (self.quantity is None and self.pack is None and self.worth is None)

    def decided(self, key: str) -> "Wish":
        """The wish now that one thing is meant for certain."""
        return replace(self, items=(key,), also=(), sure=True, doubted=False, question=None, offer=None)

    def accepted(self) -> "Wish":
        """The wish after a yes to its question."""
        if self.question in (Ask.DID_YOU_MEAN, Ask.ALSO_WANTED):
            return replace(self, sure=True, doubted=False, question=None)
        if self.offer is None:
            return self
        return Wish(self.asked, (self.offer.item,), self.offer.quantity, OWN, op=self.offer.op)

    def counted(self, quantity: Decimal, unit: str | None, op: Op) -> "Wish":
        """The wish with another amount, which is meant so."""
        return replace(
            self, quantity=quantity, unit=unit, pack=None, op=op, question=None, offer=None, repeats=False
        )


@dataclass(frozen=True)
class Line:
    """A quantity of an item in the cart, in the item's own unit; `unsaid`: one was taken, as nobody said how much."""

    item: Item
    quantity: Decimal
    add_ons: tuple[AddOn, ...] = ()
    unsaid: bool = False

    @property
    def each_paise(self) -> int:
        """The price of one unit with its add-ons."""
        return self.item.price_paise + sum(add_on.price_paise for add_on in self.add_ons)


@dataclass(frozen=True)
class Question:
    """The wish cannot be fulfilled before it is answered; the wish says which question, and what a yes takes."""

    wish: Wish


@dataclass(frozen=True)
class Gone:
    """The item cannot be had, nor anything in its place; `why` is `sold_out` or `unavailable`."""

    item: Item
    why: str


@dataclass(frozen=True)
class Removed:
    """The item leaves the cart."""

    item: Item


Settled = Line | Question | Gone | Removed


def settle(wish: Wish, shelf: Shelf, held: Callable[[Item], Decimal]) -> Settled | None:
    """What becomes of a wish when `held` is in the cart; None when nothing that was meant is sold any more."""
    items = [item for key in wish.items if (item := shelf.item(key))]
    if not items:
        return None
    wish, items = _as_portion(wish, items, shelf)
    if len(items) > 1 or items[0].variants:
        return _ask_which(wish, items)
    is_doubted = wish.doubted and (
        wish.op is Op.REMOVE or not is_out(items[0])
    )  # nobody is asked to want what is out
    if not wish.sure or is_doubted:
        ask = Ask.DID_YOU_MEAN if not wish.sure else Ask.ALSO_WANTED
        return Question(replace(wish, question=ask, offer=None))
    item = items[0]
    if wish.op is Op.REMOVE:
        return _take_out(wish, item, held(item))
    return _put_in(wish, item, held(item) if wish.op is Op.ADD else Decimal(0), shelf)


def is_out(item: Item) -> bool:
    """Whether it cannot be had now."""
    return not item.available or (item.left is not None and item.left < item.measure.step)


def _as_portion(wish: Wish, items: list[Item], shelf: Shelf) -> tuple[Wish, list[Item]]:
    """Half a plate is one of the half portion, where there is one; half a kilo is a weight."""
    if wish.unit in SCALES:
        return wish, items
    sold = [each for item in items for key in item.variants or (item.key,) if (each := shelf.item(key))]
    portions = halves(sold, wish.quantity)
    if not portions:
        return wish, items
    return replace(wish, items=tuple(item.key for item in portions), quantity=ONE), portions


def _ask_which(wish: Wish, items: Sequence[Item]) -> Question:
    """One product that is sold only in variants is asked about by its variants."""
    keys = tuple(item.key for item in items) if len(items) > 1 else items[0].variants
    return Question(replace(wish, items=keys, question=Ask.CHOOSE_PRODUCT, offer=None))


def _take_out(wish: Wish, item: Item, held: Decimal) -> Settled:
    """No quantity, one that does not fit, or as much as there is: all of it."""
    try:
        less = held if wish.quantity is None else quantity_for(wish.quantity, wish.unit, None, item.measure)
    except (UnitUnfit, QuantityMissing, OffStep, OverLimit):
        less = held
    return Line(item, held - less) if less < held else Removed(item)


def _put_in(wish: Wish, item: Item, held: Decimal, shelf: Shelf) -> Settled:
    """A line, or the first thing that must be asked."""
    if not item.available:
        return _instead(wish, item, Decimal(1), shelf, "unavailable")
    try:
        wanted = _for_its_worth(wish, item) or quantity_for(wish.quantity, wish.unit, wish.pack, item.measure)
        if wish.repeats and held > 0:
            return _offer(wish, Ask.IN_CART, Offer(item.key, held + wanted, Op.SET))
        refuse_under_least(held + wanted, item.measure)
        refuse_over_limit(held + wanted, item.measure)
    except QuantityMissing:
        return Question(replace(wish, items=(item.key,), question=Ask.ASK_QUANTITY, offer=None))
    except UnitUnfit:
        return Question(replace(wish, items=(item.key,), question=Ask.ASK_UNIT, offer=None))
    except OffStep as off:
        return _offer(wish, Ask.OFF_STEP, Offer(item.key, off.nearest, wish.op))
    except UnderLeast as under:
        return _offer(wish, Ask.UNDER_LEAST, Offer(item.key, under.least, Op.SET))
    except OverLimit as over:
        return _offer(wish, Ask.OVER_LIMIT, Offer(item.key, over.most, Op.SET))
    there = whole_steps(item.left, item) if item.left is not None else held + wanted
    if there <= 0:
        return _instead(wish, item, wanted, shelf, "sold_out")
    if held + wanted > there:
        return _offer(wish, Ask.FEW_LEFT, Offer(item.key, there, Op.SET))
    return Line(item, held + wanted, unsaid=not (held or wish.says_how_much))


def _for_its_worth(wish: Wish, item: Item) -> Decimal | None:
    """As much as there is for the money that was named, in whole steps; None where that is nothing."""
    if wish.worth is None or wish.quantity is not None or item.price_paise <= 0:
        return None
    return whole_steps(Decimal(wish.worth) / item.price_paise, item) or None


def _offer(wish: Wish, ask: Ask, offer: Offer) -> Question:
    return Question(replace(wish, question=ask, offer=offer))


def _instead(wish: Wish, item: Item, wanted: Decimal, shelf: Shelf, why: str) -> Settled:
    """The substitute that the shop has set, where it can be had and carries the same veg mark."""
    other = shelf.item(item.substitute) if item.substitute else None
    if other is None or other.variants or not may_replace(item, other):
        return Gone(item, why)
    return _offer(wish, Ask.SUBSTITUTE, Offer(other.key, equivalent(wanted, item, other), Op.ADD))


def may_replace(item: Item, other: Item) -> bool:
    """A substitute is there, and nobody who ordered veg is offered anything else."""
    there = other.left is None or other.left >= other.measure.step
    return other.available and there and other.veg == item.veg


def equivalent(wanted: Decimal, item: Item, other: Item) -> Decimal:
    """As many pieces of the substitute, of much larger or smaller ones as much: two 5 kg bags for one of 10 kg.

    Within what is there and allowed.
    """
    mine, theirs = item.measure.pack, other.measure.pack
    amount = wanted
    if mine and theirs and same_kind(mine.unit, theirs.unit):
        smaller, larger = sorted((_content(mine), _content(theirs)))
        if larger >= smaller * OTHER_SIZE:
            amount = max(wanted * _content(mine) / _content(theirs), Decimal(1))
    limits = [limit for limit in (other.measure.most, other.left) if limit is not None]
    return max(whole_steps(min([amount, *limits]), other), other.measure.step)


def _content(pack: Pack) -> Decimal:
    return pack.quantity * SCALES[pack.unit][1]


def whole_steps(quantity: Decimal, item: Item) -> Decimal:
    """The largest whole number of steps within a quantity."""
    return quantity // item.measure.step * item.measure.step
