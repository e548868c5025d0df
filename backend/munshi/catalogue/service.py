"""The catalogue for other skills: finding what somebody means, and looking up what is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from munshi.catalogue import matching, rules
from munshi.catalogue.models import Product, SearchKey
from munshi.catalogue.rules import Kind

CANDIDATES = 60


@dataclass(frozen=True)
class Match:
    """What a name may mean: products with their scores (0 to 100), best first."""

    kind: Kind
    products: list[tuple[Product, float]]


def find(session: Session, business_id: str, name: str, limit: int = 3) -> Match:
    """The products that somebody may mean by `name`, in any script and spelling."""
    said = matching.sound(name)
    scores = _scores(session, business_id, said)
    ranked = sorted(scores.items(), key=lambda scored: (-scored[1], scored[0]))
    kind = rules.verdict([score for _, score in ranked], size(session, business_id))
    if kind is Kind.UNKNOWN:
        return Match(kind, [])
    products = get_many(session, business_id, [sku for sku, _ in ranked[:limit]])
    return Match(kind, [(products[sku], score) for sku, score in ranked[:limit]])


def get(session: Session, business_id: str, sku: str) -> Product | None:
    """The product with this sku."""
    return session.get(Product, (business_id, sku))


def get_many(session: Session, business_id: str, skus: Iterable[str]) -> dict[str, Product]:
    """The products with these skus, by sku; unknown ones are left out."""
    query = select(Product).where(Product.business_id == business_id, Product.sku.in_(list(skus)))
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


def size(session: Session, business_id: str) -> int:
    """How many products the business has."""
    query = select(func.count()).select_from(Product).where(Product.business_id == business_id)
    return session.scalar(query) or 0


def learn_names(session: Session, business_id: str, products: Sequence[Product]) -> None:
    """Makes products findable by all their names as they are now."""
    skus = [product.sku for product in products]
    session.execute(delete(SearchKey).where(SearchKey.business_id == business_id, SearchKey.sku.in_(skus)))
    for product in products:
        sounds = {sounding.key: sounding for sounding in map(matching.sound, product.names)}
        for sounding in sounds.values():
            session.add(
                SearchKey(
                    business_id=business_id,
                    sku=product.sku,
                    key=sounding.key,
                    skeleton=sounding.skeleton,
                )
            )
    session.flush()


def _scores(session: Session, business_id: str, said: matching.Sound) -> dict[str, float]:
    """The best score of each product that may be meant, by sku."""
    session.execute(text("SET LOCAL pg_trgm.similarity_threshold = 0.25"))
    query = (
        select(SearchKey.sku, SearchKey.key, SearchKey.skeleton)
        .where(SearchKey.business_id == business_id, SearchKey.key.op("%")(said.key))
        .order_by(func.similarity(SearchKey.key, said.key).desc())
        .limit(CANDIDATES)
    )
    scores: dict[str, float] = {}
    for sku, key, skeleton in session.execute(query):
        score = matching.likeness(said, matching.Sound(key, skeleton))
        scores[sku] = max(score, scores.get(sku, 0.0))
    return scores
