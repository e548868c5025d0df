"""Finding visits: by reference, those of a person or of a technician, and those of a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from munshi import clock, kept_rows, series
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.service.visits.availability import moment
from munshi.service.visits.models import TechnicianRow, Visit
from munshi.service.visits.statuses import HOLDS_TIME, LIVE, Status

PREFIX = "VIS-"
WHOLE = (selectinload(Visit.moves), selectinload(Visit.codes))


def normalised(reference: str) -> str:
    """`7`, `vis 7` and `VIS-7` are one reference."""
    return series.reference(PREFIX, reference)


def named(business_id: str, reference: str) -> Select[Visit]:
    """The visit of the business with this reference."""
    query = select(Visit).where(Visit.business_id == business_id, Visit.reference == normalised(reference))
    return query.options(*WHOLE)


def locked(session: Session, business_id: str, reference: str) -> Visit:
    """The visit, locked, so that two moves of it come one after the other. Refuses with `not_found`."""
    key = (business_id, normalised(reference))
    return kept_rows.once(session, Visit, key, lambda: _locked(session, business_id, reference))


def _locked(session: Session, business_id: str, reference: str) -> Visit:
    query = named(business_id, reference).with_for_update(of=Visit)
    visit = session.scalar(query.execution_options(populate_existing=True))
    if visit is None:
        raise Refusal("not_found", reference=normalised(reference))
    return visit


def live_of(session: Session, business_id: str, person_id: int) -> Sequence[Visit]:
    """The visits of a customer that are not over, the next one first."""
    query = (
        select(Visit)
        .where(Visit.business_id == business_id, Visit.person_id == person_id, Visit.status.in_(LIVE))
        .order_by(Visit.starts_at)
        .options(*WHOLE)
    )
    return session.scalars(query).all()


def jobs_of(session: Session, business: Business, technician_id: int, day: date) -> Sequence[Visit]:
    """What a technician has to do on a day, and what is still open from before; in the order of the hours."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status.in_(HOLDS_TIME),
        Visit.starts_at < moment(business, day + timedelta(days=1), 0),
    )
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def day_of(session: Session, business: Business, technician_id: int, day: date | None) -> Sequence[Visit]:
    """Every visit of a technician on a day, those that are over too; without a day today's and all that are open."""
    on = day or today(business)
    of_day = and_(
        Visit.starts_at >= moment(business, on, 0),
        Visit.starts_at < moment(business, on + timedelta(days=1), 0),
    )
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        of_day if day else or_(of_day, Visit.status.in_(LIVE)),
    )
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def all_of(session: Session, business: Business, day: date) -> Sequence[Visit]:
    """Every visit of a day that is not over, today with what is open from before."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.status.in_(LIVE),
        Visit.starts_at < moment(business, day + timedelta(days=1), 0),
    )
    if day != today(business):
        query = query.where(Visit.starts_at >= moment(business, day, 0))
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def all_open(session: Session, business: Business) -> Sequence[Visit]:
    """Every visit that is not over, in the order of the hours."""
    query = select(Visit).where(Visit.business_id == business.id, Visit.status.in_(LIVE))
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def refused_by(session: Session, business: Business, person_id: int) -> Visit | None:
    """The last visit of a customer, where they have refused its repair today."""
    query = select(Visit).where(Visit.business_id == business.id, Visit.person_id == person_id)
    last = session.scalars(query.order_by(Visit.id.desc()).options(*WHOLE)).first()
    if last is None or last.status != Status.REJECTED:
        return None
    return last if last.moves[-1].at >= moment(business, today(business), 0) else None


def refused_of(session: Session, business: Business, technician_id: int) -> Sequence[Visit]:
    """The jobs of a technician whose repair was refused today."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status == Status.REJECTED,
    )
    found = session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()
    return [each for each in found if each.moves[-1].at >= moment(business, today(business), 0)]


def live_jobs_of(session: Session, business: Business, technician_id: int) -> Sequence[Visit]:
    """What a technician has to do, whenever that is; in the order of the hours."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status.in_(HOLDS_TIME),
    )
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def put_off_of(session: Session, business: Business, technician_id: int) -> Sequence[Visit]:
    """What a technician began, or was to do, and whose customer is to choose another hour."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status == Status.DISPLACED,
    )
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def with_references(session: Session, business_id: str, references: Sequence[str]) -> Sequence[Visit]:
    """The visits with these references, in that order."""
    query = select(Visit).where(Visit.business_id == business_id, Visit.reference.in_(references))
    found = {each.reference: each for each in session.scalars(query.options(*WHOLE))}
    return [found[each] for each in references if each in found]


def billed_of(session: Session, business: Business, technician_id: int) -> Sequence[Visit]:
    """The jobs that a technician has ended since yesterday and for which something was to be paid."""
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status.in_((Status.CLOSED, Status.REJECTED)),
        Visit.starts_at >= moment(business, today(business) - timedelta(days=1), 0),
    )
    ended = session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()
    return [each for each in ended if each.work.get("bill", {}).get("total_paise")]


def awaiting(session: Session, business: Business) -> Sequence[Visit]:
    """The visits whose estimate the customer has not answered."""
    query = select(Visit).where(Visit.business_id == business.id, Visit.status == Status.AWAITING)
    return session.scalars(query.order_by(Visit.starts_at).options(*WHOLE)).all()


def technician(session: Session, somebody: Person) -> TechnicianRow | None:
    """What somebody does as a technician, where they are one; of who does not work here nobody has to ask."""
    if STAFF.isdisjoint(held.role for held in somebody.roles):
        return None
    return session.get(TechnicianRow, (somebody.business_id, somebody.id))


def minds_desk(session: Session, caller: Caller) -> bool:
    """Who runs the shop, or works here and goes to no customer though others do: the desk is theirs but for money."""
    if "service" not in caller.business.skills or not caller.may_act_as(*STAFF):
        return False
    if caller.may_act_as(Role.OWNER, Role.MANAGER):
        return True
    return helps_at_desk(session, caller.person)


def helps_at_desk(session: Session, somebody: Person) -> bool:
    """Who works here and goes to no customer though others do."""
    others = select(TechnicianRow.person_id).where(TechnicianRow.business_id == somebody.business_id)
    works_here = not STAFF.isdisjoint(held.role for held in somebody.roles)
    goes_nowhere = works_here and technician(session, somebody) is None
    return goes_nowhere and session.scalar(others.limit(1)) is not None


def must_mind_desk(session: Session, caller: Caller) -> None:
    """Refuses with `not_allowed` whoever has nothing to say at the desk."""
    if not minds_desk(session, caller):
        caller.must_be(Role.OWNER, Role.MANAGER)


def today(business: Business) -> date:
    """The day it is at the business."""
    return clock.now_in(business.timezone).date()
