"""Why a line of an estimate costs nothing: a guarantee, yearly care, or what was put right fails again."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.service.amc.models import AmcContract
from munshi.service.parts.looking import Found
from munshi.service.visits import charging, words
from munshi.service.visits.charging import AMC, GUARANTEE, REPEAT
from munshi.service.visits.facts import problem_of
from munshi.service.visits.models import Visit
from munshi.service.warranty.models import SoldProduct


def work(
    session: Session, business: Business, visit: Visit, sold: SoldProduct | None, named: str
) -> str | None:
    """Why work costs nothing: as coming to it does, but for what is no repair, which a policy or plan must name."""
    if visit.free in (None, REPEAT):
        return visit.free
    for told in (named, visit.work.get("diagnosis") or "", problem_of(session, visit) or ""):
        kind = words.work_in(told) if told == named else charging.work_wished(told)
        if kind and not _is_named(session, visit, sold, kind, told):
            return None
    return visit.free


def part(
    session: Session, business: Business, visit: Visit, sold: SoldProduct | None, found: Found
) -> str | None:
    """Why a part does: by its own months, as a repair put right again, or by a contract with parts in it. Goods that
    are work by their name are work.
    """
    if visit.free == REPEAT:
        return REPEAT
    if words.says(problem_of(session, visit) or "", "own_fault"):
        return None
    if any(map(words.work_in, found.product.names)):
        names = " ".join(found.product.names)
        return work(session, business, visit, sold, names)
    today = clock.now_in(business.timezone).date()
    if sold is not None and charging.part_is_free(session, sold, found.part.part, today):
        return GUARANTEE
    if visit.contract_id is None:
        return GUARANTEE if visit.free == GUARANTEE and sold is None else None
    return AMC if session.get_one(AmcContract, (business.id, visit.contract_id)).parts else None


def _is_named(session: Session, visit: Visit, sold: SoldProduct | None, kind: str, told: str) -> bool:
    if visit.contract_id is not None and visit.free == AMC:
        contract = session.get_one(AmcContract, (visit.business_id, visit.contract_id))
        return charging.cares_for(session, contract, kind)
    return charging.guarantees(charging.policy_of(session, sold) if sold else None, kind, told)
