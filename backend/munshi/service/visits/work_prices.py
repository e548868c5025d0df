"""What an installation, gas or a service costs: what the shop's own list or plans have of that name."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.catalogue.models import Product
from munshi.service.amc.facts import plan_facts
from munshi.service.amc.models import AmcPlan
from munshi.service.visits import words

MOST, MOST_BEFORE = 3, 2  # rows that are told; words between how many there are and their machine
BOTH = "both"


def asked(session: Session, business: Business, text: str) -> list[dict[str, Any]]:
    """The works that are named, as the shop sells them, for the machine that is named, by as many as there are;
    nothing where it sells none so.
    """
    machine, count = words.machine_in(text), count_in(text)
    found = [
        nearest(
            [*_products(session, business, kind, machine), *_plans(session, business, kind, machine)], text
        )
        for kind in words.works_in(text)
    ]
    rows = {str(row["name"]): row for named in found for row in named}
    return [{**row, "count": count} if count > 1 else row for row in rows.values()][:MOST]


def count_in(text: str) -> int:
    """How many machines there are: the number right before one, two of *both*."""
    for _, at in words.machines_placed(text):
        for word in reversed(text[:at].split()[-MOST_BEFORE:]):
            if (said := words.several_in(word)) is not None and said != BOTH:
                return int(said)
    return 2 if words.several_in(text) == BOTH else 1


def nearest(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Those with the most words that are said: of "split service" no window; where one is a plan, all of them."""
    said = set(words.sounds(text))
    if any(row.get("plan") for row in rows):
        return rows
    told = [len(said.intersection(words.sounds(" ".join(row["name"].values())))) for row in rows]
    return [row for row, much in zip(rows, told, strict=True) if much == max(told)]


def _products(
    session: Session, business: Business, kind: str, machine: str | None
) -> Iterator[dict[str, Any]]:
    query = select(Product).where(Product.business_id == business.id).order_by(Product.position)
    now = clock.now()
    for product in session.scalars(query):
        if not product.is_on_sale(now) or kind not in map(words.work_in, product.names):
            continue
        of = next(filter(None, map(words.machine_in, product.names)), None)
        if of is None or machine in (None, of):
            yield {"name": product.name, "paise": product.price_paise}


def _plans(session: Session, business: Business, kind: str, machine: str | None) -> Iterator[dict[str, Any]]:
    query = select(AmcPlan).where(AmcPlan.business_id == business.id, AmcPlan.machine == machine)
    for plan in session.scalars(query.order_by(AmcPlan.price_paise)):
        if kind in map(words.work_in, plan.name.values()):
            yield {"name": plan.name, "paise": plan.price_paise, "plan": plan_facts(plan)}
