"""Khatas over HTTP for the actions."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from munshi.asking.bodies import ReadingBody
from munshi.billing.accounts import disputing, filing, looking, reminding
from munshi.billing.accounts.outcomes import CheckDues, RecordCredit, SendStatement
from munshi.billing.accounts.said import is_paid, told_of, wish_of
from munshi.callers import Caller
from munshi.orders.told_entries import deciding
from munshi.orders.whole_names import whole
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn
from munshi.undoing.taking import Taking, taking_back

router = APIRouter(tags=["khata"])

Side = Annotated[str, Field(max_length=20)]


class DuesBody(BaseModel):
    """A message about what is owed, with the sides of the wish that it names."""

    reading: ReadingBody
    wanted: list[Side] = Field(default=[], max_length=20)


class CreditBody(BaseModel):
    """A message about what somebody took on credit."""

    reading: ReadingBody


class ReminderBody(BaseModel):
    """`summary` is the token of those who were shown."""

    summary: str = Field(max_length=4096)


class VerdictBody(BaseModel):
    """Whether an entry in the person's own khata is right."""

    entry: int = Field(ge=1, lt=2**63)
    verdict: Annotated[str, Field(pattern="^(right|wrong)$")]


class DuesDecision(Outcome[CheckDues | SendStatement]):
    """What is owed by one or by all, a statement of some days, or reminders that wait for a yes."""


class CreditDecision(Outcome[RecordCredit | Taking]):
    """`written` has every entry and the `act` that takes it back; `confirm` the `summary` of a yes, and `why`.

    `taking_back` is said of words that correct: its `answer` is that of a bare *cancel*.
    """


@router.post("/dues", response_model=DuesDecision, responses=CALL_PROBLEMS)
def check_dues(body: DuesBody, turn: Turn) -> Outcome[Any]:
    """What the caller owes, or for who is in charge, what one customer or all of them owe."""
    wish = wish_of(body.reading.reading(), body.wanted)
    return turn.once(lambda session, caller: looking.look(session, caller, wish))


@router.post("/dues/reminders", response_model=DuesDecision, responses=CALL_PROBLEMS)
def send_reminders(body: ReminderBody, turn: Turn) -> Outcome[Any]:
    """Reminds those who were shown, for who is in charge."""

    def send(session: Any, caller: Any) -> Outcome[Any]:
        filing.refuse_others(caller)
        return reminding.send(session, caller, body.summary)

    return turn.once(send)


@router.post("/dues/verdicts", response_model=DuesDecision, responses=CALL_PROBLEMS)
def judge_entry(body: VerdictBody, turn: Turn) -> Outcome[Any]:
    """The customer says whether an entry is right."""
    return turn.once(lambda session, caller: disputing.judge(session, caller, body.entry, body.verdict))


@router.post("/credits", response_model=CreditDecision, responses=CALL_PROBLEMS)
def record_credit(body: CreditBody, turn: Turn) -> Outcome[Any]:
    """Writes down what somebody took on credit, or asks for what is open."""
    read = body.reading.reading()

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        if (number := deciding.number_of(read)) is not None:
            return deciding.decide(session, caller, number, read)
        reading = whole(session, caller.business_id, read)
        told = told_of(reading)
        if taken := taking_back(session, caller, reading):
            return taken
        if reading.is_doubtful or is_paid(reading):
            return filing.doubt(session, caller)
        if reading.is_tap:
            return filing.choose(session, caller, told)
        return filing.tell(session, caller, told)

    return turn.once(work)
