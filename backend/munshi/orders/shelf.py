"""The catalogue as ordering sees it: what a name may mean, and every item with today's price and stock.

For whoever hears what a person says:

- `meant(name)` holds a name, with the words around it, against the whole shop. One item and `sure`: take it. One and
  not `sure`, or several: ask, the likeliest first. None: the shop does not have it.
- `meant(name, near=keys)` holds it first against the items near at hand, the nearest shelf first: what is in the
  cart, what is asked, what was just shown, what this person bought before. There a head noun, a variant (*half*), a
  brand, a size (*500 wala*) or *chota* is enough; with its variants a dish brings its other portions. What these
  items do not explain is held against the whole shop. `near` may be a list of keys, or of lists: a shelf each.
- `Meant.left` are the words over, in the person's own words and order: a note, or talk (*kitne ka*). `Meant.against`:
  some of them speak against the best item (*sugar free*, a brand that is not here), so that it is never `sure`.
- `Meant.near`: it was found near at hand, and not in the shop.
- `named_among(items, text)` is the one of these items that an answer names; `likely(items, …)` those that can be had
  in an amount.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from munshi import clock
from munshi.catalogue import goods, matching, photos, ranking, stock
from munshi.catalogue import service as catalogue
from munshi.catalogue.figures import Figure, figures
from munshi.catalogue.models import Product
from munshi.catalogue.rules import EXACT, Kind
from munshi.catalogue.service import Match
from munshi.orders import nearest, other_script
from munshi.orders.items import AddOn, Item, key_of, sku_of
from munshi.orders.quantities import SCALES, Measure, Pack, fits, same_size

LOOKED_AT = 10
MOST_WORDS, LONGEST_NAME = 12, 4  # in which goods are looked for, and of a run that names them
WEIGHED = frozenset({"kg", "g", "l", "ml"})
PACKED = frozenset({"pack", "packet", "pkt"})
ANSWERS = 70.0
NAMES_IT = 84.0
LEAD = 4.0

Near = Sequence[str] | Sequence[Sequence[str]]
"""The keys of what is near at hand: one shelf, or several, the nearest first."""


@dataclass(frozen=True)
class Meant:
    """What a name may mean, likeliest first; `sure`: one of them is meant for certain. `strong` are well named.

    `left`: the words over; `against`: some of them speak against it; `near`: found near at hand.
    """

    items: tuple[Item, ...] = ()
    sure: bool = True
    strong: frozenset[str] = frozenset()
    left: str = ""
    against: bool = False
    near: bool = False

    @property
    def wholly(self) -> bool:
        """Whether one of them is meant for certain, and no word of the name is over or speaks against it."""
        return self.sure and not (self.left or self.against)

    def strongly(self, keys: Sequence[str]) -> bool:
        """Whether all of these are named so well that an amount which fits no other is enough to be sure."""
        return self.strong.issuperset(keys)


class StockedShelf:
    """The products of one business; each is looked up once for a call."""

    def __init__(self, session: Session, business_id: str) -> None:
        self._session = session
        self._business_id = business_id
        self._items: dict[str, Item | None] = {}
        self._matches: dict[str, Match] = {}
        self._at: datetime | None = None

    def item(self, key: str) -> Item | None:
        """The item on today's terms; None when the business no longer has it."""
        if key not in self._items:
            self.fetch([sku_of(key)])
        return self._items.setdefault(key, None)

    def fetch(self, skus: Iterable[str]) -> None:
        """Looks up several products with their substitutes at once."""
        products = catalogue.get_many(self._session, self._business_id, set(skus))
        self._know(products.values())

    def forget(self) -> None:
        """Asks for the stock anew, after somebody else took some."""
        self._items.clear()

    def look_at(self, moment: datetime) -> None:
        """Shows what is on sale at a moment, which may be later than now."""
        if self._at is not None or moment > clock.now():
            self._at = moment
            self.forget()

    def expect(self, names: Iterable[str]) -> None:
        """Looks up at once everything that these names may mean, and its stock."""
        new = {name for name in names if name not in self._matches}
        found = catalogue.find_each(self._session, self._business_id, new, LOOKED_AT)
        self._matches |= found
        self._know([product for match in found.values() for product, _ in match.products])

    def meant(self, name: str, near: Near = ()) -> Meant:
        """What a name may mean: what is near at hand, else anything in the shop."""
        for shelf in shelves(near):
            found = nearest.among(self._with_portions(shelf), name, set(shelf))
            if found is not None:
                keys = frozenset(item.key for item in found.items)
                return Meant(found.items, True, keys, found.left, near=True)
        return self._in_shop(name)

    def name_in(self, words: str) -> str | None:
        """The longest run of words that names goods well; None where none does."""
        said = words.split()[:MOST_WORDS]
        runs = [
            " ".join(said[at : at + length])
            for length in range(LONGEST_NAME, 0, -1)
            for at in range(len(said) - length + 1)
        ]
        self.expect(runs)
        return next((run for run in runs if self._names_well(run)), None)

    def is_name(self, words: str) -> bool:
        """Whether words name goods well, all of them together."""
        return len(words.split()) <= LONGEST_NAME and self._names_well(words)

    def _names_well(self, name: str) -> bool:
        meant = self._in_shop(name)
        return (
            bool(meant.items) and not meant.against and not meant.left and (meant.sure or bool(meant.strong))
        )

    def _in_shop(self, name: str) -> Meant:
        match = self._match(name)
        if match.kind is Kind.UNKNOWN:
            return Meant(left=name)
        if len(match.products) > 1 and (bare := _without_portion(name, match)):
            own = self._match(bare)
            match = own if own.kind is Kind.SURE and len(own.products) == 1 else match
        products = [product for product, _ in match.products]
        self._know(products)
        items = tuple(item for product in products if (item := self._portion(product, name)))
        well = match.kind is Kind.SURE or match.products[0][1] >= EXACT
        strong = frozenset(item.key for item in items) if match.products[-1][1] >= NAMES_IT else frozenset()
        strong = frozenset() if match.against else strong
        if sized := nearest.by_size(items, name):
            is_named = match.products[0][1] >= NAMES_IT
            return Meant(sized.items, is_named, frozenset(item.key for item in sized.items), sized.left)
        if (one := other_script.only(name, items)) is not None:
            return Meant((one,), True, frozenset({one.key}))
        return Meant(items, well and not match.against, strong, match.left, match.against)

    def _portion(self, product: Product, name: str) -> Item | None:
        """*Half dal tadka* is the half of dal tadka."""
        for variant in product.variants:
            if any(ranking.says(name, called) for called in variant["name"].values()):
                return self.item(key_of(product.sku, variant["name"]))
        return self.item(product.sku)

    def _with_portions(self, keys: Iterable[str]) -> list[Item]:
        """The items with the other portions of the same dishes."""
        kept = list(dict.fromkeys(keys))
        self.fetch({sku_of(key) for key in kept} - self._items.keys())
        portions = [key for each in kept if (dish := self.item(sku_of(each))) for key in dish.variants]
        return [item for key in dict.fromkeys([*kept, *portions]) if (item := self.item(key))]

    def _match(self, name: str) -> Match:
        if name not in self._matches:
            self._matches[name] = catalogue.find(self._session, self._business_id, name, LOOKED_AT)
        return self._matches[name]

    def _know(self, products: Iterable[Product]) -> None:
        new = {product.sku: product for product in products if product.sku not in self._items}
        if not new:
            return
        left = stock.on_hand_of(self._session, self._business_id, new.values())
        for product in new.values():
            for item in items_of(product, left.get(product.sku), self._at):
                self._items[item.key] = item


def _without_portion(name: str, match: Match) -> str | None:
    """A name without the portions that it says; None where it says none, or nothing else."""
    called = {
        each for product, _ in match.products for one in product.variants for each in one["name"].values()
    }
    words = name.split()
    rest = [word for word in words if not any(ranking.says(word, each) for each in called)]
    return " ".join(rest) if 0 < len(rest) < len(words) else None


def shelves(near: Near) -> Iterator[list[str]]:
    """The shelves near at hand, the nearest first; none is empty."""
    if near and isinstance(near[0], str):
        near = [[str(key) for key in near]]
    yield from (list(keys) for keys in near if keys)


def items_of(product: Product, left: Decimal | None, at: datetime | None = None) -> list[Item]:
    """The product, and each of its variants, as it is sold at a moment, now where none is given."""
    pack = (
        Pack(product.pack_quantity, product.pack_unit)
        if product.pack_quantity is not None and product.pack_unit is not None
        else pack_in(product.name["en"], product.unit)
    )
    whole = Item(
        product.sku,
        product.name,
        Measure(
            product.unit, product.step, product.max_quantity, pack, product.min_quantity, _is_packed(product)
        ),
        product.price_paise,
        product.gst_rate,
        product.hsn,
        product.veg,
        product.is_on_sale(at or clock.now()),
        left,
        product.substitute,
        variants=tuple(key_of(product.sku, each["name"]) for each in product.variants),
        add_ons=tuple(AddOn(each["name"], each["price_paise"]) for each in product.add_ons),
        aliases=tuple(product.aliases),
        category=product.category,
        out_until=product.out_until,
        prescription=product.prescription,
        photo=photos.address(product),
    )
    variants = [
        replace(whole, variant=each["name"], price_paise=each["price_paise"], variants=())
        for each in product.variants
    ]
    return [whole, *variants]


def _is_packed(product: Product) -> bool:
    """Whether it goes by a maker's name, or is called a pack."""
    name = product.name["en"]
    return bool(product.brand) or goods.names_brand(name) or not PACKED.isdisjoint(name.casefold().split())


def pack_in(name: str, unit: str) -> Pack | None:
    """The one weight or volume that the name of something counted has is what a piece of it holds: Surf Excel 1kg."""
    held = [figure for figure in figures(name) if figure.in_unit in WEIGHED]
    if unit in SCALES or len(held) != 1:
        return None
    return Pack(_decimal(held[0].so_many), held[0].in_unit, in_name=True)


def holds(item: Item, pack: Pack | None) -> bool:
    """Whether one of an item holds so much, where it is said how much."""
    return pack is None or item.measure.pack == pack


def named_with(item: Item, number: Decimal) -> bool:
    """Whether a number stands in the name of an item so that it is no amount: the 40 of Telma 40, no 1 of 1 kg."""
    return _has_figure(item, Figure(Fraction(number), so_many=Fraction(number)))


def numbers_other_kind(item: Item, number: Decimal, name: str) -> bool:
    """Whether a number behind a name numbers another kind than this item is: the 2 of Lactogen 2, beside Lactogen 1."""
    said = figures(f"{name} {number:f}")[-1:]
    return any(each.is_of_other_kind(figure) for each in said for figure in figures_of(item))


def measured_by(item: Item, number: Decimal, name: str) -> bool:
    """Whether a number and the words behind it measure an item as its name does: the 4 of *4 sq wire*."""
    said = [figure for figure in figures(f"{number:f} {name}") if figure.measure and not figure.may_be_amount]
    return any(_has_figure(item, figure) for figure in said)


def of_size(items: Sequence[Item], text: str) -> Item | None:
    """The one of the items that has the size which a text names, and nothing else: *12 watt wale*."""
    said = [figure for figure in figures(text) if figure.measure]
    found = [item for item in items if said and all(_has_figure(item, figure) for figure in said)]
    return found[0] if len(found) == 1 else None


def _has_figure(item: Item, said: Figure) -> bool:
    return any(said.is_same(figure) for figure in figures_of(item))


def figures_of(item: Item) -> list[Figure]:
    """The sizes that stand in any of its names."""
    return [figure for name in (*item.name.values(), *item.aliases) for figure in figures(name)]


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def likely(
    items: Sequence[Item], quantity: Decimal | None, unit: str | None, pack: Pack | None
) -> list[Item]:
    """Those of the items that can be had in such a quantity; all if none can.

    What comes in packs of just so much is meant rather than several of a smaller one.
    """
    fitting = [item for item in items if fits(unit, quantity, pack, item.measure)] or list(items)
    if quantity is None or unit not in SCALES:
        return fitting
    said = Pack(quantity, unit)
    whole = [item for item in fitting if item.measure.pack and same_size(said, item.measure.pack)]
    return [item for item in fitting if item in whole or not (whole and item.measure.pack)]


def named_among(items: Sequence[Item], text: str, bar: float = NAMES_IT) -> Item | None:
    """The one of the items that a text names, by some of its words or by its sound."""
    said = matching.sound(text)
    if not said.key:
        return None
    found = nearest.among(items, text)
    if found is not None and len(found.items) == 1:
        return found.items[0]
    ranked = sorted(((_score(said, item), place) for place, item in enumerate(items)), reverse=True)
    if not ranked or ranked[0][0] < bar or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return items[ranked[0][1]]


def most_alike(items: Sequence[Item], other: Item) -> Item | None:
    """The one of the items whose name has most words of another's: of all in 16A the MCB, for MCB 32A."""
    words = set(matching.sound(other.name["en"]).key.split())
    shared = {item.key: len(words & set(matching.sound(item.name["en"]).key.split())) for item in items}
    most = [item for item in items if 0 < shared[item.key] == max(shared.values())]
    return most[0] if len(most) == 1 else None


def named_whole(items: Sequence[Item], text: str) -> bool:
    """Whether all that one of the items is called stands in a text."""
    said = set(matching.sound(text).key.split())
    called = (name for item in items for name in (*item.name.values(), *item.aliases))
    return any(
        words and set(words) <= said for words in (matching.sound(name).key.split() for name in called)
    )


def add_on_named(add_ons: Sequence[AddOn], text: str) -> AddOn | None:
    """The add-on that a text names for sure."""
    said = matching.sound(text)
    scored = [
        (max(matching.likeness(said, matching.sound(name)) for name in add_on.name.values()), place)
        for place, add_on in enumerate(add_ons)
    ]
    best, place = max(scored, default=(0.0, 0))
    return add_ons[place] if best >= NAMES_IT else None


def _score(said: matching.Sound, item: Item) -> float:
    names = [*item.name.values(), *item.aliases, *(item.variant or {}).values()]
    if item.measure.pack:
        size = f"{item.measure.pack.quantity.normalize():f} {item.measure.pack.unit}"
        names += [f"{name} {size}" for name in item.name.values()]
    sounds = [matching.sound(name) for name in names]
    if any(set(said.key.split()) <= set(sound.key.split()) for sound in sounds):
        return 100.0
    return max(matching.likeness(said, sound) for sound in sounds)
