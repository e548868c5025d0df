"""What the table of rates says otherwise than the business's goods, and taking it over by the owner's word alone."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.bills.rates import proposal_on
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.catalogue.models import Product
from munshi.columns import plain
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role

SHOWN = 10  # in a message; the rest is in the operator's list


@dataclass(frozen=True)
class Proposal:
    """A product whose rate is not that of the table."""

    sku: str
    name: dict[str, str]
    hsn: str
    gst_rate: Decimal
    proposed: Decimal
    goods: str


def proposals(session: Session, business: Business) -> list[Proposal]:
    """The products of a business whose code has another rate today than they have."""
    today = clock.now_in(business.timezone).date()
    query = select(Product).where(Product.business_id == business.id, Product.hsn.is_not(None))
    found = []
    for product in session.scalars(query.order_by(Product.position)):
        rate = proposal_on(product.hsn, product.pack_unit is not None, today)
        if rate is not None and product.hsn and rate.gst_rate != product.gst_rate:
            found.append(
                Proposal(product.sku, product.name, product.hsn, product.gst_rate, rate.gst_rate, rate.goods)
            )
    return found


def token(found: Sequence[Proposal]) -> str:
    """Stands for exactly these proposals; a yes is to nothing else."""
    said = ",".join(f"{each.sku}:{plain(each.proposed)}" for each in found)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def ask_owners(session: Session, business: Business) -> Sequence[Proposal]:
    """Has the owners asked whether they take the proposals over."""
    found = proposals(session, business)
    if found:
        facts = {**facts_of(found), "bill_rates_token": token(found)}
        key = f"rates:{token(found)}"
        notices.tell_role(session, business.id, Role.OWNER, "bill_rates_proposed", key, **facts)
    return found


def take_over(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """The owner's yes: the goods have the proposed rates from now on."""
    caller.must_be(Role.OWNER)
    found = proposals(session, caller.business)
    if token(found) != shown:
        raise Refusal("rates_changed")
    for each in found:
        product = session.get_one(Product, (caller.business_id, each.sku))
        product.gst_rate = each.proposed
    session.flush()
    return Outcome[str](outcome="rates_taken", facts=facts_of(found))


def facts_of(found: Sequence[Proposal]) -> dict[str, Any]:
    """The proposals as replies say them."""
    return {
        "bill_count": len(found),
        "bill_rates": [
            {"name": each.name, "now": plain(each.gst_rate), "then": plain(each.proposed)}
            for each in found[:SHOWN]
        ],
    }
