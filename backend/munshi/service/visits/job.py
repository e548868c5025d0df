"""One job of a technician, as a call sees it: the visit with its row locked, and the answers about it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.service.visits import looking
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, job_facts, reads

KIND = "job"

Step = Callable[["Job", Reading], Outcome[Any]]


class Job:
    """One call about a visit by who does it, the visit locked."""

    def __init__(self, session: Session, caller: Caller, reference: str) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.visit = looking.locked(session, caller.business_id, reference)

    @property
    def is_mine(self) -> bool:
        """Whether the caller does it, or runs the business."""
        mine = self.visit.technician_id == self.caller.person.id
        return mine or self.caller.may_act_as(Role.OWNER, Role.MANAGER)

    @property
    def has_codes(self) -> bool:
        """Whether its customer sees the codes: who has never written here is asked for none."""
        return reads(self.session, self.business, self.visit)

    def facts(self) -> Facts:
        """The job as who does it sees it."""
        return job_facts(self.session, self.business, self.visit)

    def outcome(self, name: str, **more: Any) -> Outcome[Any]:
        """An answer about this job."""
        return Outcome[str](outcome=name, facts={**self.facts(), **more})

    def asks(self, name: str, **more: Any) -> Outcome[Any]:
        """A question about this job: the next words are about it."""
        draft = Draft(self.session, self.caller, KIND)
        draft.put(visit=self.visit.reference)
        draft.save()
        return self.outcome(name, **more)

    def due(self) -> Facts:
        """What of it is to be paid, line by line."""
        bill = self.visit.work["bill"]
        return {"estimate_lines": bill["lines"], "estimate_paise": bill["total_paise"]}
