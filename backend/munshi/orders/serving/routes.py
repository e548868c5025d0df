"""The shop's side of an order over HTTP, and its customer's answer to what ran out; for the actions."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.asked_tables import service as asked_tables
from munshi.orders.outcomes import MoveOrder, SettleRunOut, TrackOrder
from munshi.orders.serving import deciding, filing, following, goods_added, left_out, moving, several, slips
from munshi.orders.serving.rules import Asks, Named, Stepped, Take, furthest
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn
from munshi.undoing.taking import Taking

router = APIRouter(tags=["orders"])

Reference = Annotated[str, Field(max_length=4096)]


class MoveBody(BaseModel):
    """A tap on an order, or what words say of it: one of these.

    Where it moves to, and why where it is cancelled; how many minutes it still takes; what is asked further; the `line`
    that has run out, or that all is `found_after_all`; what becomes of the `extra` goods that its customer wants,
    by the token of what was shown.
    """

    reference: Reference
    status: Status | None = None
    reason: str | None = Field(None, max_length=100)
    minutes: int | None = Field(None, ge=1, le=1440)
    asks: Asks | None = None
    line: int | None = Field(None, ge=1)
    found_after_all: bool = False
    extra: Literal["add", "leave", "out"] | None = None
    summary: str | None = Field(None, max_length=4096)


class NamedBody(BaseModel):
    """An order that a message names, with its place there."""

    reference: Reference
    start: int = 0


class SteppedBody(BaseModel):
    """A step that a message says, with its place."""

    status: Status
    start: int = 0


class StepBody(BaseModel):
    """An order that a message names, the steps or minutes that it says, its words, and whether `every` one is meant."""

    reference: Reference | None = None
    named: list[NamedBody] = Field(default=[], max_length=50)
    steps: list[SteppedBody] = Field(default=[], max_length=50)
    step: Status | None = None
    every: bool = False
    minutes: int | None = Field(None, ge=1, le=1440)
    said: str | None = Field(None, max_length=5000)

    def last_step(self) -> Status | None:
        """The furthest of the steps that are said."""
        return furthest(self.stepped()) if self.steps else self.step

    def stepped(self) -> list[Stepped]:
        """The steps as the rules know them."""
        return [Stepped(each.status, each.start) for each in self.steps]


class TakeBody(BaseModel):
    """What becomes of a line that ran out, and the token of the question that was shown."""

    run_out: int
    take: Take
    summary: str | None = None


class MoveOrderDecision(Outcome[MoveOrder | TrackOrder | Taking]):
    """The order with its `state` and its `next` steps, what is asked further, or why it did not move."""


class SettleRunOutDecision(Outcome[SettleRunOut]):
    """`settled` has the new bill; `ask` and `changed` the question with what may be taken, each with its sum."""


@router.post("/orders/moved", response_model=MoveOrderDecision, responses=CALL_PROBLEMS)
def tap(body: MoveBody, turn: Turn) -> Outcome[Any]:
    """Whoever sees to orders does something with one by a tap."""
    return turn.once(lambda session, caller: _do(session, caller, body))


@router.post("/orders/told", response_model=MoveOrderDecision, responses=CALL_PROBLEMS)
def tell(body: StepBody, turn: Turn) -> Outcome[Any]:
    """What is said of an order: whoever sees to orders moves it by that, for everybody else it is a question."""
    return turn.once(lambda session, caller: _told(session, caller, body))


@router.post("/orders/accepted", response_model=MoveOrderDecision, responses=CALL_PROBLEMS)
def accept(turn: Turn) -> Outcome[Any]:
    """A yes to nothing that was asked, with a word of accepting an order."""
    return turn.once(following.accepted)


@router.post("/orders/run-outs/answers", response_model=SettleRunOutDecision, responses=CALL_PROBLEMS)
def answer(body: TakeBody, turn: Turn) -> Outcome[Any]:
    """The customer's answer, by which the bill changes."""
    return turn.once(
        lambda session, caller: deciding.decide(session, caller, body.run_out, body.take, body.summary)
    )


def _told(session: Session, caller: Caller, body: StepBody) -> Outcome[Any]:
    named = [Named(each.reference, each.start) for each in body.named]
    references = [each for each in (body.reference, *(each.reference for each in named)) if each]
    if slip := slips.not_made(session, caller, references, _steps(body), body.said):
        return slip
    several_meant = several.ask(session, caller, named, body.stepped(), every=body.every)
    return several_meant or following.told(
        session, caller, body.reference, body.last_step(), body.minutes, body.said
    )


def _steps(body: StepBody) -> set[Status]:
    """Every step that is said."""
    return {each.status for each in body.steps} | ({body.step} if body.step else set())


def _do(session: Session, caller: Caller, body: MoveBody) -> Outcome[Any]:
    reference = body.reference
    if asked_tables.TAPPED.fullmatch(reference):
        return _answer_table(session, caller, body)
    if body.minutes is not None:
        return moving.promise(session, caller, reference, body.minutes)
    if body.line is not None and body.extra is None:
        return filing.report(session, caller, reference, body.line)
    if body.extra == "out" and body.line is not None:
        return left_out.ask(session, caller, reference, body.line)
    if body.extra is not None:
        agrees = body.extra == "add"
        return goods_added.decide(session, caller, reference, body.summary, agrees=agrees)
    if body.found_after_all:
        return filing.found(session, caller, reference)
    if body.asks is not None:
        ask = filing.ask_which if body.asks is Asks.OUT_OF_STOCK else moving.ask_more
        return ask(session, caller, reference)
    return moving.move(session, caller, reference, body.status or Status.ACCEPTED, body.reason)


def _answer_table(session: Session, caller: Caller, body: MoveBody) -> Outcome[Any]:
    """A tap on a table that was asked for: it is kept, or not, or another hour shall be said."""
    if body.extra is None:
        return asked_tables.ask_hour(session, caller, body.reference)
    return asked_tables.decide(session, caller, body.reference, kept=body.extra == "add")
