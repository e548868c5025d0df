"""What who runs the shop sees of the desk: the visits of a day, what is open or done, and where technicians are."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.estimates import writing
from munshi.service.tickets import bringing
from munshi.service.tickets import statuses as tickets
from munshi.service.tickets.facts import name_of, product_names, whose
from munshi.service.tickets.models import Ticket
from munshi.service.visits import availability, looking
from munshi.service.visits.facts import Facts, job_facts, person
from munshi.service.visits.models import TechnicianRow, Visit, VisitMove
from munshi.service.visits.statuses import LIVE, Status

ENDED = (Status.CLOSED, Status.REJECTED)
AT_A_JOB = (
    Status.ON_WAY,
    Status.ARRIVED,
    Status.DIAGNOSED,
    Status.AWAITING,
    Status.APPROVED,
    Status.READY,
)
MOST_WAITING = 10  # complaints in a list
MOST_OPEN = 15  # visits in one


def board(session: Session, caller: Caller, days: Sequence[date]) -> Outcome[Any]:
    """Every visit of some days, those that are done first, and what is brought to the shop then; today also what is
    still open from before.
    """
    business = caller.business
    then = [
        each
        for day in days
        for each in (*ended_on(session, business, day), *looking.all_of(session, business, day))
    ]
    rows = _rows(session, caller, list({each.id: each for each in then}.values()))
    brought = without_visit(session, business, Ticket.brought_on.in_(days))
    told = "" if list(days) == [looking.today(business)] else "_of_day"
    facts: Facts = {"jobs": rows, "waiting": brought, "manages": True, "on": days[0].isoformat()}
    if len(days) > 1:
        facts["off_days"] = [day.isoformat() for day in days]
    return Outcome[str](outcome=f"board{told}" if rows or brought else f"no_jobs{told}", facts=facts)


def open_work(session: Session, caller: Caller, day: date | None) -> Outcome[Any]:
    """What is still to be done on a day, else on every day, with the complaints for which nobody comes yet."""
    today = looking.today(caller.business)
    visits = (
        looking.all_of(session, caller.business, day) if day else looking.all_open(session, caller.business)
    )
    waiting = without_visit(session, caller.business) if day in (None, today) else []
    facts: Facts = {"waiting": waiting[:MOST_WAITING], "manages": True, "on": (day or today).isoformat()}
    facts |= {"jobs": _rows(session, caller, visits[:MOST_OPEN])}
    facts |= {"more_jobs": len(visits[MOST_OPEN:]), "more_waiting": len(waiting[MOST_WAITING:])}
    if not visits and not waiting:
        return Outcome[str](outcome="no_jobs" if day in (None, today) else "no_jobs_of_day", facts=facts)
    return Outcome[str](outcome="open_work", facts=facts)


def unassigned(session: Session, caller: Caller) -> Outcome[Any]:
    """The complaints for which nobody comes, and which are given to nobody."""
    waiting = without_visit(session, caller.business, Ticket.assigned_id.is_(None))
    facts: Facts = {"waiting": waiting[:MOST_WAITING], "more_waiting": len(waiting[MOST_WAITING:])}
    facts |= {"jobs": [], "manages": True}
    return Outcome[str](outcome="unassigned" if waiting else "none_unassigned", facts=facts)


def done_work(
    session: Session, caller: Caller, day: date, *, every: bool = False, who: int | None = None
) -> Outcome[Any]:
    """What was ended on a day, by one of them where `who` is said; with `every` also what of it is still open."""
    ended = [each for each in ended_on(session, caller.business, day) if who in (None, each.technician_id)]
    left = looking.all_of(session, caller.business, day) if every else []
    rows = _rows(session, caller, [*ended, *left])
    facts = {"jobs": rows, "manages": True, "on": day.isoformat(), "done_count": len(ended)}
    return Outcome[str](outcome="done_work" if rows else "none_done", facts=facts)


def whereabouts(session: Session, caller: Caller, who: Sequence[int]) -> Outcome[Any]:
    """At which job each technician is, and which is the next; of those who are named, else of all."""
    rows = [
        {
            "name": somebody.called,
            "at_job": _first(session, caller.business, jobs, AT_A_JOB),
            "next_job": _first(session, caller.business, jobs, (Status.BOOKED,)),
        }
        for key in who or _everybody(session, caller.business)
        if (somebody := person(session, caller.business_id, key))
        for jobs in [looking.live_jobs_of(session, caller.business, key)]
    ]
    return Outcome[str](outcome="whereabouts", facts={"posts": rows})


def unanswered(session: Session, caller: Caller) -> Outcome[Any]:
    """The estimates that customers have and have not answered."""
    visits = looking.awaiting(session, caller.business)
    rows = [{**job_facts(session, caller.business, each), **_asked(session, each)} for each in visits]
    outcome = "unanswered" if rows else "none_unanswered"
    return Outcome[str](outcome=outcome, facts={"jobs": rows, "manages": True})


def day_of(session: Session, caller: Caller, technician_id: int, day: date | None) -> Outcome[Any]:
    """What one technician has done and is to do on a day; without a day all that is open."""
    rows = _rows(session, caller, looking.day_of(session, caller.business, technician_id, day))
    who = person(session, caller.business_id, technician_id)
    facts = {"jobs": rows, "manages": True, "technician": who.called if who else None}
    return Outcome[str](outcome="day_of" if rows else "no_jobs_of", facts=facts)


def of_customer(session: Session, caller: Caller, called: str, visits: Sequence[Visit]) -> Outcome[Any]:
    """The visits of one customer that are not over."""
    facts = {"jobs": _rows(session, caller, visits), "manages": True, "customer_name": called}
    return Outcome[str](outcome="visits_of_customer" if visits else "no_visit_of_customer", facts=facts)


def without_visit(session: Session, business: Business, *which: ColumnElement[bool]) -> list[Facts]:
    """Open complaints of machines for which no visit is booked, what is due first of all."""
    has_visit = select(Visit.ticket_id).where(
        Visit.business_id == business.id, Visit.status.in_(LIVE), Visit.ticket_id.is_not(None)
    )
    query = select(Ticket).where(
        Ticket.business_id == business.id,
        Ticket.status.in_(tickets.LIVE),
        Ticket.order_reference.is_(None),
        Ticket.id.not_in(has_visit),
        *which,
    )
    found = session.scalars(query.order_by(Ticket.due_at, Ticket.id))
    return [_waiting_row(session, each) for each in found]


def ended_on(session: Session, business: Business, day: date) -> Sequence[Visit]:
    """The visits that were ended on a day, in the order in which they were."""
    since, until = (availability.moment(business, each, 0) for each in (day, day + timedelta(days=1)))
    query = (
        select(Visit)
        .join(VisitMove, (VisitMove.business_id == Visit.business_id) & (VisitMove.visit_id == Visit.id))
        .where(
            Visit.business_id == business.id,
            Visit.status.in_(ENDED),
            VisitMove.status == Visit.status,
            VisitMove.at >= since,
            VisitMove.at < until,
        )
    )
    return session.scalars(query.order_by(VisitMove.at).options(*looking.WHOLE)).all()


def _rows(session: Session, caller: Caller, visits: Sequence[Visit]) -> list[Facts]:
    return [job_facts(session, caller.business, each) for each in visits]


def _asked(session: Session, visit: Visit) -> Facts:
    estimates = writing.waiting(session, visit)
    return {"asked_paise": estimates[-1].total_paise} if estimates else {}


def _waiting_row(session: Session, ticket: Ticket) -> Facts:
    customer = whose(session, ticket)
    return {
        "ticket": ticket.reference,
        "product": product_names(session, ticket),
        "problem": ticket.problem,
        "customer_name": customer["name"] or customer["phone"] or "?",
        "address": ticket.address,
        "pincode": ticket.pincode,
        "brought": ticket.brought,
        "brought_on": bringing.said(ticket.brought_on, ticket.brought_at),
        "assigned": name_of(session, ticket.business_id, ticket.assigned_id),
    }


def _everybody(session: Session, business: Business) -> Sequence[int]:
    query = select(TechnicianRow.person_id).where(TechnicianRow.business_id == business.id)
    return session.scalars(query.order_by(TechnicianRow.person_id)).all()


def _first(
    session: Session, business: Business, jobs: Sequence[Visit], statuses: Sequence[Status]
) -> Facts | None:
    found = next((each for each in jobs if each.status in statuses), None)
    return job_facts(session, business, found) if found else None
