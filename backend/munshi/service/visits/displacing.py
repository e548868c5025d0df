"""A technician falls ill, leaves, or goes no more: the visits they had are offered again, and each customer is told.

Who comes after all has those back for which no other time was chosen.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.service.amc import due
from munshi.service.parts.moving import hand_out_what_came
from munshi.service.visits import availability, needs
from munshi.service.visits.facts import slot_facts
from munshi.service.visits.looking import WHOLE
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.rules import slot_at, spread
from munshi.service.visits.statuses import Status

OFFERED = 3
AWAY = "away"  # why a visit was taken off somebody


def see_to_visits() -> None:
    """Looks after every business's visits, parts that have come, and yearly care; each in a transaction of its own."""
    with database.transaction() as session:
        served = [each.id for each in business_service.all_of_them(session) if "service" in each.skills]
    for business_id in served:
        with database.transaction() as session:
            business = business_service.get(session, business_id)
            if business is not None:
                displace(session, business)
                restore(session, business)
                hand_out_what_came(session, business)
                due.propose(session, business)


def displace(session: Session, business: Business) -> list[Visit]:
    """Takes the visits of who cannot come off them, and offers each customer other times."""
    crew = availability.crew_of(session, business, is_kept_free=False)
    displaced = [
        each for each in _to_come(session, business, Status.BOOKED) if _is_away(business, crew, each)
    ]
    for visit in displaced:
        _displace(session, business, visit)
    return displaced


def restore(session: Session, business: Business) -> list[Visit]:
    """Gives those back at their hour whose technician can come after all, where it is free still."""
    taken_off = [
        each for each in _to_come(session, business, Status.DISPLACED) if each.moves[-1].reason == AWAY
    ]
    if not taken_off:
        return []
    crew = availability.crew_of(session, business, is_kept_free=False)
    restored = []
    for visit in taken_off:
        if _is_away(business, crew, visit):
            continue
        day, span = availability.span_of(business, visit.starts_at, visit.ends_at)
        need, who = needs.of_visit(visit), visit.technician_id
        free = availability.slots(session, business, need, visit, who=who, named=span.start)
        if slot_at(free, day, span.start) is not None:
            move(session, visit, Status.BOOKED, None, "back")
            tell_customer(session, business, visit, "visit_restored")
            tell_technician(session, business, visit, "visit_job")
            tell_owners(session, business, visit, "visit_restored_owner")
            restored.append(visit)
    return restored


def not_restored(
    session: Session, business: Business, technician: int, days: Collection[date]
) -> list[Visit]:
    """What was taken off somebody on these days and could not be given back: its hour is taken."""
    off = _to_come(session, business, Status.DISPLACED)
    theirs = [each for each in off if each.technician_id == technician and each.moves[-1].reason == AWAY]
    return [each for each in theirs if any(availability.is_on(business, each.starts_at, day) for day in days)]


def _to_come(session: Session, business: Business, status: Status) -> Sequence[Visit]:
    """The visits that stand so and are still to come, locked, the first one first."""
    query = select(Visit).where(
        Visit.business_id == business.id, Visit.status == status, Visit.starts_at > clock.now()
    )
    query = query.order_by(Visit.starts_at).options(*WHOLE).with_for_update(of=Visit, skip_locked=True)
    return session.scalars(query).all()


def _is_away(business: Business, crew: availability.Crew, visit: Visit) -> bool:
    """Whether who has the visit cannot come then, or goes no more."""
    day, span = availability.span_of(business, visit.starts_at, visit.ends_at)
    away = crew.diary.away.get((visit.technician_id or 0, day), ())
    here = {technician.key for technician in crew.technicians}
    gone = visit.technician_id not in here or day in crew.diary.closed
    return gone or any(span.start < each.end and each.start < span.end for each in away)


def _displace(session: Session, business: Business, visit: Visit) -> None:
    move(session, visit, Status.DISPLACED, None, AWAY)
    need = needs.of_visit(visit)
    slots = availability.slots(session, business, need, visit)
    rows = slot_facts(business, spread(slots, OFFERED))
    offered = {f"slot_{place}": row["at"] for place, row in enumerate(rows, 1)}
    tell_customer(session, business, visit, "visit_displaced", **offered)
    tell_owners(session, business, visit, "visit_displaced_owner")
