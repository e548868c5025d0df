"""What was done, written down in the transaction that does it, for whoever may take it back."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.undoing.models import Act
from munshi.undoing.rules import KEPT, REMEMBERED, WINDOW, Kind


def note(session: Session, caller: Caller, kind: Kind, references: Sequence[str]) -> int:
    """Writes down what the caller has done with one word; the number by which it is taken back."""
    act = Act(
        business_id=caller.business_id,
        person_id=caller.person.id,
        kind=kind,
        references=list(references),
        at=clock.now(),
    )
    session.add(act)
    session.flush()
    return act.id


def open_act(session: Session, caller: Caller, kind: Kind, reference: str) -> Act | None:
    """What the caller did to this a moment ago, if they still can take it back."""
    return next((act for act in recent(session, caller, kind) if reference in act.references), None)


def recent(session: Session, caller: Caller, *kinds: Kind) -> Sequence[Act]:
    """What the caller can take back, the last first; only of these kinds where some are named."""
    query = _of(caller).where(Act.at >= clock.now() - WINDOW)
    return session.scalars(query.where(Act.kind.in_(kinds)) if kinds else query).all()


def last(session: Session, caller: Caller) -> Act | None:
    """The last that the caller has done and not undone, of the last day."""
    return session.scalar(_of(caller).where(Act.at >= clock.now() - REMEMBERED).limit(1))


def last_of_each(found: Sequence[Act]) -> Sequence[Act]:
    """The last step of each order, the last first: those before it have been gone on with."""
    of_each: dict[str, Act] = {}
    for act in found:
        of_each.setdefault(act.references[0], act)
    return list(of_each.values())


def locked(session: Session, caller: Caller, number: int) -> Act | None:
    """What the caller did under this number, locked: two who undo it do so one after the other."""
    query = select(Act).where(
        Act.business_id == caller.business_id, Act.person_id == caller.person.id, Act.id == number
    )
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def forget_old(session: Session) -> None:
    """Removes what nobody speaks of any more."""
    session.execute(delete(Act).where(Act.at < clock.now() - KEPT))


def _of(caller: Caller) -> Select[Act]:
    return (
        select(Act)
        .where(
            Act.business_id == caller.business_id,
            Act.person_id == caller.person.id,
            Act.undone_at.is_(None),
        )
        .order_by(Act.at.desc(), Act.id.desc())
    )
