"""What waits beside requests, for who runs the shop: guarantees, money that was reported, estimates with customers."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.payments.claims import waiting as reported
from munshi.callers import Caller
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.visits import board
from munshi.service.warranty.models import SoldProduct
from munshi.service.warranty.standing import names

Row = dict[str, Any]


def also_waiting(session: Session, caller: Caller) -> list[Row]:
    """Each with its `kind`, by what it is `named` and whose it is; nothing for who does not run the shop."""
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return []
    return [*_guarantees(session, caller), *_money(session, caller), *_estimates(session, caller)]


def _guarantees(session: Session, caller: Caller) -> Iterator[Row]:
    query = select(SoldProduct).where(
        SoldProduct.business_id == caller.business_id, SoldProduct.standing == "waiting"
    )
    for piece in session.scalars(query.order_by(SoldProduct.id)):
        thing = dict(names(session, caller.business_id, piece.model))
        name = _called(session, caller, piece.person_id)
        yield {"kind": "guarantee", "named": piece.serial or thing["en"], "name": name, "thing": thing}


def _money(session: Session, caller: Caller) -> Iterator[Row]:
    if "billing" not in caller.business.skills:
        return
    for claim in reported(session, caller.business_id):
        name = _called(session, caller, claim.person_id)
        yield {"kind": "payment", "named": claim.reference, "name": name, "amount_paise": claim.paise}


def _estimates(session: Session, caller: Caller) -> Iterator[Row]:
    if "service" not in caller.business.skills:
        return
    for job in board.unanswered(session, caller).facts["jobs"]:
        asked = job.get("asked_paise", 0)
        yield {"kind": "estimate", "named": job["visit"], "name": job["customer_name"], "amount_paise": asked}


def _called(session: Session, caller: Caller, person_id: int | None) -> str:
    somebody = session.get(Person, (caller.business_id, person_id)) if person_id is not None else None
    phones = people.phones(somebody) if somebody else []
    return (somebody.called if somebody else None) or next(iter(phones), "?")
