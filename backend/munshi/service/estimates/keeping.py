"""What is kept for a job when its estimate is agreed to: its parts, and the goods of the shelf that it names."""

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.people.models import Person
from munshi.service.estimates.models import Estimate
from munshi.service.estimates.rules import Line
from munshi.service.parts import filing, looking, moving
from munshi.service.parts.statuses import KEPT, Status
from munshi.service.visits.models import Visit

APPROVED = "approved"


def keep(session: Session, business: Business, visit: Visit, lines: Sequence[Line], customer: Person) -> None:
    """The parts are kept or ordered now, and those of an older version go back; what is kept for the job stays."""
    parts = {found.part.sku: found for found in looking.all_parts(session, business.id, visit.machine)}
    there = _give_back(session, visit, lines, customer)
    for line in lines:
        if line.sku in parts and line.sku not in there:
            filing.keep_or_order(
                session,
                business,
                customer,
                parts[line.sku],
                Decimal(str(line.quantity)),
                0 if line.free else line.amount_paise,
                free=line.free,
                visit_id=visit.id,
            )
    _reserve_goods(session, visit, [each for each in lines if each.sku and each.sku not in parts])


def settle(session: Session, visit: Visit, by: Person | None, *, used: bool) -> None:
    """When the work is done what was kept is used; where it is not, it goes back, and orders are called off."""
    moving.settle(session, visit.business_id, visit.id, by, used=used)
    if not used:
        stock.give_back(session, visit.business_id, visit.reference)


def _give_back(session: Session, visit: Visit, lines: Sequence[Line], customer: Person) -> set[str]:
    """What an older version had goes back, unless this one has as many of it; what stays is named."""
    wanted = {line.sku: line for line in lines if line.sku}
    older, there = _skus_before(session, visit), set[str]()
    for request in moving.of_visit(session, visit.business_id, visit.id):
        line = wanted.get(request.sku)
        if line is not None and line.quantity == request.quantity and request.sku not in there:
            request.price_paise, request.free = (0 if line.free else line.amount_paise), line.free
            there.add(request.sku)
        elif line is not None or request.sku in older:
            off = Status.RETURNED if request.status in KEPT else Status.CANCELLED
            moving.move(session, request, off, customer)
    session.flush()
    return there


def _skus_before(session: Session, visit: Visit) -> set[str]:
    """What the versions have that were agreed to before."""
    query = select(Estimate.lines).where(
        Estimate.business_id == visit.business_id,
        Estimate.visit_id == visit.id,
        Estimate.standing == APPROVED,
    )
    return {str(line["sku"]) for lines in session.scalars(query) for line in lines if line.get("sku")}


def _reserve_goods(session: Session, visit: Visit, lines: Sequence[Line]) -> None:
    """Goods of the shelf are taken out of the stock for the job; what is not there is not."""
    stock.give_back(session, visit.business_id, visit.reference)
    for line in lines:
        with suppress(OutOfStock), session.begin_nested():
            wanted = StockLine(str(line.sku), Decimal(str(line.quantity)))
            stock.reserve(session, visit.business_id, [wanted], visit.reference)
