"""A technician wants the job of a colleague: who runs the shop is asked, and gives it with a tap."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import assigning, availability, carrying, changing, choosing, looking, words
from munshi.service.visits.facts import job_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_owners
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN

PAGE = "do_visit"
LONGEST = 300


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "VIS-10 main le raha hu", "vinod ka geyser wala kaam mujhe de do": another's job, by number or by whose."""
    text = reading.text or ""
    if reading.is_tap or not words.says(text, "takes_job_over") or text.rstrip().endswith("?"):
        return None
    if runs_the_desk(caller) or looking.technician(session, caller.person) is None or TICKET.search(text):
        return None
    colleagues = [
        each for each in assigning.technicians_in(session, caller, text) if each.id != caller.person.id
    ]
    if not (colleagues or VISIT.search(text)):
        return None
    jobs = _of_colleagues(session, caller, reading, colleagues)
    if len(jobs) == 1:
        reference = jobs[0].reference
        return heard(session, caller, PAGE, lambda here, by: _ask_owner(here, by, reference, text))
    if not colleagues:
        return None
    return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, text))


def _of_colleagues(
    session: Session, caller: Caller, reading: Reading, colleagues: Sequence[Person]
) -> Sequence[Visit]:
    """The jobs of others that are named, of the colleagues who are."""
    text, who = reading.text or "", {each.id for each in colleagues}
    if named := VISIT.search(text):
        visit = session.scalar(looking.named(caller.business_id, named[1]))
        return [visit] if visit is not None and visit.technician_id != caller.person.id else []
    theirs = [
        each
        for each in looking.all_open(session, caller.business)
        if each.technician_id in who and each.status in MAY_BE_GIVEN
    ]
    bare = text
    for each in colleagues:
        bare = choosing.without(bare, each)
    day = changing.named_day(reading, caller)
    then = [
        each for each in theirs if day is None or availability.is_on(caller.business, each.starts_at, day)
    ]
    return choosing.named(session, then, bare) or then


def _ask_owner(session: Session, caller: Caller, reference: str, said: str) -> Outcome[Any]:
    """Whoever has it keeps it until the owner's tap; who cannot have it hears why."""
    visit = looking.locked(session, caller.business_id, reference)
    me = caller.person
    facts = {**job_facts(session, caller.business, visit), "named_one": me.called, "may_do": False}
    if visit.status not in MAY_BE_GIVEN or visit.ends_at < clock.now():
        return Outcome[str](outcome="no_such_move", facts=facts)
    if me.id not in [each.key for each in assigning.free_then(session, caller, visit)]:
        why = assigning.why_not(session, caller, visit, me.id)
        return Outcome[str](outcome="not_taken_over", facts={**facts, "why": why})
    wished = {"named_one": me.called, "taker": me.id, "visit_word": said[:LONGEST]}
    tell_owners(session, caller.business, visit, "visit_takeover_wished", clock.now(), **wished)
    return Outcome[str](outcome="takeover_wished", facts=facts)
