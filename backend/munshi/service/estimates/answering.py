"""What a customer says to an estimate beside yes and no: that not all of it is wanted, and that the no was wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.estimates import naming, writing
from munshi.service.estimates.agreeing import LONGEST_WISH, for_customer, waiting
from munshi.service.estimates.rules import Line
from munshi.service.parts import looking as parts
from munshi.service.parts.looking import Found
from munshi.service.visits import billing, looking, words
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.statuses import HOLDS_TIME, Status
from spelling import key

# Between what is wanted and what is not: "remote rehne do, sirf capacitor", "capacitor to chahiye bas remote nahi".
PIECE = re.compile(
    r"[,;।\n]|\.\s|\s(?:aur|and|par|lekin|but|bas|sirf|और|पर|लेकिन|बस|सिर्फ|सिर्फ़)\s", re.IGNORECASE
)
DENIES = ("taken_off", "refusing", "not_yet", "put_off")
REASON = "mistaken"
NAMELESS = ("labour", "fillers", "editing", "only_doing")  # words that name no work


def left_by(lines: Sequence[Line], said: str, found: Sequence[Found]) -> list[Line] | None:
    """The lines that words leave of an estimate: without what they deny, or with that alone which they want.

    None where that is all of it, or where labour alone would be left.
    """
    off, on = set[int](), set[int]()
    for piece in _pieces(_without_no(said), lines, found):
        denied = any(words.says(piece, each) for each in DENIES)
        (off if denied else on).update(_named(piece, lines, found))
    mine = {at for at, line in enumerate(lines) if line.sku or _own_words(line)}
    only = words.says(said, "only") and any(lines[at].sku for at in on)
    gone = off or (mine - on if only else set())
    left = [line for at, line in enumerate(lines) if at not in gone]
    is_repair = any(line.sku or not words.says(line.text, "labour") for line in left)
    return left if gone and is_repair else None


def _pieces(said: str, lines: Sequence[Line], found: Sequence[Found]) -> Iterator[str]:
    """What is said of each line: a no behind one is of that one alone, "sirf gasket laga do gas abhi nahi"."""
    for piece in PIECE.split(said):
        at, told = 0, list(re.finditer(r"\S+", piece))
        named = [(each.start(), _named(each.group(), lines, found)) for each in told]
        firsts = [(start, which) for start, which in named if which]
        for (_, before), (start, which) in pairwise(firsts):
            if which != before and at < start and not words.says(piece[: firsts[0][0]], "not_this"):
                yield piece[at:start]
                at = start
        yield piece[at:]


def _named(piece: str, lines: Sequence[Line], found: Sequence[Found]) -> set[int]:
    """The places of the lines that a piece names: a part by its name or what it alone has of one, work by a word."""
    skus, said = {each.part.sku for each in parts.named_in(piece, found)}, set(words.sounds(piece))
    of_parts = Counter(word for line in lines if line.sku for word in _own_words(line))
    return {
        at
        for at, line in enumerate(lines)
        if line.sku in skus
        or any(word in said and (not line.sku or of_parts[word] == 1) for word in _own_words(line))
    }


def _own_words(line: Line) -> set[str]:
    """The words that name a line: "gas" of "gas filling"; labour has none, a machine and a quality are none."""
    told = {word for name in (line.text, *(line.name or {}).values()) for word in words.WORD.findall(name)}
    told = {word for word in told if not any(words.is_of(word, each) for each in NAMELESS)}
    return {key(word) for word in told if not (words.machine_in(word) or words.quality_in(word))}


def _without_no(said: str) -> str:
    """Words behind a no that is said twice: "nahi nahi, remote to lagwana hai" wants it."""
    told = said.split()
    twice = len(told) > 2 and all(words.is_of(each, "not_then") for each in told[:2])
    return " ".join(told[2:]) if twice else said


def of_part(session: Session, caller: Caller, reference: str, said: str) -> bool:
    """Whether words want only some of the estimate that waits."""
    visit = session.scalar(looking.named(caller.business_id, reference))
    return visit is not None and _left(session, visit, said) is not None


def names_line(session: Session, caller: Caller, reference: str, said: str) -> bool:
    """Whether words name something that stands in the estimate that waits."""
    visit = session.scalar(looking.named(caller.business_id, reference))
    waits = next(iter(writing.waiting(session, visit)), None) if visit is not None else None
    if visit is None or waits is None:
        return False
    return bool(_named(said, writing.lines_in(waits), _parts(session, visit)))


def is_of_guarantee(said: str) -> bool:
    """Whether a guarantee is spoken of, which the books know."""
    return words.says(said, "guarantee") or words.says(said, "covering")


def take_part(job: Job, reading: Reading) -> Outcome[Any]:
    """A new version without what is not wanted: its sum is shown, and nothing is fitted without a yes to that."""
    left = _left(job.session, job.visit, reading.text or "")
    if left is None or job.visit.status != Status.AWAITING:
        raise Refusal("not_found", reference=job.visit.reference)
    estimate = writing.send(job.session, job.business, job.visit, left, job.caller.person)
    said = (reading.text or "")[:LONGEST_WISH]
    facts = {**writing.facts(left), "version": estimate.version, "haggle_words": said}
    tell_technician(job.session, job.business, job.visit, "visit_estimate_less", estimate.version, **facts)
    return for_customer(job, "estimate_again", **(waiting(job) or {}))


def reopen(job: Job, reading: Reading) -> Outcome[Any]:
    """The no was a mistake: the visit charge is taken back while nothing was paid, and the estimate waits again."""
    visit, before = job.visit, writing.last(job.session, job.visit)
    if visit.status != Status.REJECTED or before is None or _is_taken(job):
        raise Refusal("refused_before", **job.facts())
    if not billing.take_back_unpaid(job.session, visit, job.caller.person):
        raise Refusal("refused_before", **job.facts())
    move(job.session, visit, Status.AWAITING, job.caller.person, REASON)
    lines = writing.lines_in(before)
    estimate = writing.send(job.session, job.business, visit, lines, job.caller.person)
    shown = waiting(job) or {}
    if job.caller.person.id == visit.person_id:
        told = {"version": estimate.version, "haggle_words": (reading.text or "")[:LONGEST_WISH], **shown}
        tell_technician(job.session, job.business, visit, "visit_reopened", clock.now(), **told)
        tell_owners(job.session, job.business, visit, "visit_reopened", clock.now(), **told)
        if left_by(lines, reading.text or "", _parts(job.session, visit)) is not None:
            return take_part(job, reading)
        return for_customer(job, "estimate_again", **shown)
    asks = {"asking": "decide_estimate", **shown}
    tell_customer(job.session, job.business, visit, "visit_estimate", estimate.version, **asks)
    tell_owners(
        job.session, job.business, visit, "visit_reopened", clock.now(), haggle_words=reading.text or ""
    )
    return job.outcome("reopened", **shown)


def _left(session: Session, visit: Visit, said: str) -> list[Line] | None:
    waits = next(iter(writing.waiting(session, visit)), None)
    return left_by(writing.lines_in(waits), said, _parts(session, visit)) if waits else None


def _parts(session: Session, visit: Visit) -> Sequence[Found]:
    return naming.shelf(session, visit.business_id, visit.machine)


def _is_taken(job: Job) -> bool:
    """Whether the technician has another visit by now at the very hour."""
    visit = job.visit
    if visit.technician_id is None:
        return False
    jobs = looking.live_jobs_of(job.session, job.business, visit.technician_id)
    return any(each.starts_at == visit.starts_at and each.status in HOLDS_TIME for each in jobs)
