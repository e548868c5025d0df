"""One call about what one person is claiming: the draft with its row locked, the terms, and what is answered."""

import hashlib
import json
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.expenses import drafts
from munshi.expenses.approvers import approver_of
from munshi.expenses.drafts import Draft, Wanted
from munshi.expenses.facts import Facts
from munshi.expenses.models import ClaimDraft
from munshi.expenses.rules import Policy, policies_on
from munshi.expenses.terms import grade_of, policies_of
from munshi.leave.terms import grants
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import STAFF

SKILL = "expenses"
KEPT = timedelta(hours=24)  # what was said longer ago is not what a new message speaks of


class Desk:
    """What a call works with."""

    def __init__(self, session: Session, caller: Caller) -> None:
        refuse_where_not_offered(caller)
        self.session = session
        self.caller = caller
        self._row = _locked_row(session, caller)
        self.draft = Draft(
            self._row.serial, drafts.from_store(self._row.claims), self._row.asked, self._row.place
        )
        if self.draft.claims and clock.now() - self._row.changed_at > KEPT:
            self.draft.empty()

    @property
    def business(self) -> Business:
        """Where it was spent for."""
        return self.caller.business

    @cached_property
    def today(self) -> date:
        """The day, at the business."""
        return clock.now_in(self.business.timezone).date()

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Today's policy of each category that is paid back to the person."""
        return policies_on(policies_of(self.business), grade_of(self.session, self.caller.person), self.today)

    def policy(self, claim: Wanted) -> Policy:
        """The policy of the claim's category on the day of the bill, or today's where none held then."""
        assert claim.category
        if claim.on is None:
            return self.policies[claim.category]
        grade = grade_of(self.session, self.caller.person)
        then = policies_on(policies_of(self.business), grade, claim.on)
        return then.get(claim.category) or self.policies[claim.category]

    def approver(self) -> Person:
        """Who decides on all of it. Refuses with `nobody_decides` where there is nobody but the person."""
        total = sum(claim.amount_paise or 0 for claim in self.draft.claims)
        granted = grants(self.session, self.business)
        found = approver_of(self.session, granted, self.caller.person, total)
        if found is None:
            raise Refusal("nobody_decides")
        return found

    def ask(self, place: int, asked: str, outcome: str | None = None, **facts: Any) -> Outcome[Any]:
        """The question `asked` about the claim at `place`, as the outcome of that name or of another."""
        self.draft.asked, self.draft.place = asked, place
        self.save()
        claim = drafts.to_store([self.draft.claims[place]])[0]
        about = {name: claim[name] for name in ("amount_paise", "category", "date")}
        return Outcome[str](outcome=outcome or asked, facts={"claim": about, **facts})

    def save(self) -> None:
        """Stores the draft as it is now."""
        row = self._row
        row.serial, row.asked, row.place = self.draft.serial, self.draft.asked, self.draft.place
        row.claims = drafts.to_store(self.draft.claims)
        row.changed_at = clock.now()
        self.session.flush()

    def token(self, shown: Facts) -> str:
        """Stands for exactly what was shown today, with the very bills."""
        who = [self.business.id, self.caller.person.id, self.draft.serial, self.today.isoformat()]
        bills = [[file.sha256 for file in claim.files] for claim in self.draft.claims]
        text = json.dumps([who, shown, bills], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_where_not_offered(caller: Caller) -> None:
    """Claims are for those who work here, where the business takes them."""
    caller.must_be_offered(SKILL)
    caller.must_be(*sorted(STAFF))


def _locked_row(session: Session, caller: Caller) -> ClaimDraft:
    """The person's draft, locked: two messages of one person change it one after the other."""
    fresh = {"serial": 0, "claims": [], "place": 0, "changed_at": clock.now()}
    return kept_rows.locked(session, ClaimDraft, kept_rows.of_person(caller), fresh)
