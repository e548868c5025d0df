"""A customer says that coming should cost nothing: who runs the shop decides by a tap, and the customer hears what."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF
from munshi.service.parts.desk import runs_the_desk
from munshi.service.tickets.words import says_again
from munshi.service.visits import kept, letting_off, looking, notices, words
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.job import Job, Step
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import LIVE, MAY_BE_GIVEN

PAGE = "change_visit"
DOUBTED = "doubt_charge"  # the step of the customer
FREE, STAYS = "charge_off", "charge_stays"  # steps by which it is decided
WAITS = "charge_doubted"  # in the work of a visit: what was said, until it is decided
LONGEST = 300


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of the visit that is booked and costs something, or is for the machine that is named; of several it is asked."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    if not _is_doubted(text):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    costing = [each for each in visits if each.charge_paise and each.status in MAY_BE_GIVEN]
    meant = [each for each in costing if words.machine_in(text) in (None, each.machine)]
    named = {str(each.value).upper() for each in reading.all("reference")}
    meant = [each for each in meant if each.reference in named] or meant
    if not meant:
        return None
    if len(meant) > 1:
        return heard(session, caller, PAGE, lambda here, by: _ask_which(here, by, meant, reading))
    reference = meant[0].reference
    return heard(session, caller, PAGE, lambda here, by: _ask(here, by, reference, text))


def _is_doubted(text: str) -> bool:
    """Whether coming is said to cost nothing, and it is no plain question: "last week theek kiya, charge nahi"."""
    nothing = words.says(text, "costs_nothing") or words.says(text, "comes_free")
    before = words.says(text, "last_time") or says_again(text)
    of_coming = before or any(words.says(text, each) for each in ("fee", "visits", "visit_charge"))
    return nothing and of_coming and (before or not words.asks(text))


def _ask_which(session: Session, caller: Caller, visits: Sequence[Visit], reading: Reading) -> Outcome[Any]:
    """Of which visit it is, by a tap; the words wait for it."""
    rows = [visit_facts(session, caller.business, each) for each in visits]
    kept.keep(session, caller, DOUBTED, reading, [each.reference for each in visits])
    return Outcome[str](outcome="which_charge", facts={"visits": rows, "jobs": rows, "step": DOUBTED})


def of_tapped(job: Job, reading: Reading) -> Outcome[Any]:
    """The visit that its customer taps, with what they said of the charge."""
    if job.visit.status not in MAY_BE_GIVEN or not job.visit.charge_paise:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    said = kept.taken(job.session, job.caller, DOUBTED, job.visit.reference, reading)
    return _ask(job.session, job.caller, job.visit.reference, said.text or "")


def _ask(session: Session, caller: Caller, reference: str, said: str) -> Outcome[Any]:
    """The owner hears it once with both answers; the charge stands until then."""
    job = Job(session, caller, reference)
    if WAITS not in job.visit.work:
        job.visit.work = {**job.visit.work, WAITS: said[:LONGEST]}
        session.flush()
        facts = {"visit_word": said[:LONGEST]}
        notices.tell_owners(session, job.business, job.visit, "visit_charge_doubted", clock.now(), **facts)
    return Outcome[str](outcome="charge_doubted", facts=visit_facts(session, job.business, job.visit))


def free(job: Job, reading: Reading) -> Outcome[Any]:
    """Coming costs nothing, whatever the repair costs."""
    _refuse_where_over(job)
    _decided(job)
    return letting_off.waive(job)


def stays(job: Job, reading: Reading) -> Outcome[Any]:
    """The charge stands: the customer hears it once; what was decided before stays as it is."""
    _refuse_where_over(job)
    if _decided(job):
        notices.tell_customer(job.session, job.business, job.visit, "visit_charge_stays", clock.now())
    return job.outcome("charge_stays" if job.visit.charge_paise else "charge_off", given=True)


def _decided(job: Job) -> bool:
    """Whether it waited to be decided, which it does no more."""
    waited = WAITS in job.visit.work
    job.visit.work = {name: value for name, value in job.visit.work.items() if name != WAITS}
    job.session.flush()
    return waited


def _refuse_where_over(job: Job) -> None:
    if not runs_the_desk(job.caller):
        raise Refusal("not_your_job", visit=job.visit.reference)
    visit: Visit = job.visit
    if visit.status not in LIVE or "bill" in visit.work:
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)


STEPS: Mapping[str, Step] = {FREE: free, STAYS: stays}
