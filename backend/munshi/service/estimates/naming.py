"""Which part a line of an estimate is: by its name, or by a piece of it where the price bears it out.

Beside the parts of a machine these are the goods that the shelf has under the name of the machine, *AC Gas* for an AC:
they have no quality and no guarantee of their own.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.catalogue.models import Product
from munshi.service.estimates.marks import stripped
from munshi.service.estimates.rules import Written
from munshi.service.parts import looking
from munshi.service.parts.looking import Found
from munshi.service.parts.models import SparePart
from munshi.service.visits import words
from munshi.service.warranty.models import ProductModel, SoldProduct
from spelling import skeleton

FIGURE = re.compile(r"\s*(?<!\w)\d+(?:\.\d+)?(?!\w)")


class OfAnotherModel(Exception):
    """This part does not fit the machine that is repaired."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.part.sku)
        self.found = found


def shelf(session: Session, business_id: str, machine: str) -> list[Found]:
    """The parts of a machine, and the goods that are sold under its name."""
    parts = looking.all_parts(session, business_id)
    known = {each.part.sku for each in parts}
    models = select(ProductModel.sku).where(ProductModel.business_id == business_id)
    known.update(sku for sku in session.scalars(models) if sku)
    query = select(Product).where(Product.business_id == business_id).order_by(Product.position)
    goods = (each for each in session.scalars(query) if each.sku not in known)
    own = [each for each in parts if each.part.machine == machine]
    return [*own, *(found for each in goods if (found := _of_machine(each, machine)))]


def is_good(found: Found) -> bool:
    """Whether it is no part of the books, but of the shelf alone."""
    return not found.part.quality


def part_of(written: Written, parts: Sequence[Found], sold: SoldProduct | None) -> Found | None:
    """The part that is named, of the machine's model; of several the one of that quality or price, else the first."""
    named_ = meant(written, parts)
    if not named_:
        return None
    fitting = [found for found in named_ if sold is None or found.fits(sold.model)]
    if not fitting:
        raise OfAnotherModel(named_[0])
    quality = words.quality_in(written.text)
    wished = [each for each in fitting if each.part.quality == quality] or fitting
    priced = [each for each in wished if _is_its_price(written, each)]
    return (priced or wished)[0]


def is_any(written: Written, parts: Sequence[Found]) -> bool:
    """Whether a line is a part, whatever the model."""
    return bool(meant(written, parts))


def without_own_figures(text: str, parts: Sequence[Found]) -> str:
    """A text in which the names of parts stand without their figures, which are no sums: "AC capacitor 45 mfd"."""
    for name in {name for each in parts for name in each.product.names if FIGURE.search(name)}:
        text = re.sub(rf"\b{re.escape(name)}\b", FIGURE.sub("", name), text, flags=re.IGNORECASE)
    return text


def meant(written: Written, parts: Sequence[Found]) -> list[Found]:
    """The parts that may be meant: by name and price, or where the figure behind the name is how many of it."""
    for line in (written, written.counted):
        if found := _named(line, parts) or _by_piece(line, parts):
            return found
    return []


def called(written: Written, found: Found) -> str:
    """A line in its words; by a piece of the name, or of the shelf alone, as the shelf has it."""
    by_name = not is_good(found) and bool(looking.named_in(written.text, [found]))
    return written.text if by_name else found.product.name["en"]


def _named(written: Written, parts: Sequence[Found]) -> list[Found]:
    """Parts by their name; goods at their price only, or with none where they are just named or put in."""
    found = looking.named_in(written.text, [each for each in parts if not is_good(each)])
    if found:
        return found
    goods = looking.named_in(written.text, [each for each in parts if is_good(each)])
    if written.paise is not None:
        return [each for each in goods if _is_its_price(written, each)]
    return goods if _is_put_in(written.text, goods) else []


def _is_put_in(text: str, goods: Sequence[Found]) -> bool:
    if any(words.says(text, each) for each in ("fitted", "part_wanted", "added")):
        return True
    own = {shape for each in goods for name in each.product.names for shape in looking.shapes(name)}
    return looking.shapes(stripped(text)) <= own


def _by_piece(written: Written, parts: Sequence[Found]) -> list[Found]:
    """The parts in whose name all the words are, at the very price; without a price it is one part alone."""
    named_ = [word for word in stripped(written.text).split() if _may_be_of_name(word)]
    beside_machine = [word for word in named_ if words.machine_in(word) is None]
    told = " ".join(map(looking.singular, beside_machine or named_))
    if written.paise is None:
        fitting = [each for each in parts if _has_all(told, each, looking.shapes)]
        return fitting if len({each.part.part for each in fitting}) == 1 else []
    priced = [each for each in parts if _is_its_price(written, each) and _has_all(told, each, _bones)]
    return priced if len(priced) == 1 else []


def _may_be_of_name(word: str) -> bool:
    """Whether a word may be of a part's name: none of its number, or that it has to be put in."""
    return _beside_names().isdisjoint(words.sounds(word))


@cache
def _beside_names() -> frozenset[str]:
    return frozenset(
        sound for each in ("part_wanted", "has_to", "added", "pieces") for sound in words.words_in(each)
    )


def _has_all(told: str, found: Found, sounds: Callable[[str], set[str]]) -> bool:
    said, names = sounds(told), (*found.product.names, found.part.part)
    return bool(said) and any(said <= sounds(name) for name in names)


def _bones(text: str) -> set[str]:
    """The words of a text by their consonants, which is enough where the price is the same: *lamp* and *लैंप*."""
    return {skeleton(sound) for sound in words.sounds(text)}


def _is_its_price(written: Written, found: Found) -> bool:
    return found.product.price_paise * written.quantity == written.paise


def _of_machine(product: Product, machine: str) -> Found | None:
    """A good that has the machine in its name and is more than that: by the rest of its name."""
    name = product.name["en"]
    rest = " ".join(word for word in name.split() if words.machine_in(word) != machine)
    if rest in ("", name) or words.machine_in(name) != machine:
        return None
    part = SparePart(business_id=product.business_id, sku=product.sku, part=rest, machine=machine, models=[],
                     quality="", guarantee_days=0)  # fmt: skip
    return Found(part, product)
