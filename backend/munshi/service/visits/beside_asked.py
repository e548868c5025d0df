"""What is told beside the next question of a visit: where the shop is, what comes next, what a part costs."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.catalogue.models import Product
from munshi.orders.shelf import StockedShelf
from munshi.service.parts.looking import only_named
from munshi.service.visits import terms, words, work_prices
from munshi.service.visits.drafts import Draft

WORK, CHARGE = "work", "charge"


def facts(session: Session, business: Business, draft: Draft, asked: str, said: str) -> dict[str, Any]:
    """The answer to what was asked, which names the part that is told of where the work's price is asked."""
    part = only_named(session, business.id, draft.get("problem") or "") if asked == WORK else None
    prices = work_prices.asked(session, business, said) if asked == WORK else []
    shelf = _of_shelf(session, business.id, said, draft.get("machine")) if asked == WORK else []
    shelf = [] if part or prices else shelf
    of_shelf, prices = (_as_part(shelf[0]), prices) if len(shelf) == 1 else (None, prices or shelf)
    charge = terms.charge_facts(business)
    return {
        **(charge if asked == CHARGE and not draft.get("machine") else {}),
        "work_prices": prices,
        "work_charge": charge,
        "asked_whether": asked,
        "second": draft.get("second"),
        "shop_place": business.place or business.name,
        "asked_part": part.facts() if part else of_shelf,
    }


def _of_shelf(session: Session, business_id: str, said: str, known: str | None) -> list[dict[str, Any]]:
    """The things of the shelf that are named, as far as the words part them: their prices are known before anybody has
    looked. A machine by its kind alone is what the work is on, and work that is named after another is none of it.
    """
    shelf, machine = StockedShelf(session, business_id), words.machine_in(said)
    name = shelf.name_in(said)
    if name and machine and not words.beside_machines(name, (machine,)).strip():
        return []
    meant = shelf.meant(name) if name else None
    if meant is None or meant.left or not (meant.sure or len(meant.items) > 1):
        return []
    products = (session.get_one(Product, (business_id, each.sku)) for each in meant.items)
    products = (each for each in products if _is_for(each, machine or known))
    rows = [{"name": each.name, "paise": each.price_paise} for each in products]
    return work_prices.nearest(rows, said)[: work_prices.MOST]


def _is_for(product: Product, machine: str | None) -> bool:
    """Whether goods may be of a machine: work, of which no stock is kept, is of the one after which it is named."""
    of = set(filter(None, map(words.machine_in, product.names)))
    return product.keeps_stock or not of or machine in of


def _as_part(row: dict[str, Any]) -> dict[str, Any]:
    return {"name": row["name"], "part_price_paise": row["paise"]}
