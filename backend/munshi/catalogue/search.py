"""The shelves of businesses, read once and kept until something on them is called otherwise."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from munshi.catalogue.index import Index
from munshi.catalogue.listings import Named
from munshi.catalogue.models import Product, ShelfEdition
from munshi.columns import plain

WEIGHED = ("kg", "g", "l", "ml")  # units of what is sold loose
MOST_PRODUCTS = 200_000  # that are kept in one process, of all businesses together
LOOKED_AT = "shelves"  # of a session's notes

NEW_EDITION = text(
    """
    INSERT INTO shelf_editions (business_id, edition) VALUES (:business_id, gen_random_uuid())
    ON CONFLICT (business_id) DO UPDATE SET edition = excluded.edition
    """
)


@dataclass(frozen=True)
class Kept:
    """A shelf as it was read, and of which edition."""

    edition: UUID
    index: Index


_kept: OrderedDict[str, Kept] = OrderedDict()
_lock = Lock()


def renew(session: Session, business_id: str) -> None:
    """Something is called otherwise: every process reads this shelf again before it searches it."""
    session.execute(NEW_EDITION, {"business_id": business_id})
    session.info.setdefault(LOOKED_AT, {})[business_id] = None


def shelf_of(session: Session, business_id: str) -> Index:
    """The shelf of a business, of one edition in one request: but in one that changes it, as the books have it now."""
    looked_at: dict[str, Index | None] = session.info.setdefault(LOOKED_AT, {})
    if business_id not in looked_at:
        looked_at[business_id] = _current(session, business_id)
    return looked_at[business_id] or _current(session, business_id)


def _current(session: Session, business_id: str) -> Index:
    edition = session.scalar(select(ShelfEdition.edition).where(ShelfEdition.business_id == business_id))
    with _lock:
        kept = _kept.get(business_id)
        if kept is not None and kept.edition == edition:
            _kept.move_to_end(business_id)
            return kept.index
    index = Index(_products(session, business_id))
    if edition is not None:
        _keep(business_id, Kept(edition, index))
    return index


def _keep(business_id: str, kept: Kept) -> None:
    with _lock:
        _kept[business_id] = kept
        _kept.move_to_end(business_id)
        while len(_kept) > 1 and sum(each.index.size for each in _kept.values()) > MOST_PRODUCTS:
            _kept.popitem(last=False)


def _products(session: Session, business_id: str) -> Iterator[Named]:
    columns = (
        Product.sku, Product.name, Product.aliases, Product.brand, Product.category, Product.pack_quantity,
        Product.pack_unit, Product.unit, Product.variants, Product.position,
    )  # fmt: skip
    for row in session.execute(select(*columns).where(Product.business_id == business_id)):
        sku, name, aliases, brand, category, quantity, pack_unit, unit, variants, position = row
        yield Named(
            sku,
            [*name.values(), *aliases],
            brand=brand,
            category=category,
            size=f"{plain(quantity)} {pack_unit}" if quantity is not None else None,
            variants=[each for variant in variants for each in variant["name"].values()],
            place=position,
            loose=not brand and quantity is None and unit in WEIGHED,
        )
