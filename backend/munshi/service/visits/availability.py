"""Who can come when, out of the books: technicians, what they have to do, and when they are away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, Date, Integer, cast, extract, func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.leave.holidays.service import adopted
from munshi.leave.models import LeaveDayRow, LeaveRequest
from munshi.leave.statuses import Status as LeaveStatus
from munshi.people import service as people
from munshi.people.models import Person
from munshi.service.visits import rules
from munshi.service.visits.hours import hours_of
from munshi.service.visits.models import AWAY, TechnicianRow, Visit, VisitDraft
from munshi.service.visits.rules import Booking, Diary, Need, Slot, Span, Technician
from munshi.service.visits.statuses import HOLDS_TIME
from munshi.service.visits.terms import terms_of


@dataclass(frozen=True)
class Crew:
    """The technicians of a business, and their diary from today on."""

    technicians: Sequence[Technician]
    diary: Diary


def slots(
    session: Session,
    business: Business,
    need: Need,
    but: Visit | None = None,
    crew: Crew | None = None,
    who: int | None = None,
    named: int | None = None,
    *,
    at_once: bool = False,
) -> list[Slot]:
    """Every moment at which somebody can come, or `who` can, the soonest first; `but` the visit that is to be moved.

    `named` is a minute of the day that was said: with the hours of the grid it is one of them. `at_once`: no notice
    is needed.
    """
    crew = crew or crew_of(session, business, but)
    able = [each for each in crew.technicians if who in (None, each.key)]
    now = clock.now_in(business.timezone)
    terms = replace(terms_of(business), notice=0) if at_once else terms_of(business)
    return rules.slots(need, able, crew.diary, now, terms, named)


def locked_slots(
    session: Session,
    business: Business,
    need: Need,
    but: Visit | None = None,
    who: int | None = None,
    named: int | None = None,
    *,
    at_once: bool = False,
) -> list[Slot]:
    """The same, with the technicians locked: whoever books at the same time waits, and sees what is left."""
    lock(session, business)
    return slots(session, business, need, but, who=who, named=named, at_once=at_once)


def lock(session: Session, business: Business) -> None:
    """Whoever gives a technician something to do waits for those who are doing so."""
    rows = select(TechnicianRow.person_id).where(TechnicianRow.business_id == business.id)
    session.execute(rows.order_by(TechnicianRow.person_id).with_for_update()).all()


def crew_of(
    session: Session, business: Business, but: Visit | None = None, *, is_kept_free: bool = True
) -> Crew:
    """The technicians who work here, and when they are free.

    `is_kept_free`: hours that are kept free of new visits are not; what is booked there stays.
    """
    here = _technicians(session, business)
    today = clock.now_in(business.timezone).date()
    last = today + timedelta(days=terms_of(business).days)
    return Crew(
        here,
        Diary(
            _booked(session, business, today, last, but),
            _with_days_off(session, business, away(session, business, here, today, last), hours=is_kept_free),
            {*business.closed_days, *adopted(business)},
        ),
    )


def away(
    session: Session, business: Business, technicians: Iterable[Technician], first: date, last: date
) -> dict[tuple[int, date], list[Span]]:
    """When technicians are on approved leave; who is away for half a day comes in the other half."""
    hours = {technician.key: technician.hours for technician in technicians}
    query = (
        select(LeaveDayRow.person_id, LeaveDayRow.date, LeaveDayRow.portion)
        .join(
            LeaveRequest,
            (LeaveRequest.business_id == LeaveDayRow.business_id)
            & (LeaveRequest.id == LeaveDayRow.request_id),
        )
        .where(
            LeaveDayRow.business_id == business.id,
            LeaveDayRow.date.between(first, last),
            LeaveDayRow.live,
            LeaveRequest.status == LeaveStatus.APPROVED,
        )
    )
    gone: dict[tuple[int, date], list[Span]] = defaultdict(list)
    for person, day, portion in session.execute(query):
        if person in hours:
            of_day = hours[person].get(day.weekday(), ())
            gone[person, day].append(rules.half_away(of_day, portion))
    return gone


def _with_days_off(
    session: Session, business: Business, gone: dict[tuple[int, date], list[Span]], *, hours: bool
) -> dict[tuple[int, date], list[Span]]:
    """Leave, the days on which technicians have said that they do not come, and the hours that are kept free."""
    query = select(VisitDraft).where(VisitDraft.business_id == business.id, VisitDraft.kind == AWAY)
    for row in session.scalars(query):
        for day in row.kept.get("days", ()):
            gone[row.person_id, date.fromisoformat(day)].append(rules.half_away((), "full"))
        for on, since, until in hours_off(row) if hours else ():
            gone[row.person_id, on].append(Span(since, until))
    return gone


def hours_off(row: VisitDraft) -> list[tuple[date, int, int]]:
    """The hours that are kept free of visits: each day, from which minute of it, until which."""
    return [(date.fromisoformat(day), since, until) for day, since, until in row.kept.get("hours", ())]


def moment(business: Business, day: date, minute: int) -> datetime:
    """A minute of a day at the business as a moment."""
    at = time(minute // 60, minute % 60)
    return datetime.combine(day, at, ZoneInfo(business.timezone))


def is_on(business: Business, at: datetime, day: date) -> bool:
    """Whether a moment is on a day at the business."""
    return at.astimezone(ZoneInfo(business.timezone)).date() == day


def span_of(business: Business, starts_at: datetime, ends_at: datetime) -> tuple[date, Span]:
    """The day of a visit and its minutes."""
    start, end = (at.astimezone(ZoneInfo(business.timezone)) for at in (starts_at, ends_at))
    first = start.hour * 60 + start.minute
    return start.date(), Span(first, first + int((end - start).total_seconds()) // 60)


def _technicians(session: Session, business: Business) -> list[Technician]:
    query = (
        select(TechnicianRow, Person.left)
        .join(
            Person,
            (Person.business_id == TechnicianRow.business_id) & (Person.id == TechnicianRow.person_id),
        )
        .where(TechnicianRow.business_id == business.id, Person.id.not_in(people.who_left(business)))
        .order_by(TechnicianRow.person_id)
    )
    return [
        Technician(
            row.person_id,
            frozenset(row.skills),
            frozenset(row.pincodes),
            hours_of(row, business),
            row.most,
        )
        for row, _ in session.execute(query)
    ]


def _booked(
    session: Session, business: Business, first: date, last: date, but: Visit | None
) -> dict[tuple[int, date], list[Booking]]:
    visit = _wall_times(business, first, last, but)
    start = cast(extract("hour", visit.c.here) * 60 + extract("minute", visit.c.here), Integer)
    each = func.concat_ws(" ", start, start + visit.c.length, visit.c.pincode)
    day = cast(visit.c.here, Date)
    query = select(visit.c.technician_id, day, func.string_agg(each, ",")).group_by(
        visit.c.technician_id, day
    )
    booked: dict[tuple[int, date], list[Booking]] = defaultdict(list)
    for technician, on, visits in session.execute(query):
        for told in visits.split(","):
            starts, ends, pincode = told.split()
            booked[technician, on].append(Booking(Span(int(starts), int(ends)), pincode))
    return booked


def _wall_times(business: Business, first: date, last: date, but: Visit | None) -> CTE:
    """When visits begin by the clock at the business, and how many minutes they take; each is reckoned once."""
    length = cast(extract("epoch", Visit.ends_at - Visit.starts_at) / 60, Integer)
    here = func.timezone(business.timezone, Visit.starts_at)
    query = select(Visit.technician_id, here.label("here"), length.label("length"), Visit.pincode).where(
        Visit.business_id == business.id,
        Visit.status.in_(HOLDS_TIME),
        Visit.technician_id.is_not(None),
        Visit.starts_at >= moment(business, first, 0),
        Visit.starts_at < moment(business, last, 0),
    )
    if but is not None:
        query = query.where(Visit.id != but.id)
    return query.cte("wall").prefix_with("MATERIALIZED")
