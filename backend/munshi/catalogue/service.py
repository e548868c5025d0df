"""The catalogue for other skills: finding what somebody means, and looking up what is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from munshi import clock
from munshi.catalogue import ranking, search, stock
from munshi.catalogue.models import Product
from munshi.catalogue.rules import Kind
from munshi.columns import among
from spelling import key

LOOKED_AT_TO_SHOW = 12  # some of them may be sold out


@dataclass(frozen=True)
class Match:
    """What a name may mean: products with their scores (0 to 100), best first.

    `left` are the words over beside the best one's, as they were said; `against`: some of them speak against it.
    """

    kind: Kind
    products: list[tuple[Product, float]]
    left: str = ""
    against: bool = False


def find(session: Session, business_id: str, name: str, limit: int = 3) -> Match:
    """The products that somebody may mean by `name`, in any script and spelling; loose goods before brands."""
    return find_each(session, business_id, [name], limit)[name]


def find_each(session: Session, business_id: str, names: Iterable[str], limit: int) -> dict[str, Match]:
    """The same for each of several names."""
    wanted = set(names)
    if not wanted:
        return {}
    shelf = search.shelf_of(session, business_id)
    found = {name: ranking.likeliest(name, shelf) for name in wanted}
    skus = {fit.key for likely in found.values() for fit in likely.fits[:limit]}
    products = get_many(session, business_id, skus)
    matches = {}
    for name, likely in found.items():
        there = [(products[fit.key], fit.score) for fit in likely.fits[:limit] if fit.key in products]
        kind = likely.kind if there else Kind.UNKNOWN  # what went off the shelf meanwhile
        matches[name] = Match(kind, there, likely.left, likely.against)
    return matches


def goods_among(session: Session, business_id: str, runs: Iterable[str]) -> set[str]:
    """Those of the runs of words that name goods of the shelf, and have no word that the shelf has not."""
    wanted = set(runs)
    if not wanted:
        return set()
    shelf = search.shelf_of(session, business_id)
    known = (run for run in wanted if all(map(shelf.knows, key(run).split())))
    likely = ((run, ranking.likeliest(run, shelf)) for run in known)
    return {run for run, each in likely if each.fits and not (each.left or each.against)}


def get(session: Session, business_id: str, sku: str) -> Product | None:
    """The product with this sku."""
    return session.get(Product, (business_id, sku))


def get_many(session: Session, business_id: str, skus: Iterable[str]) -> dict[str, Product]:
    """The products with these skus, by sku; unknown ones are left out."""
    wanted = set(skus)
    found = {product.sku: product for product in _read_before(session, business_id, wanted)}
    unread = wanted - found.keys()
    if unread:
        query = select(Product).where(Product.business_id == business_id, among(Product.sku, unread))
        found |= {product.sku: product for product in session.scalars(query)}
    return found


def _read_before(session: Session, business_id: str, skus: Iterable[str]) -> Iterator[Product]:
    """Those that the transaction knows already, as it has changed them: a message names the same goods many times."""
    for sku in skus:
        row = session.identity_map.get(identity_key(Product, (business_id, sku)))
        if row is not None:
            yield row


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
        .where(func.coalesce(Product.out_until <= clock.now(), true()))
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
