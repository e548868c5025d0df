"""The work of the shop's own list for which somebody is wanted: its price is told with what coming costs."""

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.catalogue.models import Product
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.work_prices import MOST, count_in, nearest


def named(session: Session, business: Business, machine: str | None, told: str) -> list[dict[str, Any]]:
    """The works on a machine whose whole name stands in a wish, else the nearest of the kind that is named; none
    where a fault is told. Of work no stock is kept.
    """
    if machine is None or words.machine_in(told) not in (None, machine) or tells_fault(told):
        return []
    query = select(Product).where(Product.business_id == business.id, Product.keeps_stock.is_(False))
    now = clock.now()
    listed = [
        each
        for each in session.scalars(query.order_by(Product.position))
        if each.is_on_sale(now) and machine in map(words.machine_in, each.names)
    ]
    said = set(words.sounds(told))
    whole = [each for each in listed if any(set(words.sounds(name)) <= said for name in each.names)]
    kinds = set(words.works_in(told))
    of_kind = [each for each in listed if not kinds.isdisjoint(map(words.work_in, each.names))]
    rows = [_row(each) for each in _longest(whole, told) or of_kind]
    rows = rows if whole else nearest(rows, told) if rows else []
    count = count_in(told)
    return [{**row, "count": count} if count > 1 else row for row in rows[:MOST]]


def _longest(named: list[Product], told: str) -> list[Product]:
    """Those of which no longer name has every word, said once: of "AC jet service" no "AC service"."""
    counted = Counter(words.sounds(told))
    said = {each.sku: [set(words.sounds(name)) for name in each.names] for each in named}

    def is_part(one: str, other: str) -> bool:
        within = (less for less in said[one] for more in said[other] if less < more)
        return any(all(counted[word] == 1 for word in less) for less in within)

    return [each for each in named if not any(is_part(each.sku, other.sku) for other in named)]


def _row(product: Product) -> dict[str, Any]:
    return {"name": product.name, "paise": product.price_paise}
