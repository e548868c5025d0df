"""The catalogue as ordering sees it: what a name may mean, and every item with today's price and stock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.catalogue import matching, stock
from munshi.catalogue import service as catalogue
from munshi.catalogue.models import Product
from munshi.catalogue.rules import DOUBTFUL, EXACT, Kind
from munshi.catalogue.service import Match
from munshi.orders.items import SEPARATOR, AddOn, Item, key_of, sku_of
from munshi.orders.quantities import Measure, Pack, fits
from spelling import key as sound_of

LOOKED_AT = 10
HALF = Decimal("0.5")
ANSWERS = 70.0
NAMES_IT = 84.0
LEAD = 4.0
WINDOW = 10.0  # further behind the best score nothing is meant


@dataclass(frozen=True)
class Meant:
    """What a name may mean, likeliest first; `sure`: one of them is meant for certain. `strong` are well named."""

    items: tuple[Item, ...] = ()
    sure: bool = True
    strong: frozenset[str] = frozenset()

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

    def expect(self, names: Iterable[str]) -> None:
        """Looks up at once everything that these names may mean, and its stock."""
        new = {name for name in names if name not in self._matches}
        found = catalogue.find_each(self._session, self._business_id, new, LOOKED_AT)
        self._matches |= found
        self._know([product for match in found.values() for product, _ in match.products])

    def meant(self, name: str) -> Meant:
        """What a name may mean; a variant that is named with its product is meant alone."""
        match = self._match(name)
        variant = self._named_variant(name, [product for product, _ in match.products])
        if variant is not None:
            return Meant((variant,))
        if match.kind is Kind.UNKNOWN:
            return Meant()
        best = match.products[0][1]
        window = 0.0 if match.kind is Kind.SURE or best >= EXACT else WINDOW
        products = [product for product, score in match.products if score >= max(best - window, DOUBTFUL)]
        self._know(products)
        items = tuple(item for product in products if (item := self._items.get(product.sku)))
        strong = frozenset(product.sku for product, score in match.products if score >= NAMES_IT)
        return Meant(items, match.kind is Kind.SURE or best >= EXACT, strong)

    def _named_variant(self, name: str, products: Sequence[Product]) -> Item | None:
        """*Half dal tadka* is the half of dal tadka."""
        words = name.split()
        for product in products:
            for variant in product.variants:
                called = {sound_of(each) for each in variant["name"].values()}
                rest = [word for word in words if sound_of(word) not in called]
                if len(rest) == len(words) or not rest:
                    continue
                again = self._match(" ".join(rest))
                if again.kind is Kind.SURE:
                    return self.item(key_of(again.products[0][0].sku, variant["name"]))
        return None

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
            for item in items_of(product, left.get(product.sku)):
                self._items[item.key] = item


def items_of(product: Product, left: Decimal | None) -> list[Item]:
    """The product, and each of its variants, as it is sold today."""
    pack = (
        Pack(product.pack_quantity, product.pack_unit)
        if product.pack_quantity is not None and product.pack_unit is not None
        else None
    )
    whole = Item(
        product.sku,
        product.name,
        Measure(product.unit, product.step, product.max_quantity, pack),
        product.price_paise,
        product.gst_rate,
        product.hsn,
        product.veg,
        product.available,
        left,
        product.substitute,
        variants=tuple(key_of(product.sku, each["name"]) for each in product.variants),
        add_ons=tuple(AddOn(each["name"], each["price_paise"]) for each in product.add_ons),
        aliases=tuple(product.aliases),
    )
    variants = [
        replace(whole, variant=each["name"], price_paise=each["price_paise"], variants=())
        for each in product.variants
    ]
    return [whole, *variants]


def likely(
    items: Sequence[Item], quantity: Decimal | None, unit: str | None, pack: Pack | None
) -> list[Item]:
    """Those of the items that can be had in such a quantity; all if none can."""
    return [item for item in items if fits(unit, quantity, pack, item.measure)] or list(items)


def named_among(items: Sequence[Item], text: str, bar: float = NAMES_IT) -> Item | None:
    """The one of the items that a text names, by some of its words or by its sound."""
    said = matching.sound(text)
    if not said.key:
        return None
    ranked = sorted(((_score(said, item), place) for place, item in enumerate(items)), reverse=True)
    if not ranked or ranked[0][0] < bar or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return items[ranked[0][1]]


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


def is_half(key: str) -> bool:
    """Whether a key is that of a half portion."""
    return key.endswith(f"{SEPARATOR}Half")
