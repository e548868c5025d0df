"""Hand-offs over HTTP: the actions call people, and people read, answer and hand back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy.orm import Session

from munshi import database
from munshi.business.models import Business
from munshi.callers import operator, the_business
from munshi.handoffs import answering, conversations, service
from munshi.handoffs.conversations import By, Conversation, Opened
from munshi.handoffs.outcomes import (
    AnswerCustomer,
    AnswerPerson,
    HandBack,
    HandedBack,
    HandOver,
    HeardPerson,
    NluFallback,
    PassOnAnswer,
    TalkToHuman,
)
from munshi.operations import Operation
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["hand-offs"])

OF_THE_OPERATOR = "/businesses/{business_id}/handoffs"
ONE = OF_THE_OPERATOR + "/{number}/{person}"
LONGEST_TEXT = 4096  # Meta's

Number = Annotated[str, Path(description="Meta's id of the business's number")]
PersonId = Annotated[
    str, Path(description="Phone in digits, or business-scoped user id, as it stands in the list")
]


class Message(BaseModel):
    """What was said: `by` the person, the bot or the people of the business; `text` is null where there is none."""

    by: By
    kind: str
    text: str | None
    at: AwareDatetime
    state: str = Field(
        description="For what came: `for_people`, `answered`, …; for what went: `sent`, `read`, …"
    )


class Handoff(BaseModel):
    """A conversation into which people were called, why and since when, and what was said in it last."""

    phone_number_id: str
    person: str
    name: str | None
    reason: str = Field(
        description="`asked`; `operator` took it over; `wrote`: the business wrote of itself; `not_understood` long ago"
    )
    since: AwareDatetime
    written_at: AwareDatetime | None = Field(
        description="When the business wrote last; null while nobody has, and the bot still serves the person"
    )
    ended_at: AwareDatetime | None
    messages: list[Message]


class Handoffs(BaseModel):
    """Some of the hand-offs, the oldest first, and the `after` that gives the next ones; null when these are all."""

    items: list[Handoff]
    next: AwareDatetime | None


class ConversationBody(BaseModel):
    """The conversation that is handed over, or back."""

    phone_number_id: str
    person: str


class AnswerBody(BaseModel):
    """What a person of the business says, in their own words."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S")


class PassedOnBody(BaseModel):
    """What the message says that is to be passed on; nothing where it has no words."""

    text: str = Field(max_length=LONGEST_TEXT)


class HeardBody(BaseModel):
    """What a person has written to people, and the message that it stands in."""

    text: str | None = Field(max_length=LONGEST_TEXT)


class HandOverDecision(Outcome[HandOver]):
    """`handed_over`, or `already` where people have the conversation."""


class AnswerDecision(Outcome[AnswerPerson]):
    """`written` and on its way; `not_open` where nobody called people; `window_closed` a day after the person wrote."""


class HeardDecision(Outcome[HeardPerson]):
    """`told` to who answers through the bot, or `nobody` does."""


class HandBackDecision(Outcome[HandedBack]):
    """`handed_back`, or `not_open` where the bot leads the conversation already."""


@router.post("/handoffs/asked", responses=CALL_PROBLEMS)
def ask_for_people(turn: Turn) -> Outcome[TalkToHuman]:
    """The person wants a person. The owners are told; the assistant goes on until somebody of the business writes."""
    where = Conversation(*turn.conversation)
    return turn.once(lambda session, caller: service.ask_for_people(session, caller, where, turn.message))


@router.post("/handoffs/not-understood", responses=CALL_PROBLEMS)
def not_understood(turn: Turn) -> Outcome[NluFallback]:
    """The person was not understood twice in a row: `offered` people, or `waiting` for those who were called."""
    where = Conversation(*turn.conversation)
    return turn.once(lambda session, caller: service.not_understood(session, caller, where))


@router.post("/handoffs/answering", responses=CALL_PROBLEMS)
def answer_as(body: ConversationBody, turn: Turn) -> Outcome[AnswerCustomer]:
    """An owner or manager answers a customer: their next message is passed on."""
    own, whom = Conversation(*turn.conversation), Conversation(body.phone_number_id, body.person)
    return turn.once(lambda session, caller: answering.begin(session, caller, own, whom, turn.message))


@router.post("/handoffs/passed-on", responses=CALL_PROBLEMS)
def pass_on(body: PassedOnBody, turn: Turn) -> Outcome[PassOnAnswer]:
    """What an owner or manager has written to the customer whom they answer, who is sent it word for word."""
    own = Conversation(*turn.conversation)
    return turn.once(lambda session, caller: answering.pass_on(session, caller, own, body.text, turn.message))


@router.post("/handoffs/handed-back", responses=CALL_PROBLEMS)
def hand_back_as(body: ConversationBody, turn: Turn) -> Outcome[HandBack]:
    """An owner or manager hands a conversation back: the bot answers there again, and tells what has waited."""
    where = Conversation(body.phone_number_id, body.person)
    return turn.once(lambda session, caller: service.hand_back_as(session, caller, where))


@router.get(
    OF_THE_OPERATOR,
    dependencies=[Depends(operator)],
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def handoffs(
    business_id: str,
    ended: bool = False,
    after: AwareDatetime | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    messages: Annotated[int, Query(ge=0, le=200, description="How many of the last messages to show")] = 20,
) -> Handoffs:
    """The conversations into which people were called, or with `ended` those that are the bot's alone again."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        found = conversations.handoffs(session, business, ended=ended, after=after, limit=limit)
        items = [_shown(session, business, each, messages) for each in found]
    return Handoffs(items=items, next=items[-1].since if len(items) == limit else None)


@router.post(OF_THE_OPERATOR, responses=CALL_PROBLEMS)
def take_over(body: ConversationBody, operation: Operation) -> HandOverDecision:
    """Hands a conversation to people: the bot says nothing more in it, and shows here what the person writes."""
    where = Conversation(body.phone_number_id, body.person)

    def work(session: Session, business: Business) -> Outcome[HandOver]:
        _refuse_unknown(session, business, where)
        return service.take_over(session, where)

    return HandOverDecision.model_validate(operation.once(work).model_dump())


@router.post(ONE + "/answers", responses=CALL_PROBLEMS)
def answer(number: Number, person: PersonId, body: AnswerBody, operation: Operation) -> AnswerDecision:
    """Sends the person an answer in the name of the business."""
    where = Conversation(number, person)

    def work(session: Session, business: Business) -> Outcome[AnswerPerson]:
        _refuse_unknown(session, business, where)
        return service.answer(session, where, body.text, operation.key)

    return AnswerDecision.model_validate(operation.once(work).model_dump())


@router.post(ONE + "/heard", responses=CALL_PROBLEMS)
def hear(number: Number, person: PersonId, body: HeardBody, operation: Operation) -> HeardDecision:
    """What the person has written while people lead: told to who answers from their own chat."""
    where = Conversation(number, person)

    def work(session: Session, business: Business) -> Outcome[HeardPerson]:
        _refuse_unknown(session, business, where)
        return service.hear(session, business, where, body.text, operation.key)

    return HeardDecision.model_validate(operation.once(work).model_dump())


@router.post(ONE + "/handed-back", responses=CALL_PROBLEMS)
def hand_back(number: Number, person: PersonId, operation: Operation) -> HandBackDecision:
    """Hands the conversation back: the bot answers what the person writes next, and tells what has waited."""
    where = Conversation(number, person)

    def work(session: Session, business: Business) -> Outcome[HandedBack]:
        _refuse_unknown(session, business, where)
        return service.hand_back(session, where)

    return HandBackDecision.model_validate(operation.once(work).model_dump())


def _refuse_unknown(session: Session, business: Business, where: Conversation) -> None:
    if not conversations.is_known(session, business, where):
        raise NotFound(f"{where.person} has not written to a number {where.number} of {business.id}.")


def _shown(session: Session, business: Business, handoff: Opened, messages: int) -> Handoff:
    where = Conversation(handoff.phone_number_id, handoff.person)
    person = people.find(session, business.id, handoff.person)
    said = conversations.last_messages(session, where, messages) if messages else []
    return Handoff(
        **handoff._asdict(),
        name=person.called if person else None,
        messages=[Message(**each._asdict()) for each in said],
    )
