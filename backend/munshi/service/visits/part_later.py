"""A part is still on order when the work is done: it is in already, or is fitted at a second visit and billed then."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.series import next_number
from munshi.service.estimates import writing
from munshi.service.estimates.models import Estimate
from munshi.service.estimates.rules import Line, total
from munshi.service.parts import looking
from munshi.service.parts import moving as parts
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import Status as PartStatus
from munshi.service.visits import billing
from munshi.service.visits.job import Job
from munshi.service.visits.looking import PREFIX
from munshi.service.visits.models import COMES_ON, Visit, VisitMove, VisitSeries
from munshi.service.visits.statuses import Status
from munshi.service.visits.waiting_for_part import REASON

FITTED, LATER = "part_in", "part_later"  # the steps
KEPT_FOR_IT = (billing.FOR_FREE,)  # of the work of the first visit, what holds for the second too


def ordered(job: Job) -> list[PartRequest]:
    """What is on order for the job and has not come."""
    every = parts.of_visit(job.session, job.business.id, job.visit.id)
    return [each for each in every if each.status == PartStatus.ORDERED]


def is_to_ask(job: Job) -> bool:
    """Whether a part is on order of which nobody has said, since the work is done, whether it is in."""
    is_said = job.visit.status == Status.READY and billing.FIT_LATER in job.visit.work
    return not is_said and bool(ordered(job))


def says_in(job: Job, put_in: str) -> bool:
    """Whether words say of everything on order that it was put in."""
    every = looking.all_parts(job.session, job.business.id, job.visit.machine)
    said = {each.part.sku for each in looking.named_in(put_in, every)} if put_in else set()
    return {each.sku for each in ordered(job)} <= said


def ask(job: Job) -> Outcome[Any]:
    """Whether what is on order is in already, or comes later."""
    rows = [request_facts(job.session, each) for each in ordered(job)]
    shown = f"{job.visit.reference}:{len(job.visit.moves)}"
    return job.asks("ask_part_in", summary=shown, ordered=rows)


def say(job: Job, *, later: bool) -> None:
    """What the technician says of it, kept until the visit is closed."""
    off = [{"sku": each.sku, "quantity": float(each.quantity)} for each in ordered(job)] if later else []
    job.visit.work = {**job.visit.work, billing.FIT_LATER: off}
    job.session.flush()


def take_in(job: Job) -> None:
    """What is said to be in came without being counted in: it comes and is used in one."""
    for each in ordered(job) if billing.FIT_LATER in job.visit.work else ():
        line = StockLine(each.sku, each.quantity)
        stock.receive(job.session, each.business_id, [line], each.reference)
        stock.reserve(job.session, each.business_id, [line], each.reference)
        parts.move(job.session, each, PartStatus.ARRIVED, job.caller.person)


def second_visit(job: Job) -> Visit | None:
    """The visit at which what comes later is fitted: with its lines as they were agreed to, and what is on order."""
    later = list(job.visit.work.get(billing.FIT_LATER) or ())
    if not later:
        return None
    first, now = job.visit, clock.now()
    waiting = _with(parts.of_visit(job.session, job.business.id, first.id), later)
    on = [each.expected_on for each in waiting if each.expected_on]
    visit = Visit(
        business_id=first.business_id,
        reference=f"{PREFIX}{next_number(job.session, VisitSeries, first.business_id)}",
        person_id=first.person_id,
        technician_id=first.technician_id,
        ticket_id=first.ticket_id,
        sold_id=first.sold_id,
        machine=first.machine,
        product=first.product,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        pincode=first.pincode,
        address=first.address,
        charge_paise=0,
        free=first.free,
        status=Status.DISPLACED,
        summary=first.summary,
        work={
            **{name: first.work[name] for name in KEPT_FOR_IT if name in first.work},
            **({COMES_ON: max(on).isoformat()} if on else {}),
        },
        booked_at=now,
        moves=[
            VisitMove(position=1, status=Status.BOOKED, person_id=job.caller.person.id, at=now),
            VisitMove(
                position=2, status=Status.DISPLACED, person_id=job.caller.person.id, at=now, reason=REASON
            ),
        ],
    )
    job.session.add(visit)
    job.session.flush()
    for each in waiting:
        each.visit_id = visit.id
    _agreed_before(job.session, visit, _lines_later(job), job.caller.person)
    return visit


def facts(job: Job, second: Visit) -> dict[str, Any]:
    """What is fitted later, its price and its day; what was paid beyond the first bill waits for the second."""
    _carry_advance(job, second)
    lines = _lines_later(job)
    names = [line.name or line.text for line in lines]
    if not names:
        waiting = parts.of_visit(job.session, job.business.id, second.id)
        names = [request_facts(job.session, each)["part_name"] for each in waiting]
    told = {
        "visit": second.reference,
        "names": names,
        "paise": total(lines),
        "due": second.work.get(COMES_ON),
        "paid_paise": sum(each["paise"] for each in second.work.get("advance") or ()),
    }
    return {"fit_later": told}


def _carry_advance(job: Job, second: Visit) -> None:
    """What was paid in advance beyond the bill of the first visit waits for that of the second."""
    paid = int((job.visit.work.get("paid") or {}).get("paise") or 0)
    rest = []
    for part in job.visit.work.get("advance") or ():
        taken = min(part["paise"], paid)
        paid -= taken
        rest += [{**part, "paise": part["paise"] - taken}] if part["paise"] > taken else []
    if rest:
        second.work = {**second.work, "advance": rest, "advance_on": job.visit.work.get("advance_on")}
        job.session.flush()


def _lines_later(job: Job) -> list[Line]:
    estimate = writing.approved(job.session, job.visit)
    lines = writing.lines_in(estimate) if estimate else []
    return billing.parted(lines, job.visit.work)[1]


def _with(requests: Sequence[PartRequest], later: Sequence[dict[str, Any]]) -> list[PartRequest]:
    """The requests that were put off, whether they have come meanwhile or not."""
    wanted, found = [(each["sku"], each["quantity"]) for each in later], []
    for each in requests:
        if (one := (each.sku, float(each.quantity))) in wanted:
            wanted.remove(one)
            found.append(each)
    return found


def _agreed_before(session: Session, visit: Visit, lines: Sequence[Line], by: Person) -> None:
    """The lines of the second visit, to which the customer has said yes at the first."""
    if not lines:
        return
    session.add(
        Estimate(
            business_id=visit.business_id,
            visit_id=visit.id,
            version=1,
            lines=[asdict(line) for line in lines],
            total_paise=total(lines),
            written_by=by.id,
            written_at=clock.now(),
            valid_until=clock.now(),
            standing=writing.APPROVED,
            answered_at=clock.now(),
        )
    )
    session.flush()
