"""Which goods belong to a class that is named, as the trade knows it, whatever categories the shop keeps: *fruit*."""

from collections.abc import Iterator, Sequence, Set

from munshi.catalogue import goods
from munshi.catalogue.goods import Concept, Kind
from munshi.catalogue.models import Product


def classes_named(text: str | None) -> frozenset[str]:
    """The classes that a text may name by one word, and no goods beside it."""
    meant = list(_goods_in(text or ""))
    names = (each.name for each in meant[0]) if len(meant) == 1 else ()
    return frozenset(filter(_has_members, names))


def wider_classes(text: str | None) -> frozenset[str]:
    """What a text names by one word, and the classes that this is of: a cold drink is a drink."""
    meant = list(_goods_in(text or ""))
    return (
        frozenset(name for each in meant[0] for name in (each.name, *each.classes))
        if len(meant) == 1
        else frozenset()
    )


def names_goods(text: str) -> bool:
    """Whether any word of a text is of goods, as the trade knows them."""
    return next(_goods_in(text), None) is not None


def of_class(products: Sequence[Product], names: Set[str]) -> list[Product]:
    """The products of these classes; who speaks of other goods too is none of them: mango pickle is no fruit."""
    return [each for each in products if _is_of(each, names)]


def is_veg_by_name(product: Product) -> bool:
    """Whether no word of its name is of meat, fish or egg; what is in it only the shop knows."""
    meant = {
        name
        for group in _goods_in(product.name["en"])
        for each in group
        for name in (each.name, *each.classes)
    }
    return goods.not_veg().isdisjoint(meant)


def _is_of(product: Product, names: Set[str]) -> bool:
    meant = [each for group in _goods_in(product.name["en"]) for each in group]
    return bool(meant) and all(not names.isdisjoint({each.name, *each.classes}) for each in meant)


def _has_members(name: str) -> bool:
    known = goods.known()
    said = (" ".join(words) for words in known.ways_to_say(name))
    return any(name in each.classes for text in said for group in _goods_in(text) for each in group)


def _goods_in(text: str) -> Iterator[Sequence[Concept]]:
    """What each phrase of a text may name, every phrase whole: tender coconut is not coconut as well."""
    at = 0
    for phrase in goods.known().phrases(goods.heard(text)):
        meant = [each for each in phrase.concepts if each.kind is Kind.GOODS]
        if phrase.start >= at and meant:
            at = phrase.end
            yield meant
