"""A part that a technician takes along or needs for a job is kept or ordered for it; who runs the shop hears it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.parts import filing, looking
from munshi.service.parts.counting import quantity_in
from munshi.service.parts.facts import request_facts
from munshi.service.parts.looking import Found
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import LIVE
from munshi.service.parts.statuses import Status as PartStatus
from munshi.service.visits import carrying, choosing, steps, words
from munshi.service.visits import looking as visits
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status

PAGE, STEP = "do_visit", "part_for_job"
TOLD = ("part_taken", "part_needed")
BEGUN = AT_WORK | {Status.ON_WAY}


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "ek card le ja raha hu battery wale kaam ke liye", "VIS-4 ke liye motor mangwa do"; of several it is asked."""
    text = reading.text or ""
    if reading.is_tap or words.asks(text) or not steps.tells(reading, *TOLD) or _says_how_it_goes(reading):
        return None
    if visits.technician(session, caller.person) is None:
        return None
    named = looking.named_in(text, looking.all_parts(session, caller.business_id))
    jobs = _meant(session, caller, text, {each.part.machine for each in named}) if named else []
    if not jobs:
        return None
    if len(jobs) > 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, jobs, STEP, reading))
    reference = jobs[0].reference
    return heard(session, caller, PAGE, lambda here, by: keep(Job(here, by, reference), reading))


def _says_how_it_goes(reading: Reading) -> bool:
    """Whether it tells of a step too, of what it costs, or that somebody comes again: then that is heard."""
    text = reading.text or ""
    again = any(words.says(text, each) for each in ("no_part", "coming_again"))
    return again or steps.tells(reading, *steps.STEPS, steps.COST, "money_taken", "to_owner", "to_customer")


def _meant(session: Session, caller: Caller, text: str, machines: set[str]) -> Sequence[Visit]:
    """The job that is named, of those of a machine with such a part, else of all; else those that are begun."""
    jobs = visits.live_jobs_of(session, caller.business, caller.person.id)
    fitting = [each for each in jobs if each.machine in machines]
    named = choosing.named(session, fitting, text) or ([] if fitting else choosing.named(session, jobs, text))
    if named or VISIT.search(text):
        return named or choosing.named(session, jobs, text)
    return [each for each in fitting if each.status in BEGUN] or fitting


def begun_with_part(session: Session, caller: Caller, jobs: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The jobs at which somebody is, or to which they are on the way, of a machine that has a part of this name."""
    if VISIT.search(text):
        return []
    named = looking.named_in(text, looking.all_parts(session, caller.business_id))
    machines = {each.part.machine for each in named}
    return [each for each in jobs if each.status in BEGUN and each.machine in machines]


def keep(job: Job, reading: Reading) -> Outcome[Any]:
    """What is kept or ordered for it already is said; nothing is kept twice."""
    session, business = job.session, job.business
    found = _part(job, reading)
    if found is None:
        return job.outcome("unclear", visit_word=reading.text or "")
    before = _kept(session, job.visit, found)
    if before is None:
        customer = session.get_one(Person, (business.id, job.visit.person_id))
        quantity = _quantity(reading, found)
        price = int(found.product.price_paise * quantity)
        request = filing.keep_or_order(
            session, business, customer, found, quantity, price, visit_id=job.visit.id
        )
        carrying.pass_on(session, job.caller, f"{job.visit.reference}: {reading.text or ''}")
    else:
        request = before
    ordered = request.status == PartStatus.ORDERED
    return job.outcome(
        "part_ordered_for_job" if ordered else "part_kept_for_job", **request_facts(session, request)
    )


def _quantity(reading: Reading, found: Found) -> Decimal:
    """How many of this part: what stands with its name, where other things are counted too."""
    lines = [each for each in reading.all("order_line") if isinstance(each.value, dict)]
    own = [each for each in lines if looking.named_in(str(each.value.get("name") or ""), [found])]
    return quantity_in(replace(reading, values=own)) if own else quantity_in(reading)


def _part(job: Job, reading: Reading) -> Found | None:
    own = looking.named_in(
        reading.text or "", looking.all_parts(job.session, job.business.id, job.visit.machine)
    )
    every = own or looking.named_in(reading.text or "", looking.all_parts(job.session, job.business.id))
    return every[0] if every else None


def _kept(session: Session, visit: Visit, found: Found) -> PartRequest | None:
    """What stands for the job of this part, kept or on its way."""
    query = select(PartRequest).where(
        PartRequest.business_id == visit.business_id,
        PartRequest.visit_id == visit.id,
        PartRequest.sku == found.part.sku,
        PartRequest.status.in_(LIVE),
    )
    return session.scalars(query.order_by(PartRequest.id)).first()
