"""Everything about one person's leave that an answer needs: who they are, what holds for them, how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.callers import Caller
from munshi.leave.balances import ledger, posting
from munshi.leave.holidays.calendar import Off, WorkCalendar
from munshi.leave.models import Employment, LeaveRequest
from munshi.leave.rules import LeaveDay, Portion, Taken
from munshi.leave.statuses import LIVE
from munshi.leave.terms import Grants, employment, grants
from munshi.outcomes import Refusal
from munshi.people.rules import STAFF

WHOLE = (selectinload(LeaveRequest.days), selectinload(LeaveRequest.moves))


@dataclass(frozen=True)
class Desk:
    """The leave of the person who calls."""

    session: Session
    caller: Caller
    grants: Grants
    employed: Employment | None
    account: ledger.Account

    @property
    def today(self) -> date:
        """The day it is at the business."""
        return self.grants.today

    @property
    def joined(self) -> date | None:
        """Since when the person works here, if that is known."""
        return self.employed.joined if self.employed else None

    @cached_property
    def calendar(self) -> WorkCalendar:
        """When the person works."""
        return self.grants.calendar(self.employed)

    def live(self) -> Sequence[LeaveRequest]:
        """The person's requests that are approved or wait for it, by their first day."""
        return live_requests(self.session, self.caller.business_id, self.caller.person.id)

    def taken(self) -> list[Taken]:
        """The same as the rules have them."""
        return [Taken(request.reference, request.status, leave_days(request)) for request in self.live()]


def desk(session: Session, caller: Caller) -> Desk:
    """The desk of an employee, with the ledger brought up to date. Refuses everybody else."""
    refuse_strangers(caller)
    granted = grants(session, caller.business)
    account = posting.accrue(session, granted, caller.person.id)
    return Desk(session, caller, granted, employment(session, caller.business_id, caller.person.id), account)


def refuse_strangers(caller: Caller) -> None:
    """Leave is for who works here, where the business has it on this number."""
    caller.must_be_offered(posting.SKILL, business=caller.business.name)
    if not caller.may_act_as(*STAFF):
        raise Refusal("not_employee", business=caller.business.name)


def live_requests(session: Session, business_id: str, person_id: int) -> Sequence[LeaveRequest]:
    """A person's requests that are approved or wait for it, by their first day."""
    query = (
        select(LeaveRequest)
        .where(
            LeaveRequest.business_id == business_id,
            LeaveRequest.person_id == person_id,
            LeaveRequest.status.in_(LIVE),
        )
        .order_by(LeaveRequest.first, LeaveRequest.id)
        .options(*WHOLE)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def leave_days(request: LeaveRequest) -> list[LeaveDay]:
    """The days of a request as the rules have them."""
    return [
        LeaveDay(row.date, Portion(row.portion), row.counted, Off(row.why) if row.why else None)
        for row in request.days
    ]
