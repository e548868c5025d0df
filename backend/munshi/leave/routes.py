"""Leave over HTTP, for the actions: one call for each thing that a person does."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from munshi.leave import cancelling, filing, looking, service
from munshi.leave.drafts import File, Half, Message, Period
from munshi.leave.outcomes import ApplyLeave, CancelLeave, CheckLeaveBalance, CheckLeaveStatus, ListHolidays
from munshi.leave.policy import LeaveType
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["leave"])

MOST_DAYS = 400  # asked for at once; who writes more has slipped, and is told the policy's limit
MOST_OTHERS = 10  # spans of days in one message
Reference = Annotated[str | None, Field(max_length=4096)]


class PeriodBody(BaseModel):
    """Days as the entity `period` has them; without an end "26 se", without a beginning "27 tak"."""

    model_config = ConfigDict(populate_by_name=True)

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    half: Half | None = None
    ambiguous: bool = False

    def period(self) -> Period:
        """The days as the draft has them."""
        first, last = self.first, self.last
        if first and last and last < first:
            first, last = last, first
        if first and last and (last - first).days > MOST_DAYS:
            last = date.fromordinal(first.toordinal() + MOST_DAYS)
        return Period(first=first, last=last, half=self.half, ambiguous=self.ambiguous)


class DurationBody(BaseModel):
    """A length as the entity `duration` has it; of hours a half of the day is asked."""

    days: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    minutes: int | None = None

    def halves(self) -> Decimal | None:
        """The days, in halves."""
        if not self.days:
            return None
        return (min(self.days, Decimal(MOST_DAYS)) * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


class TimeBody(BaseModel):
    """An hour of a day as the entity `time` has it: of leave only the day is taken, and that hours of it are meant."""

    on: date | None = Field(None, alias="date")


class SaidBody(BaseModel):
    """What a person wrote or tapped about the leave they want; what was left unsaid is null.

    `others` are further days, apart from those of `period`. `choice` is that of an option: a date, `first`, `second` or
    `full`, a type, or `later` for the certificate. `text` is the message where it may answer an open question in its
    own words.
    """

    period: PeriodBody | None = None
    others: list[PeriodBody] | None = Field(None, max_length=MOST_OTHERS)
    time: TimeBody | None = None
    duration: DurationBody | None = None
    half: Half | None = None
    leave_type: LeaveType | None = None
    reason: str | None = Field(None, max_length=1000)
    choice: str | None = Field(None, max_length=100)
    text: str | None = Field(None, max_length=5000)
    attachment: File | None = None

    def message(self) -> Message:
        """The message as the draft has it."""
        at = self.time.on if self.time else None
        period = self.period.period() if self.period else Period(first=at, last=at) if at else None
        return Message(
            period=period,
            others=[each.period() for each in self.others or ()],
            hours=bool(self.time or (self.duration and self.duration.minutes)),
            days=self.duration.halves() if self.duration else None,
            half=self.half,
            type=self.leave_type,
            reason=self.reason,
            choice=self.choice,
            text=self.text,
            attachment=self.attachment,
        )


class ConsentBody(BaseModel):
    """A yes."""

    summary: str | None = Field(
        None, max_length=100, description="The token of what was shown; a yes is to exactly this"
    )


class CancelBody(BaseModel):
    """Which leave is meant: by its reference, its days, or the `choice` of an option."""

    reference: Reference = None
    period: PeriodBody | None = None
    choice: Reference = None


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
def say(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Adds what was said to the leave that is asked for, or corrects it; an empty body asks again."""
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
    period = body.period.period() if body.period else None
    reference = body.choice or body.reference
    return turn.once(lambda session, caller: cancelling.ask(session, caller, reference, period))


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
