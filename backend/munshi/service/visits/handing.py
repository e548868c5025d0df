"""A technician cannot do a job: who runs the shop hears it with the visit, and gives it to somebody else or not."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.visits import assigning, words
from munshi.service.visits.job import Job
from munshi.service.visits.notices import tell_owners
from munshi.service.visits.references import TICKET, VISIT

LONGEST = 300
SUM = re.compile(r"\d{2,}")


def tell_owner(job: Job, reading: Reading) -> Outcome[Any]:
    """The job stays theirs until somebody else has it."""
    said = (reading.text or "")[:LONGEST]
    facts = {"visit_word": said, "manages": True}
    tell_owners(job.session, job.business, job.visit, "visit_handed_back", clock.now(), **facts)
    return job.outcome("handed_back")


def hands_back(session: Session, caller: Caller, text: str) -> bool:
    """Whether a technician says that a job is for another: "Ravi ko de do", "kisi aur ko de", "nahi ja paunga"."""
    if words.says(text, "someone_else") or words.says(text, "cannot_do"):
        return True
    of_money = words.says(text, "of_money") or SUM.search(TICKET.sub("", VISIT.sub("", text)))
    return words.says(text, "handing") and not of_money and bool(_others(session, caller, text))


def _others(session: Session, caller: Caller, text: str) -> Sequence[Person]:
    found = assigning.technicians_in(session, caller, text)
    return [each for each in found if each.id != caller.person.id]
