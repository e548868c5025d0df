"""Leave over HTTP, for the actions: one call for each thing that a person does."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.leave import cancelling, looking
from munshi.leave.asking import filing, service
from munshi.leave.asking.drafts import Period
from munshi.leave.asking.said import PeriodBody, SaidBody, named_leave
from munshi.leave.outcomes import ApplyLeave, CancelLeave, CheckLeaveBalance, CheckLeaveStatus, ListHolidays
from munshi.leave.policy import LeaveType
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["leave"])

Reference = Annotated[str | None, Field(max_length=4096)]


class WishBody(SaidBody):
    """What was said, part by part, or the whole message as it was read."""

    reading: ReadingBody | None = None


class ConsentBody(BaseModel):
    """A yes."""

    summary: str | None = Field(
        None, max_length=100, description="The token of what was shown; a yes is to exactly this"
    )


class CancelBody(BaseModel):
    """Which leave is meant: by its reference, its days, the `choice` of an option, or the message as it was read."""

    reference: Reference = None
    period: PeriodBody | None = None
    choice: Reference = None
    reading: ReadingBody | None = None

    def named(self) -> tuple[str | None, Period | None]:
        """The reference and the days, as they are told or as the message was read."""
        if self.reading:
            return named_leave(self.reading.reading())
        return self.choice or self.reference, self.period.period() if self.period else None


class ApplyLeaveDecision(Outcome[ApplyLeave]):
    """What became of the leave that is asked for.

    `confirm`, `changed` and `confirm_unpaid` show it whole, with its `summary`; `filed` has the reference, a
    question its `options`, and a refusal what would work.
    """


class CancelLeaveDecision(Outcome[CancelLeave]):
    """What would be taken back, with the `summary` that a yes must name; or what was, or why nothing is."""


class BalanceDecision(Outcome[CheckLeaveBalance]):
    """What is left of each type: `rows` with `balance`, `pending` and `available`, and when the leave year ends."""


class StatusDecision(Outcome[CheckLeaveStatus]):
    """How the `requests` stand, and who decided."""


class HolidaysDecision(Outcome[ListHolidays]):
    """The holidays as `rows`, each with its name in every language."""


@router.post("/leave/draft", response_model=ApplyLeaveDecision, responses=CALL_PROBLEMS)
def say(body: WishBody, turn: Turn) -> Outcome[Any]:
    """Adds what was said to the leave that is asked for, or corrects it; an empty body asks again."""
    said = body.reading.reading() if body.reading else None
    if said is not None:
        return turn.once(lambda session, caller: service.wish(session, caller, said))
    return turn.once(lambda session, caller: service.say(session, caller, body.message()))


@router.post("/leave/draft/drop", response_model=ApplyLeaveDecision, responses=CALL_PROBLEMS)
def drop(turn: Turn) -> Outcome[Any]:
    """A no to the leave that was shown, or to asking for any."""
    return turn.once(service.drop)


@router.post("/leave/requests", response_model=ApplyLeaveDecision, responses=CALL_PROBLEMS)
def file(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Files the leave that was shown; the same one is filed once."""
    return turn.once(lambda session, caller: filing.file(session, caller, body.summary))


@router.post("/leave/cancel", response_model=CancelLeaveDecision, responses=CALL_PROBLEMS)
def ask_to_cancel(body: CancelBody, turn: Turn) -> Outcome[Any]:
    """What would be taken back; nothing is yet."""
    return turn.once(lambda session, caller: cancelling.ask(session, caller, *body.named()))


@router.post("/leave/cancellations", response_model=CancelLeaveDecision, responses=CALL_PROBLEMS)
def cancel(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Takes back the leave that was shown, and gives its days back."""
    return turn.once(lambda session, caller: cancelling.cancel(session, caller, body.summary))


@router.get("/leave/balance", response_model=BalanceDecision, responses=CALL_PROBLEMS)
def balance(turn: Read, type: LeaveType | None = None) -> Outcome[Any]:
    """What is left of each type, or of one."""
    return turn.read(lambda session, caller: looking.balance(session, caller, type))


@router.get("/leave/status", response_model=StatusDecision, responses=CALL_PROBLEMS)
def status(turn: Read, reference: Annotated[str | None, Query(max_length=4096)] = None) -> Outcome[Any]:
    """How the person's requests stand: the named one, the open ones, or the last."""
    return turn.read(lambda session, caller: looking.status(session, caller, reference))


@router.get("/leave/holidays", response_model=HolidaysDecision, responses=CALL_PROBLEMS)
def holidays(
    turn: Read,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Outcome[Any]:
    """The holidays of a span, or those still to come in the year."""
    return turn.read(lambda session, caller: looking.holidays(session, caller, first, last))
