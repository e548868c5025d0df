"""Payments over HTTP, for the actions: one call for each thing that a person does."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from munshi.asking.bodies import ReadingBody
from munshi.asking.reading import Reading
from munshi.billing.payments import (
    beside,
    confirming,
    giving_back,
    looking,
    numbered,
    of_late,
    recording,
    reporting,
    several,
)
from munshi.billing.payments.asked import asked_or_named
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.outcomes import PayBill, RecordPayment, ReportPayment
from munshi.billing.payments.recording import Verdict
from munshi.billing.payments.said import holds, told_of
from munshi.billing.pieces import is_to_be_paid
from munshi.callers import Caller
from munshi.orders.whole_names import whole
from munshi.outcomes import Outcome, Refusal
from munshi.turns import CALL_PROBLEMS, Turn
from munshi.undoing.taking import Taking, taking_back

router = APIRouter(tags=["payments"])


class MessageBody(BaseModel):
    """The whole message as it was read."""

    reading: ReadingBody


class DecisionBody(BaseModel):
    """What the owner has tapped below a payment, and how much goes back of it where not all does."""

    verdict: Verdict
    paise: int | None = Field(None, gt=0, lt=10**12)


class PayBody(BaseModel):
    """The order or bill that is named, and the sum that is to be paid now; `ahead`: also where less is owed."""

    reference: str | None = Field(None, max_length=100)
    paise: int | None = Field(None, gt=0, lt=10**12)
    ahead: bool = False


class PayDecision(Outcome[PayBill]):
    """What is owed, as `pay_due_paise` and the oldest `pay_items`, with the address of the page, or the card."""


class ReportDecision(Outcome[ReportPayment]):
    """The payment as it is noted, with the `act` by which that is taken back; or what is asked."""


class RecordDecision(Outcome[RecordPayment | Taking]):
    """The payment as it is written down, with its `act`; or what is asked, `options` being people with balances.

    `taking_back` is said of words that correct: its `answer` is that of a bare *cancel*.
    """


@router.post("/payments/due", response_model=PayDecision, responses=CALL_PROBLEMS)
def pay(body: PayBody, turn: Turn) -> Outcome[Any]:
    """What the person owes, and a link to pay it, which is made anew each time."""
    return turn.once(
        lambda session, caller: looking.pay(session, caller, body.reference, body.paise, ahead=body.ahead)
    )


@router.post("/payments/reported", response_model=ReportDecision, responses=CALL_PROBLEMS)
def report(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """The person says that they have paid."""
    reading = body.reading.reading()
    told = told_of(reading, "report")

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        if set(reading.sides("sent")) == {"no"}:
            raise Refusal("not_sent")
        _refuse_doubtful(reading, told)
        return (
            of_late.asked_after(session, caller, reading)
            or several.reported(session, caller, reading)
            or reporting.tell(session, caller, told)
        )

    return turn.once(work)


@router.post("/payments/screenshot", response_model=ReportDecision, responses=CALL_PROBLEMS)
def report_by_picture(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """The person sends a picture without a word: of a payment, where they have just been asked for one."""
    told = told_of(body.reading.reading(), "report")
    return turn.once(lambda session, caller: reporting.tell_by_picture(session, caller, told))


@router.post("/payments/recorded", response_model=RecordDecision, responses=CALL_PROBLEMS)
def record(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """An owner says that a customer has paid."""
    read = body.reading.reading()

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        reading = whole(session, caller.business_id, read)
        told = told_of(reading, "record")
        settled = (
            giving_back.told(session, caller, told, reading)
            or confirming.heard(session, caller, reading)
            or several.by_halves(session, caller, reading)
            or several.recorded(session, caller, reading)
            or recording.correct_claim(session, caller, told)
            or taking_back(session, caller, reading)
            or asked_or_named(session, caller, told, reading)
        )
        if settled:
            return settled
        _refuse_doubtful(reading, told)
        if holds(reading.text or "", "to_take") or is_to_be_paid(reading.text):
            raise Refusal("unsure")  # what is still owed has not been paid
        answer = recording.tell(session, caller, told, reading.text or reading.first("reference"))
        return beside.told(numbered.with_step(session, caller, answer, reading), reading)

    return turn.once(work)


@router.post("/payments/{reference}/decision", response_model=RecordDecision, responses=CALL_PROBLEMS)
def decide(reference: str, body: DecisionBody, turn: Turn) -> Outcome[Any]:
    """An owner has seen the money, or not, or gives it back."""
    return turn.once(
        lambda session, caller: recording.decide(session, caller, reference, body.verdict, body.paise)
    )


def _refuse_doubtful(reading: Reading, told: Told) -> None:
    """Nothing is written of words that may as well want something else, such as goods and a bare number."""
    if reading.is_doubtful and not told.is_sum:
        raise Refusal("unsure")
