"""How a draft becomes claims: each with a reference, waiting for whoever decides."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.expenses.answers import conclude, over
from munshi.expenses.desk import Desk
from munshi.expenses.drafts import Wanted
from munshi.expenses.facts import Facts, name_of
from munshi.expenses.models import Claim, ClaimMove, ClaimReceipt, ClaimSeries
from munshi.expenses.notices import tell_approver
from munshi.expenses.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.series import next_number
from munshi.undoing import acts
from munshi.undoing.rules import Kind

PREFIX = "EXP-"


def file(session: Session, caller: Caller, summary: str | None, note: str | None = None) -> Outcome[Any]:
    """Files what was shown; anything changed since is shown again, and the same yes files it once.

    A `note` that came with the yes goes along.
    """
    wait_for_others_who_file(session, caller.business_id)
    desk = Desk(session, caller)
    filed = _filed_with(session, caller, summary) if summary else []
    if filed:
        return Outcome[str](outcome="filed_already", facts=_facts(session, filed))
    if not desk.draft.claims:
        raise Refusal("nothing_open")
    answer = conclude(desk)
    if answer.outcome != "confirm":
        return answer
    if summary is None or answer.facts["summary"] != summary:
        return Outcome[str](outcome="changed", facts=answer.facts)
    if note:
        desk.draft.keep(note)
    approver = desk.approver()
    claims = [
        _filed(desk, place, wanted, summary, approver) for place, wanted in enumerate(desk.draft.claims)
    ]
    session.add_all(claims)
    desk.draft.empty()
    desk.save()
    for claim in claims:
        tell_approver(session, claim)
    act = acts.note(session, caller, Kind.CLAIMS_FILED, [claim.reference for claim in claims])
    return Outcome[str](outcome="filed", facts={**_facts(session, claims), "act": act, "note": note})


def next_reference(session: Session, business_id: str) -> str:
    """The business's next reference; whoever asks at the same time waits."""
    return f"{PREFIX}{next_number(session, ClaimSeries, business_id)}"


def _filed(desk: Desk, place: int, wanted: Wanted, summary: str, approver: Person) -> Claim:
    passed, now = over(desk, place), clock.now()
    return Claim(
        business_id=desk.business.id,
        reference=next_reference(desk.session, desk.business.id),
        person_id=desk.caller.person.id,
        status=Status.PENDING,
        summary=summary,
        amount_paise=wanted.amount_paise,
        category=wanted.category,
        spent_on=wanted.on,
        purpose=wanted.purpose,
        over_limit={"limit_paise": passed.limit_paise, "period": passed.period} if passed else None,
        approver_id=approver.id,
        asked_at=now,
        receipts=[
            ClaimReceipt(position=position, **bill._asdict(), live=True)
            for position, bill in enumerate(wanted.files, 1)
        ],
        moves=[ClaimMove(position=1, status=Status.PENDING, person_id=desk.caller.person.id, at=now)],
    )


def _filed_with(session: Session, caller: Caller, summary: str) -> Sequence[Claim]:
    """The person's claims that came out of what had this token."""
    query = (
        select(Claim)
        .where(
            Claim.business_id == caller.business_id,
            Claim.person_id == caller.person.id,
            Claim.summary == summary,
        )
        .order_by(Claim.id)
    )
    return session.scalars(query).all()


def _facts(session: Session, claims: Sequence[Claim]) -> Facts:
    return {
        "references": [claim.reference for claim in claims],
        "total_paise": sum(claim.amount_paise for claim in claims),
        "approver": name_of(session, claims[0].business_id, claims[0].approver_id),
    }


def wait_for_others_who_file(session: Session, business_id: str) -> None:
    """Two who file the same bill at once do so one after the other, and the second is told."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"claims:{business_id}", 0))))
