"""What ran out of an order, as words name both: "1042 me paneer khatam", and what may come for it: "tofu de dun?"."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.messages import Said
from munshi.orders.models import Order
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.gone import lines_named, report
from munshi.orders.serving.looking import may_run_out, which_order
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN
from munshi.outcomes import Outcome, Refusal
from munshi.owner.rules import Kind
from munshi.owner.said import Told

NUMBER = re.compile(r"\d{3,}")


def of_order(session: Session, caller: Caller, told: Told) -> Outcome[Any] | None:
    """Asks the customer of the named order; None where no order is named of which something can have run out."""
    says_gone = any(mark.kind is Kind.GONE for mark in told.marks)
    if not (says_gone and told.names_goods and may_serve(session, caller)):
        return None
    names, instead = _goods(told)
    order = _named(session, caller, told)
    if order is None and instead is not None:
        having = [
            each
            for each in may_run_out(session, caller)
            if all(lines_named(session, each, name) for name in names)
        ]
        if len(having) > 1:
            return which_order(session, caller, having)
        order = moving.locked(session, caller.business_id, having[0].reference) if having else None
    if order is None:
        return None
    accepts = told.accepted_at is not None and told.accepted_at < min(
        _place(told, *each) for each in told.lines
    )
    return report(session, caller, order, names, _sold(session, order, instead), accepts=accepts)


def _place(told: Told, said: Said, start: int) -> int:
    """Where a line has its name: before it words may stand that are none of it, "1042 le lo par ande"."""
    return max(told.text.find(said.name or "", start), start)


def _goods(told: Told) -> tuple[list[str], str | None]:
    """What ran out, and what is offered in its place, as they are named; the order's number is no amount of it."""
    numbers = {Decimal(number) for number in NUMBER.findall(told.text)}
    each = told.each(lambda said: replace(said, quantity=None) if said.quantity in numbers else said)
    gone = [of for of in each if of.kind is Kind.GONE] or each[:1]
    instead = next((of for of in each if of.kind is Kind.INSTEAD and of not in gone), None)
    return [_called(of.said) for of in gone], _called(instead.said) if instead else None


def _called(said: Said) -> str:
    return said.name or said.sku or ""


def _sold(session: Session, order: Order, name: str | None) -> str | None:
    """The product that is offered; one that the shop does not have is asked of nobody."""
    if name is None:
        return None
    meant = StockedShelf(session, order.business_id).meant(name)
    if not meant.items:
        raise Refusal("cannot_replace", reference=order.reference, names=[name])
    return meant.items[0].sku


def _named(session: Session, caller: Caller, told: Told) -> Order | None:
    """By its reference; a number beside what ran out is no amount, and may be that of an open order."""
    if told.reference is not None:
        return moving.locked(session, caller.business_id, told.reference)
    found = (moving.locked(session, caller.business_id, number) for number in NUMBER.findall(told.text))
    return next((order for order in found if order is not None and order.status in OPEN), None)
