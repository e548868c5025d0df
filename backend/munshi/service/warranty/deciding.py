"""The owner's word on a piece that the shop did not sell."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.warranty.models import SoldProduct
from munshi.service.warranty.notices import tell_customer
from munshi.service.warranty.standing import piece_facts


def decide(session: Session, caller: Caller, piece_id: int, confirm: bool) -> Outcome[Any]:
    """Confirms or refuses it, once; whose it is hears."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    query = select(SoldProduct).where(
        SoldProduct.business_id == caller.business_id, SoldProduct.id == piece_id
    )
    piece = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if piece is None:
        raise Refusal("not_found")
    facts = {"piece": piece_facts(session, piece, clock.now_in(caller.business.timezone).date())}
    if piece.standing != "waiting":
        raise Refusal("decided_already", **facts)
    piece.standing, piece.decided_by = "held" if confirm else "refused", caller.person.id
    session.flush()
    tell_customer(session, piece)
    return Outcome[str](outcome="confirmed" if confirm else "refused", facts=facts)
