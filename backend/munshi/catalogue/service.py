"""The catalogue for other skills: finding what somebody means, and looking up what is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.catalogue import matching, rules, search, stock
from munshi.catalogue.matching import Sound
from munshi.catalogue.models import Product
from munshi.catalogue.rules import Kind
from munshi.columns import among

LOOKED_AT_TO_SHOW = 12  # some of them may be sold out


@dataclass(frozen=True)
class Match:
    """What a name may mean: products with their scores (0 to 100), best first."""

    kind: Kind
    products: list[tuple[Product, float]]


def find(session: Session, business_id: str, name: str, limit: int = 3) -> Match:
    """The products that somebody may mean by `name`, in any script and spelling; loose goods before brands."""
    return find_each(session, business_id, [name], limit)[name]


def find_each(session: Session, business_id: str, names: Iterable[str], limit: int) -> dict[str, Match]:
    """The same for each of several names, which are looked for at once."""
    scores = _scores(session, business_id, {name: matching.sound(name) for name in names})
    verdicts = {
        name: rules.verdict(found, lambda: size(session, business_id, rules.COUNTED_TO))
        for name, found in scores.items()
    }
    meant = {sku for _, skus in verdicts.values() for sku in skus}
    products = get_many(session, business_id, meant)
    return {
        name: Match(kind, _ranked([products[sku] for sku in skus], scores[name])[:limit])
        for name, (kind, skus) in verdicts.items()
    }


def _scores(session: Session, business_id: str, said: Mapping[str, Sound]) -> dict[str, dict[str, float]]:
    """How well products fit each name, by sku; where none is called just so, without what only praises them."""
    scores = search.scores(session, business_id, said)
    bare = {
        name: without_praise
        for name, sound in said.items()
        if rules.EXACT not in scores[name].values()
        and (without_praise := matching.without_praise(sound)) != sound
    }
    again = search.scores(session, business_id, bare)
    return {name: found | again.get(name, {}) for name, found in scores.items()}


def _ranked(products: Sequence[Product], scores: Mapping[str, float]) -> list[tuple[Product, float]]:
    best = sorted(products, key=lambda each: (-scores[each.sku], bool(each.brand), each.position))
    return [(product, scores[product.sku]) for product in best]


def get(session: Session, business_id: str, sku: str) -> Product | None:
    """The product with this sku."""
    return session.get(Product, (business_id, sku))


def get_many(session: Session, business_id: str, skus: Iterable[str]) -> dict[str, Product]:
    """The products with these skus, by sku; unknown ones are left out."""
    wanted = set(skus)
    if not wanted:
        return {}
    query = select(Product).where(Product.business_id == business_id, among(Product.sku, wanted))
    return {product.sku: product for product in session.scalars(query)}


def lock_many(session: Session, business_id: str, skus: Iterable[str]) -> dict[str, Product]:
    """The same, and until the transaction ends nobody else changes them or their stock."""
    query = (
        select(Product)
        .where(Product.business_id == business_id, among(Product.sku, set(skus)))
        .order_by(Product.sku)
        .with_for_update(key_share=True)
    )
    return {product.sku: product for product in session.scalars(query)}


def everything(session: Session, business_id: str) -> Sequence[Product]:
    """All products of a business, in the order in which it lists them."""
    query = select(Product).where(Product.business_id == business_id).order_by(Product.position, Product.sku)
    return session.scalars(query).all()


def on_show(session: Session, business_id: str, limit: int = 3) -> list[Product]:
    """A few products to name as examples, of different categories where there are any: what can be bought as it is."""
    query = (
        select(Product)
        .where(Product.business_id == business_id, Product.available, Product.price_paise > 0)
        .where(func.jsonb_array_length(Product.variants) == 0)
        .order_by(
            func.row_number().over(
                partition_by=func.coalesce(Product.category, ""), order_by=(Product.position, Product.sku)
            ),
            Product.position,
            Product.sku,
        )
        .limit(LOOKED_AT_TO_SHOW)
    )
    found = session.scalars(query).all()
    left = stock.on_hand_of(session, business_id, found)
    there = [
        product for product in found if (on_hand := left[product.sku]) is None or on_hand >= product.step
    ]
    return there[:limit]


def some(session: Session, business_id: str, after: str, limit: int) -> Sequence[Product]:
    """The first `limit` products whose sku comes after `after`, by sku."""
    query = (
        select(Product)
        .where(Product.business_id == business_id, Product.sku > after)
        .order_by(Product.sku)
        .limit(limit)
    )
    return session.scalars(query).all()


def size(session: Session, business_id: str, at_most: int) -> int:
    """How many products the business has; from `at_most` on they are not counted further."""
    some = select(Product.sku).where(Product.business_id == business_id).limit(at_most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
