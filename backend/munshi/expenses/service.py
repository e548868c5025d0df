"""What a person is claiming: telling it, throwing it away, and where their claims stand."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from munshi import clock, series
from munshi.callers import Caller
from munshi.expenses.answers import conclude
from munshi.expenses.desk import Desk, refuse_where_not_offered
from munshi.expenses.drafts import Said, Wanted
from munshi.expenses.facts import status_facts
from munshi.expenses.filing import PREFIX
from munshi.expenses.models import Claim
from munshi.expenses.statuses import OPEN, Status
from munshi.outcomes import Outcome, Refusal

LISTED = 10
REFUSED_FOR = timedelta(days=14)  # a refusal is told with what is open
WHOLE = (selectinload(Claim.receipts), selectinload(Claim.moves))


def tell(session: Session, caller: Caller, said: Callable[[date], Said]) -> Outcome[Any]:
    """The person says what they have spent, corrects it, answers the open question, or sends a bill.

    What was said depends on the day.
    """
    desk = Desk(session, caller)
    desk.approver()
    draft, message = desk.draft, said(desk.today)
    before, asked_before = list(draft.claims), (draft.asked, draft.place)
    draft.take(message)
    if not draft.claims:
        return _dropped(desk, before)
    answer = conclude(desk)
    if message.text and message.says_nothing and (draft.asked, draft.place) == asked_before:
        answer.facts["unclear"] = True
    return answer


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Throws away what was said and not filed."""
    desk = Desk(session, caller)
    return _dropped(desk, desk.draft.claims)


def _dropped(desk: Desk, claims: Sequence[Wanted]) -> Outcome[Any]:
    """Nothing of these is claimed."""
    if not claims:
        raise Refusal("nothing_open")
    desk.draft.empty()
    desk.save()
    return Outcome[str](outcome="dropped")


def status(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The named claim; else those that are not settled yet or were refused lately; else the last one."""
    refuse_where_not_offered(caller)
    if reference:
        return _shown(session, [_own(session, caller, reference)])
    query = _of(caller).order_by(Claim.id.desc())
    lately = clock.now() - REFUSED_FOR
    refused = and_(Claim.status == Status.REJECTED, Claim.decided_at > lately)
    found = session.scalars(query.where(or_(Claim.status.in_(OPEN), refused)).limit(LISTED)).all()
    found = found or session.scalars(query.limit(1)).all()
    return _shown(session, found) if found else Outcome[str](outcome="none")


def normalised(reference: str) -> str:
    """`7`, `exp 7` and `EXP-7` are one reference."""
    return series.reference(PREFIX, reference)


def named(business_id: str, reference: str) -> Select[Claim]:
    """The claim of the business with this reference."""
    query = select(Claim).where(Claim.business_id == business_id, Claim.reference == normalised(reference))
    return query.options(*WHOLE)


def locked(session: Session, business_id: str, reference: str) -> Claim:
    """The claim, locked, so that two moves of it come one after the other. Refuses with `not_found`."""
    query = named(business_id, reference).with_for_update(of=Claim)
    claim = session.scalar(query.execution_options(populate_existing=True))
    if claim is None:
        raise Refusal("not_found", reference=normalised(reference))
    return claim


def _shown(session: Session, claims: Sequence[Claim]) -> Outcome[Any]:
    return Outcome[str](
        outcome="status", facts={"claims": [status_facts(session, claim) for claim in claims]}
    )


def _own(session: Session, caller: Caller, reference: str) -> Claim:
    """Refuses with `not_found`, also for somebody else's claim."""
    claim = session.scalar(_of(caller).where(Claim.reference == normalised(reference)))
    if claim is None:
        raise Refusal("not_found", reference=normalised(reference))
    return claim


def _of(caller: Caller) -> Select[Claim]:
    query = select(Claim).where(Claim.business_id == caller.business_id, Claim.person_id == caller.person.id)
    return query.options(*WHOLE)
