"""A part that was sold over the counter or fitted, while it is guaranteed itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi import clock
from munshi.callers import Caller
from munshi.service.parts.looking import Found, all_parts, named_in
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import Status


@dataclass(frozen=True)
class SoldPart:
    """What was handed over, and the last day of its guarantee."""

    request: PartRequest
    found: Found
    until: date

    def facts(self) -> dict[str, Any]:
        """As replies name it."""
        name, until = self.found.product.name, self.until.isoformat()
        return {"reference": self.request.reference, "name": name, "until": until}


def guaranteed(session: Session, caller: Caller, text: str, today: date) -> SoldPart | None:
    """The part that a text names, where the person had it so lately that its own guarantee holds."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.status.in_((Status.USED, Status.HANDED_OVER)),
    )
    had = session.scalars(
        query.order_by(PartRequest.id.desc()).options(selectinload(PartRequest.moves))
    ).all()
    if not had:
        return None
    named = {each.part.sku: each for each in named_in(text, all_parts(session, caller.business_id))}
    for request in had:
        found = named.get(request.sku)
        if found is None or not found.part.guarantee_days:
            continue
        given = clock.on_the_wall(request.moves[-1].at, caller.business.timezone)
        until = date.fromisoformat(given[:10]) + timedelta(days=found.part.guarantee_days)
        if today <= until:
            return SoldPart(request, found, until)
    return None
