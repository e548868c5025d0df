"""Somebody else comes: who runs the business chooses among those who are free then."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.leave.desk import live_requests
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.named import all_named_in, named_in
from munshi.service.visits import availability, doubt, looking, needs
from munshi.service.visits.facts import Facts, job_facts, person, visit_facts
from munshi.service.visits.models import TechnicianRow, Visit
from munshi.service.visits.moving import reschedule
from munshi.service.visits.notices import tell_customer, tell_person, tell_technician
from munshi.service.visits.references import VISIT
from munshi.service.visits.rules import Technician, can_do, fits
from munshi.service.visits.statuses import MAY_BE_GIVEN
from munshi.service.visits.terms import terms_of


def choose(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Who else could come at the time of the visit."""
    visit = _visit(session, caller, reference)
    free = free_then(session, caller, visit)
    facts = job_facts(session, caller.business, visit)
    if not free:
        return Outcome[str](outcome="nobody_free", facts=facts)
    people = [person(session, caller.business_id, each.key) for each in free]
    options = [{"name": each.called, "person": each.id} for each in people if each]
    return Outcome[str](
        outcome="choose_technician", facts={**facts, "options": options, "summary": visit.reference}
    )


def assign(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any]:
    """Gives the visit to who was tapped; the customer and both technicians are told."""
    wanted = reading.first("technician")
    if wanted is None:
        return choose(session, caller, reference)
    visit = _visit(session, caller, reference)
    availability.lock(session, caller.business)
    if not reading.first("anyway") and _asks_leave(session, caller, visit, int(wanted)):
        return _instead(session, caller, visit, int(wanted), "asked_leave")
    if int(wanted) not in [each.key for each in free_then(session, caller, visit)]:
        return _instead(session, caller, visit, int(wanted))
    give_to(session, caller, visit, int(wanted))
    tell_customer(session, caller.business, visit, "visit_assigned")
    facts = {**job_facts(session, caller.business, visit), "given": True}
    return Outcome[str](outcome="assigned", facts=facts)


def give_to(session: Session, caller: Caller, visit: Visit, who: int) -> None:
    """Another technician has the visit from now on; both hear it."""
    before = visit.technician_id
    reschedule(session, visit, who, visit.starts_at, visit.ends_at, caller.person)
    tell_person(session, caller.business, visit, before, "visit_job_gone")
    tell_technician(session, caller.business, visit, "visit_job")


def _asks_leave(session: Session, caller: Caller, visit: Visit, wanted: int) -> bool:
    """Whether who was named has asked for leave on that day, and waits for an answer."""
    day, _ = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    asked = live_requests(session, caller.business_id, wanted)
    return visit.technician_id != wanted and any(
        each.status == "pending" and each.first <= day <= each.last for each in asked
    )


def _instead(
    session: Session, caller: Caller, visit: Visit, wanted: int, leave: str | None = None
) -> Outcome[Any]:
    """Why who was named does not take it, and who else could; who only waits for leave can be tapped all the same."""
    answer = choose(session, caller, visit.reference)
    somebody = person(session, caller.business_id, wanted)
    name = somebody.called if somebody else "?"
    facts: Facts = {"options": [], **answer.facts, "named_one": name}
    facts["why"] = leave or why_not(session, caller, visit, wanted)
    if leave:
        others = [each for each in facts["options"] if each["person"] != wanted]
        facts["options"] = [*others, {"name": name, "person": wanted, "anyway": "yes"}]
    return Outcome[str](outcome="busy_then", facts={**facts, "summary": visit.reference})


def why_not(session: Session, caller: Caller, visit: Visit, wanted: int) -> str:
    """Whether they have it already, are away, do not do such work there, or have something else then."""
    crew = availability.crew_of(session, caller.business, visit)
    somebody = next((each for each in crew.technicians if each.key == wanted), None)
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    if visit.technician_id == wanted:
        return "has_it"
    if somebody is None or not can_do(somebody, needs.of_visit(visit)):
        return "not_theirs"
    away = crew.diary.away.get((wanted, day), ())
    if any(span.start < gone.end and gone.start < span.end for gone in away):
        return "away"
    return "busy"


def leave(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Whoever has it keeps it."""
    looking.must_mind_desk(session, caller)
    visit = looking.locked(session, caller.business_id, reference)
    doubt.settle(visit)
    return Outcome[str](outcome="kept", facts=visit_facts(session, caller.business, visit))


def give(session: Session, caller: Caller, reference: str, technician_id: int) -> Outcome[Any]:
    """The same, where the technician was named in words."""
    named = Reading(None, [("do_visit", 1.0)], [Value("technician", str(technician_id))])
    return assign(session, caller, reference, named)


def technician_in(session: Session, caller: Caller, text: str) -> Person | None:
    """The technician whom a text names."""
    query = select(TechnicianRow.person_id).where(TechnicianRow.business_id == caller.business_id)
    found = (person(session, caller.business_id, each) for each in session.scalars(query))
    return named_in(text, [each for each in found if each])


def technicians_in(session: Session, caller: Caller, text: str) -> list[Person]:
    """All the technicians whom a text names, by name or number."""
    return all_named_in(VISIT.sub(" ", text), all_technicians(session, caller))


def all_technicians(session: Session, caller: Caller) -> Sequence[Person]:
    """Everybody who goes to customers."""
    of_theirs = (TechnicianRow.business_id == Person.business_id) & (TechnicianRow.person_id == Person.id)
    query = select(Person).join(TechnicianRow, of_theirs).where(Person.business_id == caller.business_id)
    return session.scalars(query.order_by(Person.id)).all()


def free_then(session: Session, caller: Caller, visit: Visit) -> list[Technician]:
    """Those who know the work, come there and are free at the time of the visit, but who has it."""
    crew = availability.crew_of(session, caller.business, visit)
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    travel = terms_of(caller.business).travel
    return [
        each
        for each in crew.technicians
        if each.key != visit.technician_id
        and can_do(each, needs.of_visit(visit))
        and any(
            hours.start <= span.start and span.end <= hours.end for hours in each.hours.get(day.weekday(), ())
        )
        and not any(
            span.start < gone.end and gone.start < span.end
            for gone in crew.diary.away.get((each.key, day), ())
        )
        and fits(span, visit.pincode, crew.diary.booked.get((each.key, day), ()), travel)
    ]


def _visit(session: Session, caller: Caller, reference: str) -> Visit:
    looking.must_mind_desk(session, caller)
    visit = looking.locked(session, caller.business_id, reference)
    if visit.status not in MAY_BE_GIVEN or visit.ends_at < clock.now():
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
    return visit
