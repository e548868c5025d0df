"""Which part a line of an estimate is: by its name, or by a piece of it where the price bears it out.

Beside the parts of a machine these are the goods of the shelf, which have no quality and no guarantee of their own:
first those under the name of the machine, *AC Gas* for an AC, then all others, by whatever surely means one of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.catalogue.models import Product
from munshi.orders.shelf import StockedShelf
from munshi.service.estimates.marks import stripped
from munshi.service.estimates.rules import MEASURES, MOST_PIECES, PARTED, Written, whole, written_in
from munshi.service.parts import looking
from munshi.service.parts.looking import Found
from munshi.service.parts.models import SparePart
from munshi.service.visits import words
from munshi.service.visits.models import Visit
from munshi.service.warranty.models import ProductModel, SoldProduct
from spelling import skeleton

FIGURE = re.compile(r"\s*(?<!\w)\d+(?:\.\d+)?(?!\w)")
NUMBER = re.compile(r"(?<!\w)\d+(?:\.\d+)?(?!\w)")
HALF = re.compile(rf"\S+(?=\s+(?:{'|'.join(MEASURES)})(?!\S))", re.IGNORECASE)
BARE = re.compile(r"(?<=[^\W\d])\s+(\d+(?:\.\d+)?)(?!\w)")  # "toner 2200"
MEASURE = re.compile(r"(?<!\w)(\d+(?:\.\d+)?)\s+(?=[^\W\d])")  # of a name: "12 V"


class OfAnotherModel(Exception):
    """This part does not fit the machine that is repaired."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.part.sku)
        self.found = found


def shelf(session: Session, business_id: str, machine: str, text: str = "") -> list[Found]:
    """The parts of a machine, the goods that are sold under its name, and behind them all others.

    A whole machine is among them only where its very price stands in the text: the camera of "camera 1650".
    """
    parts = looking.all_parts(session, business_id)
    known = {each.part.sku for each in parts}
    models = select(ProductModel.sku).where(ProductModel.business_id == business_id)
    machines, sums = set(session.scalars(models)), {each.paise for each in written_in(text)}
    query = select(Product).where(Product.business_id == business_id).order_by(Product.position)
    every = [each for each in session.scalars(query) if each.sku not in known]
    goods = [each for each in every if each.sku not in machines or each.price_paise in sums]
    own = [each for each in parts if each.part.machine == machine]
    others = [_of_machine(each, machine) or _good(each, "") for each in goods]
    return [*own, *sorted(others, key=lambda each: not each.part.machine)]


def as_on_shelf(session: Session, visit: Visit, text: str, parts: Sequence[Found]) -> str:
    """A text with the name of the shelf for what means one of its goods alone, whose figures count nothing."""
    text = _halves_in_figures(text)
    goods = {each.part.sku: each for each in parts if is_good(each)}
    on_shelf = StockedShelf(session, visit.business_id)
    pieces, at = list[str](), 0
    for joint in PARTED.finditer(text):
        named_ = _piece_as_on_shelf(text[at : joint.start()], on_shelf, goods, visit.machine)
        pieces += [named_, joint.group()]
        at = joint.end()
    named_ = _piece_as_on_shelf(text[at:], on_shelf, goods, visit.machine)
    return without_own_figures("".join([*pieces, named_]), parts)


def _halves_in_figures(text: str) -> str:
    """A text in which half of a measure stands as a figure: "gas aadha kilo" is 0.5 kilo of it."""
    return HALF.sub(lambda said: "0.5" if words.is_of(said.group(), "half_of_it") else said.group(), text)


def _piece_as_on_shelf(piece: str, on_shelf: StockedShelf, goods: Mapping[str, Found], machine: str) -> str:
    name = on_shelf.name_in(piece)
    if name and words.is_of(name, "pure_labour"):  # only the whole name is that product
        before, _, behind = " ".join(piece.split()).partition(name)
        return f"{before}{name} {_piece_as_on_shelf(behind.strip(), on_shelf, goods, machine)}".strip()
    items = on_shelf.meant(name).items if name else ()
    found = goods.get(items[0].sku) if len(items) == 1 else None
    if name is None or found is None or _is_of_another_machine(name, found, machine):
        return piece
    before, _, behind = " ".join(piece.split()).partition(name)
    rest = _piece_as_on_shelf(behind.strip(), on_shelf, goods, machine)
    whole_name = _whole(found.product.name["en"])
    said = " ".join(filter(None, (before.strip(), whole_name, rest)))
    lines = [each.counted for each in written_in(said) if whole_name in each.text]
    return piece if any(_costs_otherwise(each, found) for each in lines) else said


def _costs_otherwise(written: Written, found: Found) -> bool:
    """Whether a line has a sum of its own that is not the price of the shelf: "gas leak repair 800"."""
    is_of_labour = words.says(written.text, "pure_labour")
    return written.paise is not None and not is_of_labour and so_many(written, found) is None


def _is_of_another_machine(name: str, found: Found, machine: str) -> bool:
    """Whether a good is called after a machine that is not repaired, and was not named with it."""
    kind = words.machine_in(found.product.name["en"])
    return kind not in (None, machine) and words.machine_in(name) is None


def of_labour(parts: Sequence[Found]) -> set[str]:
    """The names of goods that end with a word for labour, as `as_on_shelf` writes them."""
    names = {_whole(each.product.name["en"]) for each in parts if is_good(each)}
    return {name for name in names if len(name.split()) > 1 and words.is_of(name.split()[-1], "pure_labour")}


def _whole(name: str) -> str:
    """A name with its figures written together with its words, so that they are no numbers: *12V*, *toner-2200*."""
    return BARE.sub(r"-\1", MEASURE.sub(r"\1", name))


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
    own = [each for each in parts if each.part.machine]
    for name in {name for each in own for name in each.product.names if FIGURE.search(name)}:
        text = re.sub(rf"\b{re.escape(name)}\b", FIGURE.sub("", name), text, flags=re.IGNORECASE)
    return text


def meant(written: Written, parts: Sequence[Found]) -> list[Found]:
    """The parts that may be meant: by name and price, or where the figure behind the name is how many of it.

    What is of no machine is meant only by its name, and where nothing of this one is.
    """
    own = [each for each in parts if each.part.machine]
    for line in (written, written.counted):
        if found := _named(line, own) or _by_piece(line, own):
            return found
    said = _whole(written.text)
    others = [each for each in parts if not each.part.machine and each.part.part in said]
    return next((found for line in (written, written.counted) if (found := _named(line, others))), [])


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
    return looking.shapes(stripped(text)) <= own_shapes(goods)


def own_shapes(parts: Sequence[Found]) -> set[str]:
    """The words of which the names of parts are made."""
    return {
        shape
        for each in parts
        for name in (*each.product.names, each.part.part)
        for shape in looking.shapes(name)
    }


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


def so_many(written: Written, found: Found) -> float | None:
    """How many of it a line is; of another price than one or so many of it cost, or another measure, it is none."""
    price, number = found.product.price_paise, written.quantity
    if written.paise not in (None, price):
        number = written.paise / price if price else 0
        told = [written.quantity, *map(float, NUMBER.findall(written.text))]
        is_told = any(round(each * price) == written.paise for each in told)
        is_alone = is_good(found) and looking.shapes(stripped(written.text)) <= own_shapes([found])
        is_whole = is_alone and number.is_integer() and 1 < number <= MOST_PIECES
        number = number if is_told or (is_whole and written.quantity == 1) else 0
    is_sold_so = not (found.product.step and Decimal(str(number)) % found.product.step)
    return whole(number) if number and is_sold_so else None


def _is_its_price(written: Written, found: Found) -> bool:
    return so_many(written, found) is not None


def _of_machine(product: Product, machine: str) -> Found | None:
    """A good that has the machine in its name and is more than that: by the rest of its name."""
    name = product.name["en"]
    rest = " ".join(word for word in name.split() if words.machine_in(word) != machine)
    if rest in ("", name) or words.machine_in(name) != machine:
        return None
    return _good(product, machine, rest)


def _good(product: Product, machine: str, called: str | None = None) -> Found:
    part = SparePart(business_id=product.business_id, sku=product.sku, part=_whole(called or product.name["en"]),
                     machine=machine, models=[], quality="", guarantee_days=0)  # fmt: skip
    return Found(part, product)
