"""What a business grants and when it works, as the rules want it, from the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import yaml
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.leave.holidays.calendar import LeaveYear, WorkCalendar
from munshi.leave.models import Employment, LeavePolicy
from munshi.leave.policy import LeaveType, Policy, policy_on
from munshi.leave.sections import LeaveSections, LeaveTerms, PolicyEntry, WeeklyOffEntry

SKILL = "leave"
UNWRITTEN = Path(__file__).with_name("unwritten.yml")
POLICIES = TypeAdapter(list[Policy])


@dataclass(frozen=True)
class Grants:
    """The policies and the calendar of a business; `written` where it has written down what it gives."""

    business: Business
    terms: LeaveTerms
    policies: Sequence[Policy]
    written: bool = True

    @cached_property
    def today(self) -> date:
        """The day it is where the business is."""
        return clock.now_in(self.business.timezone).date()

    @property
    def begins(self) -> LeaveYear:
        """The leave year with which the books of leave begin."""
        return self.year_of(self.terms.begins or self.business.created_at.date())

    def year_of(self, day: date) -> LeaveYear:
        """The leave year of a day."""
        return LeaveYear.of(day, self.terms.leave_year_begins)

    def policy(self, type_: LeaveType, day: date) -> Policy | None:
        """What holds for a type on a day."""
        return policy_on(day, type_, self.policies)

    def types_on(self, day: date) -> list[Policy]:
        """What is offered on a day, in the order of the types; where nothing is written down the first alone."""
        found = [policy for type_ in LeaveType if (policy := self.policy(type_, day))]
        return found if self.written else found[:1]

    def calendar(self, employment: Employment | None) -> WorkCalendar:
        """When somebody works: by their own weekly offs, if they have any."""
        offs = [WeeklyOffEntry.model_validate(off) for off in (employment and employment.weekly_offs) or []]
        own = employment is not None and employment.weekly_offs is not None
        return WorkCalendar(
            tuple(entry.off() for entry in (offs if own else self.terms.weekly_offs)),
            {holiday.date: holiday.name.model_dump() for holiday in self.terms.holidays},
        )


def grants(session: Session, business: Business) -> Grants:
    """What the business grants, by its books; leave that is served and of which nothing is written is plain leave."""
    rows = session.scalars(
        select(LeavePolicy)
        .where(LeavePolicy.business_id == business.id)
        .order_by(LeavePolicy.type, LeavePolicy.effective_from)
    )
    written = [entry(row).policy() for row in rows]
    plain = _unwritten() if not written and SKILL in business.skills else []
    return Grants(business, of(business, LeaveSections).leave, written or plain, written=bool(written))


@cache
def _unwritten() -> Sequence[Policy]:
    return POLICIES.validate_python(yaml.safe_load(UNWRITTEN.read_text("utf-8")))


def entry(row: LeavePolicy) -> PolicyEntry:
    """A policy of the books as the file has it."""
    said = {"type": row.type, "effective_from": row.effective_from, "names": row.name}
    return PolicyEntry.model_validate({**row.terms, **said})


def employment(session: Session, business_id: str, person_id: int) -> Employment | None:
    """What is known of somebody's work here."""
    return session.get(Employment, (business_id, person_id))
