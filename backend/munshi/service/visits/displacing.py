"""A technician falls ill, leaves, or goes no more: the visits they had are offered again, and each customer is told."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.service.amc import due
from munshi.service.parts.moving import hand_out_what_came
from munshi.service.visits import availability
from munshi.service.visits.facts import slot_facts
from munshi.service.visits.looking import WHOLE
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.rules import Need, spread
from munshi.service.visits.statuses import Status

OFFERED = 3


def see_to_visits() -> None:
    """Looks after every business's visits, parts that have come, and yearly care; each in a transaction of its own."""
    with database.transaction() as session:
        served = [each.id for each in business_service.all_of_them(session) if "service" in each.skills]
    for business_id in served:
        with database.transaction() as session:
            business = business_service.get(session, business_id)
            if business is not None:
                displace(session, business)
                hand_out_what_came(session, business)
                due.propose(session, business)


def displace(session: Session, business: Business) -> list[Visit]:
    """Takes the visits of who cannot come off them, and offers each customer other times."""
    crew = availability.crew_of(session, business)
    here = {technician.key for technician in crew.technicians}
    query = select(Visit).where(
        Visit.business_id == business.id, Visit.status == Status.BOOKED, Visit.starts_at > clock.now()
    )
    displaced = []
    for visit in session.scalars(
        query.order_by(Visit.starts_at).options(*WHOLE).with_for_update(of=Visit, skip_locked=True)
    ):
        day, span = availability.span_of(business, visit.starts_at, visit.ends_at)
        away = crew.diary.away.get((visit.technician_id or 0, day), ())
        gone = visit.technician_id not in here or day in crew.diary.closed
        if gone or any(span.start < each.end and each.start < span.end for each in away):
            _displace(session, business, visit)
            displaced.append(visit)
    return displaced


def _displace(session: Session, business: Business, visit: Visit) -> None:
    move(session, visit, Status.DISPLACED, None, "away")
    need = Need(visit.machine, visit.pincode)
    slots = availability.slots(session, business, need, visit)
    rows = slot_facts(business, spread(slots, OFFERED))
    offered = {f"slot_{place}": row["at"] for place, row in enumerate(rows, 1)}
    tell_customer(session, business, visit, "visit_displaced", **offered)
    tell_owners(session, business, visit, "visit_displaced_owner")
