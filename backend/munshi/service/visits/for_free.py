"""That nothing is to be paid for a job, by who does it while it is on or who runs the shop; or its charge after all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.desk import runs_the_desk
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import carrying, choosing, letting_off, looking, words
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, LIVE
from munshi.service.visits.wishes import says_when

PAGE, LONGEST = "do_visit", 300


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Of the job that is on, or that who runs the shop names; of several, or of another's, it is asked which."""
    text = reading.text or ""
    runs = runs_the_desk(caller)
    if runs and not reading.is_tap and (charged := _charged(session, caller, text)) is not None:
        return charged
    is_free = letting_off.is_said(text) if runs else words.says(text, "for_free")
    if reading.is_tap or text.rstrip().endswith("?") or not is_free:
        return None
    visits = _named(session, caller, reading) if runs else _on(session, caller, text)
    if len(visits) > 1 or _is_of_another(session, caller, visits, text):
        return heard(
            session, caller, PAGE, lambda here, by: choosing.ask(here, by, visits, letting_off.STEP, reading)
        )
    if not visits:
        return None
    reference = visits[0].reference
    return heard(session, caller, PAGE, lambda here, by: _free(here, by, reference, text))


def _named(session: Session, caller: Caller, reading: Reading) -> Sequence[Visit]:
    """By its number, else by whose it is where visits or their charge are spoken of, and none is wished."""
    text = reading.text or ""
    if named := VISIT.search(text):
        visit = session.scalar(looking.named(caller.business_id, named[1]))
        return [visit] if visit else []
    of_visit = words.says(text, "visits") or words.says(text, "fee")
    wishes = says_when(reading) or tells_fault(text) or reading.first("phone")
    if not of_visit or wishes:
        return []
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    return choosing.named(session, session.scalars(query.order_by(Visit.starts_at)).all(), text)


def _is_of_another(session: Session, caller: Caller, visits: Sequence[Visit], text: str) -> bool:
    """Whether somebody else is named beside a number than whose visit it is: nothing is let off for either then."""
    named = {each.id for each in whom.named_in(session, caller.business_id, text)}
    return bool(visits and named) and named.isdisjoint(each.person_id for each in visits)


def _charged(session: Session, caller: Caller, text: str) -> Heard | None:
    """What coming costs after all, of a visit that is named by its number; a denied waiving alone changes nothing."""
    named, paise = VISIT.search(text), letting_off.charged_in(text)
    if named is None or words.asks(text):
        return None
    reference = looking.normalised(named[1])
    visit = session.scalar(looking.named(caller.business_id, reference))
    if visit is not None and paise is None and letting_off.is_denied(text):
        return choosing.show(session, caller, [visit])
    if visit is None or paise is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: letting_off.charge(Job(here, by, reference), paise))


def _on(session: Session, caller: Caller, text: str) -> Sequence[Visit]:
    if looking.technician(session, caller.person) is None:
        return []
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    meant = choosing.meant(session, [each for each in jobs if each.status in AT_WORK], text)
    return meant if len(meant) == 1 else []


def _free(session: Session, caller: Caller, reference: str, said: str) -> Outcome[Any]:
    """It is billed with nothing, or coming costs nothing. The owner hears of a technician's."""
    done = letting_off.free(Job(session, caller, reference), said)
    if not runs_the_desk(caller):
        carrying.pass_on(session, caller, f"{reference}: {said}"[:LONGEST])
    return done
