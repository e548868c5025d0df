"""The catalogue for other skills: finding what somebody means, and looking up what is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.catalogue import matching, rules, search
from munshi.catalogue.models import Product
from munshi.catalogue.rules import Kind
from munshi.columns import among


@dataclass(frozen=True)
class Match:
    """What a name may mean: products with their scores (0 to 100), best first."""

    kind: Kind
    products: list[tuple[Product, float]]


def find(session: Session, business_id: str, name: str, limit: int = 3) -> Match:
    """The products that somebody may mean by `name`, in any script and spelling; loose goods before brands."""
    said = matching.sound(name)
    if not said.key:
        return Match(Kind.UNKNOWN, [])
    scores = search.scores(session, business_id, said)
    bare = matching.without_praise(said)
    if bare != said and not any(score == rules.EXACT for score in scores.values()):
        scores |= search.scores(session, business_id, bare)
    kind, skus = rules.verdict(scores, lambda: size(session, business_id, rules.COUNTED_TO))
    products = get_many(session, business_id, skus).values()
    ranked = sorted(
        products, key=lambda product: (-scores[product.sku], bool(product.brand), product.position)
    )
    return Match(kind, [(product, scores[product.sku]) for product in ranked[:limit]])


def get(session: Session, business_id: str, sku: str) -> Product | None:
    """The product with this sku."""
    return session.get(Product, (business_id, sku))


def get_many(session: Session, business_id: str, skus: Iterable[str]) -> dict[str, Product]:
    """The products with these skus, by sku; unknown ones are left out."""
    query = select(Product).where(Product.business_id == business_id, among(Product.sku, set(skus)))
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
