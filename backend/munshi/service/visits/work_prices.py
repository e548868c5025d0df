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

MOST = 3


def asked(session: Session, business: Business, text: str) -> list[dict[str, Any]]:
    """The work that is named, as the shop sells it, for the machine that is named; nothing where it sells none so."""
    kind, machine = words.work_in(text), words.machine_in(text)
    if kind is None:
        return []
    named = [*_products(session, business, kind, machine), *_plans(session, business, kind, machine)]
    return named[:MOST]


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
