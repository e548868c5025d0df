"""Tickets over HTTP, for the actions: one call for each thing that a person does."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.outcomes import Outcome
from munshi.service.settling.rules import Way
from munshi.service.tickets import ended, for_staff, telling
from munshi.service.tickets import status as looking
from munshi.service.tickets.outcomes import CheckTicketStatus, MoveTicket, RaiseTicket
from munshi.service.tickets.statuses import Status
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["service"])


class ReportBody(BaseModel):
    """The whole message as it was read."""

    reading: ReadingBody


class TicketDecision(Outcome[RaiseTicket | Literal["wanted", "ask_request"]]):
    """What became of what is reported.

    `confirm` and `changed` have all of it and the `summary` that a yes must name; `warns` is a danger of which the
    person is to be warned before anything else. `ask_product` has the `options`, `open_already` the `ticket`.
    `wanted` has the `answer` of a visit, where it was said when somebody shall come.
    """


class StatusDecision(Outcome[CheckTicketStatus]):
    """`ticket` with the next `steps`, or `tickets` in short."""


class MoveBody(BaseModel):
    """A tap below a ticket. `settled` is how goods that came wrong are made good, `goods` which of them.

    `anyway`: it is given to who has asked for leave on its day.
    """

    reference: str = Field(max_length=100)
    status: Status
    reason: str | None = Field(None, max_length=1000)
    assignee: int | None = None
    anyway: Literal["yes"] | None = None
    settled: Way | None = None
    goods: str | None = Field(None, max_length=1000)


class MoveDecision(Outcome[MoveTicket]):
    """The `ticket` as it is now with the next `steps`, or what is still asked: `staff`, a reason, goods."""


@router.post("/tickets/draft", response_model=TicketDecision, responses=CALL_PROBLEMS)
def tell(body: ReportBody, turn: Turn) -> Outcome[Any]:
    """Takes what was said into what the person is reporting."""
    return turn.once(lambda session, caller: telling.tell(session, caller, body.reading.reading()))


@router.get("/tickets/status", response_model=StatusDecision, responses=CALL_PROBLEMS)
def status(turn: Read, reference: Annotated[str | None, Query(max_length=4096)] = None) -> Outcome[Any]:
    """Where tickets stand: the named one, those not over yet, or the last; for the shop what there is to do."""
    return turn.read(lambda session, caller: looking.status(session, caller, reference))


@router.post("/tickets/moved", response_model=MoveDecision, responses=CALL_PROBLEMS)
def move(body: MoveBody, turn: Turn) -> Outcome[Any]:
    """Moves a ticket by one step; whoever it concerns is told."""
    if body.settled:
        way = body.settled
        return turn.once(
            lambda session, caller: for_staff.settle(session, caller, body.reference, way, body.goods)
        )
    return turn.once(
        lambda session, caller: ended.move_on(
            session,
            caller,
            body.reference,
            body.status,
            body.reason,
            body.assignee,
            anyway=body.anyway is not None,
        )
    )
