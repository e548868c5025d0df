"""A job costs nothing: coming to it, before somebody is at work or where the charge is named, else all of it."""

import re
from typing import Any

from munshi import clock
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, notices, words
from munshi.service.visits.job import Job
from munshi.service.visits.money_told import SUM
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import LIVE, MAY_BE_GIVEN, Status

STEP = "for_free"
NOUGHT = re.compile(
    r"\W*(?:(?:ko|is|to|=|rs\.?|₹)\W*)?(?:0|zero|shunya|ज़ीरो|शून्य|०)\b(?![.\d])", re.IGNORECASE
)


def is_said(text: str) -> bool:
    """Whether who runs the shop says that a job, or coming to it, costs nothing; visits of yearly care are no job."""
    said = words.says(text, "for_free") or words.says(text, "comes_free") or _is_nothing(text)
    return said and not is_denied(text) and not words.of_care(text)


def _is_nothing(text: str) -> bool:
    """Whether the charge is said to be nought: "charge 0 karna hai", "visit charge zero"."""
    fee = words.placed_last(VISIT.sub(" ", text), "fee")
    behind = VISIT.sub(" ", text)[fee[1] :] if fee else ""
    return NOUGHT.match(behind) is not None


def is_denied(text: str) -> bool:
    """Whether a no stands right beside the words that a job costs nothing: "maaf mat karo", "do not waive it"."""
    for wanted in ("for_free", "comes_free", "waiving"):
        if (said := words.placed(text, wanted)) is None:
            continue
        before, behind = text[: said[0]].split()[-2:], text[said[1] :].split()[:1]
        if words.says(" ".join(behind), "not_then") or words.says(" ".join(before), "not_to_be"):
            return True
    return False


def charged_in(text: str) -> int | None:
    """For how much coming is to be charged, in paise: "visit charge 250 lagega"; None where it is not said so."""
    sums = {int(each) for each in SUM.findall(VISIT.sub(" ", text))}
    of_fee = words.says(text, "fee") or is_denied(text) or words.says(text, "given_back")
    due = words.says(text, "costs") or words.says(text, "to_be_charged")
    if len(sums) != 1 or not (of_fee and due) or words.says(text, "costs_nothing") or is_said(text):
        return None
    return None if words.says(text, "pure_labour") or words.says(text, "was_paid") else sums.pop() * 100


def of_shown(job: Job, reading: Reading) -> Outcome[Any]:
    """Of one of several that were shown to who runs the shop."""
    if not runs_the_desk(job.caller):
        raise Refusal("not_your_job", visit=job.visit.reference)
    return free(job, reading.text or "")


def free(job: Job, said: str) -> Outcome[Any]:
    """It is billed with nothing, or without the visit charge: the customer hears it; an unpaid bill is taken back."""
    visit, manages = job.visit, runs_the_desk(job.caller)
    if visit.status == Status.CANCELLED or not _may_be_free(job):
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
    only_coming = visit.status in MAY_BE_GIVEN or (words.says(said, "fee") and visit.status != Status.CLOSED)
    if manages and only_coming:
        return waive(job)
    visit.work = {**visit.work, billing.FOR_FREE: True}
    job.session.flush()
    return job.outcome("for_free", manages=manages)


def waive(job: Job) -> Outcome[Any]:
    """Coming costs nothing; the customer hears it where it cost something before."""
    before, job.visit.charge_paise = job.visit.charge_paise, 0
    job.session.flush()
    if before:
        notices.tell_customer(job.session, job.business, job.visit, "visit_charge_off", clock.now())
    return job.outcome("charge_off", given=True)


def charge(job: Job, paise: int) -> Outcome[Any]:
    """Coming costs so much, also where it was waived before: the customer hears it; what is billed stays."""
    visit = job.visit
    if visit.status not in LIVE or "bill" in visit.work:
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
    before, visit.charge_paise = visit.charge_paise, paise
    job.session.flush()
    if before != paise:
        notices.tell_customer(job.session, job.business, visit, "visit_charge_on", clock.now())
    return job.outcome("charge_on", charge_paise=paise, given=True)


def _may_be_free(job: Job) -> bool:
    """Whether nothing was paid or billed, or the bill could be taken back."""
    if job.visit.work.get("advance"):
        return False
    return "bill" not in job.visit.work or billing.take_back_unpaid(job.session, job.visit, job.caller.person)
