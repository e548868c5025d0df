"""Taking back a yes or a no: the requests wait again, and whoever asked hears it."""

from sqlalchemy.orm import Session

from munshi.approvals.rules import kind_of
from munshi.approvals.service import Row, one_after_the_other
from munshi.callers import Caller
from munshi.expenses import undoing as claims
from munshi.leave import undoing as leave
from munshi.outcomes import Refusal
from munshi.undoing.cancellable import Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def undo_decisions(session: Session, caller: Caller, act: Act) -> Row:
    """Each by itself; refuses where none can be taken back. `requests` are those that wait again, `kept` the rest."""
    one_after_the_other(session, caller.business_id)
    again: list[Row] = []
    refused: dict[str, str] = {}
    for reference in act.references:
        try:
            with session.begin_nested():
                again.append(_undo(session, caller, reference, act))
        except Refusal as refusal:
            refused[reference] = refusal.outcome
    if not again:
        raise Refusal(next(iter(refused.values())))
    return {"requests": again, "kept": list(refused)}


def _undo(session: Session, caller: Caller, reference: str, act: Act) -> Row:
    if kind_of(reference) == "leave":
        return leave.undo_decision(session, caller, reference, act.at)
    return claims.undo_decision(session, caller, reference)


def about(session: Session, caller: Caller, act: Act) -> Row:
    """Each request, with what was decided and whose it is."""
    return {"requests": [_decision(session, caller, reference) for reference in act.references]}


def _decision(session: Session, caller: Caller, reference: str) -> Row:
    if kind_of(reference) == "leave":
        return leave.decision(session, caller, reference)
    return claims.decision(session, caller, reference)


UNDOING = Undoing(lambda session, caller: (), {}, {Kind.DECIDED: undo_decisions}, about)
