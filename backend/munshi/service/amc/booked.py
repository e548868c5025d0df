"""A visit that was booked before its machine had yearly care is one of that care from its sale on."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.amc.models import AmcContract
from munshi.service.tickets.models import Ticket
from munshi.service.visits import charging, looking
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import MAY_CHANGE
from munshi.service.warranty.models import SoldProduct


def take(session: Session, business: Business, contract: AmcContract) -> Visit | None:
    """The next visit that would cost something and lies within a contract that was just sold is one of it."""
    visit = next((each for each in _booked(session, contract) if _may_be_of(business, each, contract)), None)
    if visit is None:
        return None
    visit.contract_id, visit.charge_paise, visit.free = contract.id, 0, charging.AMC
    contract.used += 1
    session.flush()
    return visit


def taken(session: Session, contract: AmcContract) -> list[Visit]:
    """What of a contract was booked before it was sold, and can still be moved."""
    booked = _booked(session, contract)
    return [each for each in booked if each.contract_id == contract.id and each.booked_at <= contract.sold_at]


def give_back(session: Session, business: Business, contract: AmcContract) -> None:
    """These visits cost what they did before, now that the contract has ended."""
    for visit in taken(session, contract):
        sold = session.get(SoldProduct, (visit.business_id, visit.sold_id)) if visit.sold_id else None
        ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
        day = _day(business, visit)
        told = ticket.problem if ticket else None
        charge = charging.charge_for(
            session, business, visit.person_id, visit.machine, day, sold, ticket, told=told
        )
        visit.contract_id, visit.charge_paise, visit.free = None, charge.paise, charge.free
        contract.used -= 1
    session.flush()


def _booked(session: Session, contract: AmcContract) -> list[Visit]:
    live = looking.live_of(session, contract.business_id, contract.person_id)
    return [each for each in live if each.machine == contract.machine and each.status in MAY_CHANGE]


def _may_be_of(business: Business, visit: Visit, contract: AmcContract) -> bool:
    """Whether a contract can have a visit: one that is paid for, on one of its days, of its very piece if known."""
    same = visit.sold_id is None or contract.sold_id in (None, visit.sold_id)
    is_within = contract.first <= _day(business, visit) <= contract.last
    return bool(visit.charge_paise) and visit.contract_id is None and same and is_within


def _day(business: Business, visit: Visit) -> date:
    return visit.starts_at.astimezone(ZoneInfo(business.timezone)).date()
