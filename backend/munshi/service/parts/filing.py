"""How a part is kept or ordered for somebody: out of the one stock ledger of the shop."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.series import next_number
from munshi.service.parts.looking import Found
from munshi.service.parts.models import PartMove, PartRequest, PartSeries
from munshi.service.parts.statuses import Status

PREFIX = "PRT-"


def keep_or_order(
    session: Session,
    business: Business,
    person: Person,
    found: Found,
    quantity: Decimal,
    price_paise: int,
    *,
    free: bool = False,
    model: str | None = None,
    visit_id: int | None = None,
    summary: str | None = None,
) -> PartRequest:
    """Keeps the part if it is on the shelf, else orders it. Refuses with `not_to_be_had` what cannot be ordered."""
    reference = f"{PREFIX}{next_number(session, PartSeries, business.id)}"
    status = Status.RESERVED
    try:
        with session.begin_nested():
            stock.reserve(session, business.id, [StockLine(found.part.sku, quantity)], reference)
    except OutOfStock:
        if found.part.order_days is None:
            raise Refusal("not_to_be_had", item=found.facts(Decimal(0))) from None
        status = Status.ORDERED
    today = clock.now_in(business.timezone).date()
    request = PartRequest(
        business_id=business.id,
        reference=reference,
        person_id=person.id,
        visit_id=visit_id,
        sku=found.part.sku,
        model=model,
        quantity=quantity,
        price_paise=price_paise,
        free=free,
        expected_on=today + timedelta(days=found.part.order_days or 0) if status is Status.ORDERED else None,
        status=status,
        summary=summary,
        moves=[PartMove(position=1, status=status, person_id=person.id, at=clock.now())],
    )
    session.add(request)
    session.flush()
    return request
