"""After an update that hears names otherwise, the keys in the books are made anew: products keep being found."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from munshi import database
from munshi.catalogue import search, service
from munshi.catalogue.matching import Sound
from munshi.catalogue.models import Product, SearchKey

AT_ONCE = 1_000
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('munshi.catalogue.renewal'))")
FORGET_WORDS = text(
    """
    DELETE FROM search_words
    WHERE business_id = :business_id AND NOT EXISTS (
        SELECT FROM search_keys
        WHERE search_keys.business_id = :business_id AND words @> ARRAY[search_words.word]
    )
    """
)


def renew() -> int:
    """Makes every product findable by today's keys and returns how many were not; several processes may do so."""
    with database.transaction() as session:
        businesses = session.scalars(
            select(Product.business_id).distinct().order_by(Product.business_id)
        ).all()
    return sum(_renew(business_id) for business_id in businesses)


def _renew(business_id: str) -> int:
    renewed, last = 0, ""
    while True:
        with database.transaction() as session:
            session.execute(ONE_AT_A_TIME)
            products = service.some(session, business_id, last, AT_ONCE)
            old = _unlike_today(session, business_id, products)
            if old:
                search.learn(session, business_id, old)
            renewed += len(old)
            if len(products) < AT_ONCE:
                if renewed:
                    session.execute(FORGET_WORDS, {"business_id": business_id})
                return renewed
            last = products[-1].sku


def _unlike_today(session: Session, business_id: str, products: Sequence[Product]) -> list[Product]:
    """The products whose keys in the books are not those that their names have now."""
    if not products:
        return []
    kept = select(SearchKey.sku, SearchKey.key, SearchKey.skeleton).where(
        SearchKey.business_id == business_id, SearchKey.sku.between(products[0].sku, products[-1].sku)
    )
    there: dict[str, set[Sound]] = defaultdict(set)
    for sku, key, skeleton in session.execute(kept):
        there[sku].add(Sound(key, skeleton))
    return [product for product in products if search.sounds_of(product) != there[product.sku]]
