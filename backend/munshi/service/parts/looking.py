"""Finding spare parts: by what people call them, for a machine and a model."""

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.goods import Kind, known
from munshi.catalogue.models import Product
from munshi.orders.shelf import StockedShelf
from munshi.service.parts.models import SparePart
from munshi.service.visits import words
from munshi.service.visits.streets import beside_streets
from munshi.service.warranty.models import ProductModel
from spelling import skeleton

LONG = 4  # consonants of a word that is known by them
FEWEST_OF_SEVERAL = 3  # signs of a word that may end with the s of several
SMALL = frozenset(words.sounds("ka ki ke for of the a"))  # between the words of a name


@dataclass(frozen=True)
class Found:
    """A part with the product that it is."""

    part: SparePart
    product: Product

    def fits(self, model: str | None) -> bool:
        """Whether it is of a model; without a model nothing speaks against it."""
        return model is None or not self.part.models or model in self.part.models

    def facts(self, left: Decimal | None = None) -> dict[str, Any]:
        """A part as replies name it; `left` is what is on the shelf, None where that is not counted."""
        return {
            "sku": self.part.sku,
            "name": self.product.name,
            "quality": self.part.quality,
            "part_price_paise": self.product.price_paise,
            "guarantee_days": self.part.guarantee_days,
            "in_stock": left is None or left >= 1,
            "order_days": self.part.order_days,
        }


def all_parts(session: Session, business_id: str, machine: str | None = None) -> list[Found]:
    """The parts of the business, of one kind of machine where it is named."""
    query = (
        select(SparePart, Product)
        .join(Product, (Product.business_id == SparePart.business_id) & (Product.sku == SparePart.sku))
        .where(SparePart.business_id == business_id)
        .order_by(Product.position)
    )
    if machine is not None:
        query = query.where(SparePart.machine == machine)
    return [Found(part, product) for part, product in session.execute(query)]


def named_in(text: str, parts: Iterable[Found]) -> list[Found]:
    """Every quality of the parts whose name the text has, of those with the longest name that fits; where it has
    none, what else people call such goods.
    """
    parts, text = list(parts), beside_streets(text)
    said = {_shape(word) for word in (*words.sounds(text), *_singular(text)) if word not in SMALL}
    best = {found.part.sku: _named(said, found) for found in parts}
    if not any(best.values()):
        best = {found.part.sku: _called(said, found.part.part) for found in parts}
    longest = max(best.values(), default=0)
    if not longest:
        return []
    meant = {(found.part.part, found.part.machine) for found in parts if best[found.part.sku] == longest}
    return [found for found in parts if (found.part.part, found.part.machine) in meant]


def only_named(session: Session, business_id: str, text: str) -> Found | None:
    """The part that a text names with its machine, the original first; None where it names several or none."""
    kinds = {kind for kind, _ in words.machines_placed(text)}
    parts = all_parts(session, business_id) if kinds else []
    found = named_in(text, [each for each in parts if each.part.machine in kinds])
    return found[0] if len({each.part.part for each in found}) == 1 else None


def names_goods(session: Session, business_id: str, text: str, *, of_machine: bool = False) -> bool:
    """Whether a text has the whole name of something that the shop sells and that is no part.

    `of_machine`: the machine is only named for what is wanted of it, "washing machine ka pipe".
    """
    said = set(words.sounds(text))
    machine = words.machine_in(text) if of_machine else None
    bare = words.words_of(machine) if machine else frozenset()
    of_parts = select(SparePart.sku).where(SparePart.business_id == business_id)
    query = select(Product).where(Product.business_id == business_id, Product.sku.not_in(of_parts))
    names = (words.sounds(name) for product in session.scalars(query) for name in product.names)
    return any(len(name) > 1 and set(name) <= said and not set(name) <= bare for name in names)


def is_on_shelf(session: Session, business_id: str, text: str) -> bool:
    """Whether a text surely names goods of the shelf, by whatever part of their name: "washing machine ka pump"."""
    shelf = StockedShelf(session, business_id)
    meant = shelf.meant(shelf.name_in(text) or "")
    return bool(meant.items) and meant.sure


def goods_counted(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a message counts something by the whole name that it has on the shelf: that is ordered."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    named = [str(line["name"]) for line in lines if line.get("quantity") and line.get("name")]
    return any(names_goods(session, caller.business_id, name) for name in named)


def model_in(session: Session, business_id: str, text: str) -> ProductModel | None:
    """The model that a text names by its number or by what people call it."""
    said = {sign.strip(".,;:!?()").upper() for sign in text.split()}
    sounds = words.sounds(text)
    models = session.scalars(select(ProductModel).where(ProductModel.business_id == business_id)).all()
    by_number = [each for each in models if each.model in said]
    if by_number:
        return by_number[0]
    called = [each for each in models if any(_within(words.sounds(name), sounds) for name in _names(each))]
    return called[0] if len(called) == 1 else None


def models_named(session: Session, business_id: str, numbers: Collection[str]) -> Sequence[ProductModel]:
    """The models with these numbers."""
    query = select(ProductModel).where(
        ProductModel.business_id == business_id, ProductModel.model.in_(numbers)
    )
    return session.scalars(query.order_by(ProductModel.name)).all()


def left_of(session: Session, business_id: str, parts: Iterable[Found]) -> dict[str, Decimal | None]:
    """What is on the shelf of each, None where that is not counted."""
    return stock.on_hand_of(session, business_id, [found.product for found in parts])


def _named(said: Set[str], found: Found) -> int:
    """The number of words of the longest name of the part that a text has, whose words have these shapes."""
    names = [*found.product.names, found.part.part]
    phrases = ([word for word in words.sounds(name) if word not in SMALL] for name in names)
    return max((len(phrase) for phrase in phrases if said >= {_shape(word) for word in phrase}), default=0)


def names_a_part(text: str) -> bool:
    """Whether a text names goods in words that people have for them, of whichever shop: "pulsar ka brake shoe"."""
    phrases = known().phrases(words.sounds(text))
    return any(each.kind is Kind.GOODS for phrase in phrases for each in phrase.concepts)


def _called(said: Set[str], part: str) -> int:
    """The number of words of the longest of the other names of a part that a text has."""
    return max((len(way) for way in also_called(part) if said >= {_shape(word) for word in way}), default=0)


@cache
def also_called(part: str) -> tuple[tuple[str, ...], ...]:
    """What else people call goods of just this name, by sound: a brake shoe is a liner too."""
    said = words.sounds(part)
    whole = (each for each in known().phrases(said) if (each.start, each.end) == (0, len(said)))
    goods = {each.name for phrase in whole for each in phrase.concepts if each.kind is Kind.GOODS}
    return tuple(way for name in sorted(goods) for way in known().ways_to_say(name))


def shapes(text: str) -> set[str]:
    """The words of a text, in whatever script, as names of parts are known by."""
    return {_shape(sound) for sound in words.sounds(text)}


def _shape(sound: str) -> str:
    """A word by its consonants, where it has enough of them: *membrane* and *मेम्ब्रेन* are one."""
    bones = skeleton(sound)
    return bones if len(bones) >= LONG else sound


def _singular(text: str) -> list[str]:
    """Several of a thing are called by its name with an s: "two gaskets"."""
    plurals = (word.strip(".,:;!?()") for word in text.split())
    return words.sounds(" ".join(one for word in plurals if (one := singular(word)) != word))


def singular(word: str) -> str:
    """A word without the s of several."""
    return word[:-1] if len(word) > FEWEST_OF_SEVERAL and word.lower().endswith("s") else word


def _names(model: ProductModel) -> list[str]:
    return [model.name, *(name for name in model.called if len(name.split()) > 1)]


def _within(phrase: Sequence[str], said: Sequence[str]) -> bool:
    return bool(phrase) and set(phrase) <= set(said)
