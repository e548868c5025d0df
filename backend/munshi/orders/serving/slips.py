"""Words of the shop by which an order is not delivered after all: nothing moves, it is asked what is taken back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.looking import normalised
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing import acts, service
from munshi.undoing.rules import Kind
from munshi.undoing.wording import is_a_slip


def not_delivered(
    session: Session, caller: Caller, named: Sequence[str], step: Status | None, said: str | None
) -> Outcome[Any] | None:
    """What is asked of a delivery that the caller wrote a moment ago and says was none; None of everything else."""
    if step is not Status.DELIVERED or not is_a_slip(said):
        return None
    references = {normalised(each) for each in named}
    found = [
        act
        for act in acts.recent(session, caller, Kind.ORDER_DELIVERED)
        if not references or act.references[0] in references
    ]
    if not found:
        return None
    tokens = [f"{service.ACT}|{act.id}" for act in found]
    answer = (
        service.ask(session, caller, tokens[0])
        if len(tokens) == 1
        else service.choose(session, caller, tokens)
    )
    return Outcome[str](outcome="taking_back", facts={"answer": answer.model_dump()})
