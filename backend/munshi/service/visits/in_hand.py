"""The job at which a technician is and whose work is agreed to: money that is told there is of it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.estimates import writing
from munshi.service.visits import looking, steps
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import ways_in
from munshi.service.visits.statuses import Status

DONE = "done"
AGREED = (Status.APPROVED, Status.READY)
BEFORE_DONE = (Status.APPROVED, Status.DIAGNOSED)


def agreed(session: Session, caller: Caller) -> list[Visit]:
    """The jobs of theirs whose work is agreed to and not over."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    return [each for each in jobs if each.status in AGREED]


def of_sum(session: Session, jobs: Sequence[Visit], paise: int) -> list[Visit]:
    """Those that come to just so much."""
    return [each for each in jobs if paise and _total(session, each) == paise]


def arrived_last(jobs: Sequence[Visit]) -> Sequence[Visit]:
    """Of several jobs at which somebody was that to which they came last: nobody is at two places."""
    came = {each.id: max(move.at for move in each.moves if move.status == Status.ARRIVED) for each in jobs}
    return [each for each in jobs if came[each.id] == max(came.values())]


def meant(session: Session, jobs: Sequence[Visit], reading: Reading, paise: int) -> Sequence[Visit]:
    """Of several jobs at which somebody is: that of just this sum, else those that can be done where that is told."""
    done = [each for each in jobs if each.status in AGREED] if steps.tells(reading, DONE) else []
    return of_sum(session, jobs, paise) or arrived_last(done) or jobs


def with_done(found: Heard, visit: Visit, reading: Reading) -> Heard:
    """What was heard of the money, and next that the work is done, where the same words say so too."""
    said = " ".join(_without_money(each) for each in steps.clauses(reading, DONE)).strip(SIGNS)
    if not said or found.rest or visit.status not in BEFORE_DONE:
        return found
    return replace(found, rest=f"{visit.reference} {said}")


def _without_money(clause: str) -> str:
    said = (word.strip(SIGNS) for word in clause.split())
    return " ".join(word for word in said if not (any(map(str.isdecimal, word)) or ways_in(word)))


def _total(session: Session, visit: Visit) -> int | None:
    estimate = writing.approved(session, visit)
    return estimate.total_paise if estimate else None
