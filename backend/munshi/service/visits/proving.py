"""The codes of a visit: sent to its customer, kept as a hash, and told to the technician at the door."""

import re
import secrets
from typing import Any

from munshi import clock
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits import codes, words
from munshi.service.visits.codes import Verdict
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit, VisitCode
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

ARRIVAL, CLOSING = "arrival", "closing"
RUN = re.compile(r"\d+")


def send_code(job: Job, kind: str) -> str:
    """A fresh code, which only its hash is kept of."""
    code, salt = codes.written(secrets.randbelow(10**codes.DIGITS)), secrets.token_hex(8)
    for old in [each for each in job.visit.codes if each.kind == kind]:
        job.visit.codes.remove(old)
    job.session.flush()
    job.visit.codes.append(
        VisitCode(kind=kind, hash=codes.hashed(code, salt), salt=salt, sent_at=clock.now(), tries=0)
    )
    job.session.flush()
    return code


def send_closing_code(job: Job) -> None:
    """The code that the customer gives when the machine works."""
    code = send_code(job, CLOSING)
    tell_customer(job.session, job.business, job.visit, "visit_code", clock.now(), visit_code=code)


def proven(job: Job, reading: Reading, kind: str) -> Outcome[Any] | None:
    """None where the code is right; a wrong one costs one of the tries."""
    kept = next((each for each in job.visit.codes if each.kind == kind), None)
    if kept is None or kept.verified_at is not None or not _awaits(job, kind):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    typed = code_in(reading.text or "")
    if typed is None:
        return job.asks(f"ask_{kind}_code", code_kind=kind)
    found = codes.verdict(typed, kept.hash, kept.salt, kept.tries, kept.sent_at, clock.now())
    if found is Verdict.RIGHT:
        kept.verified_at = clock.now()
        return None
    if found is Verdict.WRONG:
        kept.tries += 1
        job.session.flush()
        left = codes.TRIES - kept.tries
        return job.asks("wrong_code" if left else "code_spent", code_kind=kind, tries_left=left)
    return job.asks("code_spent" if found is Verdict.SPENT else "code_expired", code_kind=kind, tries_left=0)


def is_right(visit: Visit, kind: str, code: str) -> bool:
    """Whether it is the very code of the visit, which costs no try."""
    kept = next((each for each in visit.codes if each.kind == kind and each.verified_at is None), None)
    if kept is None:
        return False
    return codes.verdict(code, kept.hash, kept.salt, kept.tries, kept.sent_at, clock.now()) is Verdict.RIGHT


def told_code(text: str) -> str | None:
    """The code in words that say that it is one, or in figures alone; beside a sum the one next to that word."""
    bare = VISIT.sub(lambda found: " " * len(found.group()), text)
    runs = [found for found in RUN.finditer(bare) if len(found.group()) == codes.DIGITS]
    named = words.placed(bare, "code")
    if not runs or (named is None and bare.strip() != runs[0].group()):
        return None
    nearest = min(
        runs, key=lambda run: min(abs(run.start() - named[1]), abs(named[0] - run.end())) if named else 0
    )
    return digits_in(nearest.group())


def codes_typed(text: str) -> dict[str, int]:
    """Every run of as many digits as a code has, with where it ends; none is the number of a visit."""
    bare = VISIT.sub(lambda found: " " * len(found.group()), text)
    runs = (found for found in RUN.finditer(bare) if len(found.group()) == codes.DIGITS)
    return {digits_in(found.group()): found.end() for found in runs}


def _awaits(job: Job, kind: str) -> bool:
    return job.visit.status == (Status.ON_WAY if kind == ARRIVAL else Status.READY)


def code_in(text: str) -> str | None:
    """The code in a text: the only run of so many digits, or its digits where they are as many: "8 7 4 9"."""
    runs = [run for run in re.findall(r"\d+", text) if len(run) == codes.DIGITS]
    typed = digits_in(runs[0] if len(runs) == 1 else text)
    return typed if len(typed) == codes.DIGITS else None


def digits_in(text: str) -> str:
    """The digits of a text, of any script, in Latin ones."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
