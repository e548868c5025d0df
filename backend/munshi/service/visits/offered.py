"""The hours that a customer is offered: what others were shown just now is theirs for some minutes, until their yes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.service.visits import availability, needs
from munshi.service.visits.availability import Crew
from munshi.service.visits.models import VisitDraft
from munshi.service.visits.rules import Booking, Need, Slot, slot_at

HELD_FOR = timedelta(minutes=5)


def slots(session: Session, caller: Caller, need: Need, kind: str, named: int | None = None) -> list[Slot]:
    """Every moment that can be offered to the caller, the soonest first; `kind` is that of the drafts of such wishes.

    Booking looks at what is booked alone, so that two never have one hour. Where nothing else is left, what others were
    shown is offered as well: who says yes first has it, and nobody is sent away for an hour that is not taken.
    """
    free = crew = availability.crew_of(session, caller.business)
    for at, theirs in _held(session, caller, kind):
        crew = _with(session, caller, crew, at, theirs)
    return availability.slots(session, caller.business, need, crew=crew, named=named) or availability.slots(
        session, caller.business, need, crew=free, named=named
    )


def _held(session: Session, caller: Caller, kind: str) -> Iterator[tuple[datetime, Need]]:
    """The hours that others are asked about, who was shown theirs first before all."""
    query = select(VisitDraft).where(
        VisitDraft.business_id == caller.business_id,
        VisitDraft.kind == kind,
        VisitDraft.person_id != caller.person.id,
        VisitDraft.changed_at > clock.now() - HELD_FOR,
    )
    zone = ZoneInfo(caller.business.timezone)
    for row in session.scalars(query.order_by(VisitDraft.changed_at)):
        at, machine, pincode = (row.kept.get(name) for name in ("slot", "machine", "pincode"))
        if at and machine and pincode:
            yield datetime.fromisoformat(at).astimezone(zone), needs.of_kept(row.kept)


def _with(session: Session, caller: Caller, crew: Crew, at: datetime, theirs: Need) -> Crew:
    """The same crew, of whom the best one that is free then is kept for who was shown it."""
    start = at.hour * 60 + at.minute
    found = availability.slots(session, caller.business, theirs, crew=crew, named=start)
    slot = slot_at(found, at.date(), start)
    if slot is None:
        return crew
    key, kept = (slot.technician, slot.day), Booking(slot.span, theirs.pincode)
    booked = {**crew.diary.booked, key: [*crew.diary.booked.get(key, ()), kept]}
    return replace(crew, diary=replace(crew.diary, booked=booked))
