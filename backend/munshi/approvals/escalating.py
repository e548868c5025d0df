"""What nobody decided in time goes to somebody else, who is told of it once."""

import logging

from sqlalchemy import select, union
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import database
from munshi.approvals.outcomes import Notice
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.expenses import deciding as claims
from munshi.expenses.models import Claim
from munshi.expenses.notices import tell_approver as tell_of_claim
from munshi.expenses.statuses import Status as ClaimStatus
from munshi.leave.deciding import service as leave
from munshi.leave.facts import called
from munshi.leave.models import LeaveRequest
from munshi.leave.notices import tell_approver as tell_of_leave
from munshi.leave.statuses import Status as LeaveStatus
from munshi.leave.terms import grants
from munshi.people.models import Person

ESCALATED: Notice = "approval_escalated"

log = logging.getLogger(__name__)


def escalate_everywhere() -> None:
    """Hands on what is overdue, each business in a transaction of its own; several processes may do so at once.

    A fault at one business is logged and keeps no other from its own.
    """
    with database.transaction() as session:
        waiting = session.scalars(
            union(
                select(LeaveRequest.business_id).where(LeaveRequest.status == LeaveStatus.PENDING),
                select(Claim.business_id).where(Claim.status == ClaimStatus.PENDING),
            )
        ).all()
    for business_id in waiting:
        try:
            _escalate(business_id)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("What is overdue at %s could not be handed on.", business_id)


def _escalate(business_id: str) -> None:
    with database.transaction() as session:
        business = business_service.get(session, business_id)
        if business is None:
            return
        for request in leave.overdue(session, business):
            first = _name(session, business, request.approver_id)
            if leave.hand_on(session, business, request):
                granted = grants(session, business)
                tell_of_leave(session, granted, request, ESCALATED, first_approver=first)
        for claim in claims.overdue(session, business):
            first = _name(session, business, claim.approver_id)
            if claims.hand_on(session, business, claim):
                tell_of_claim(session, claim, ESCALATED, first_approver=first)


def _name(session: Session, business: Business, person_id: int | None) -> str | None:
    return called(session.get_one(Person, (business.id, person_id))) if person_id is not None else None
