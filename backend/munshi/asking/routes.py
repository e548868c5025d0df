"""The answer to an open question over HTTP: one call for every skill."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from munshi.asking import service
from munshi.asking.reading import Asked, Reading, Value
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["asking"])

Chance = Annotated[float, Field(ge=0, le=1)]


class ValueBody(BaseModel):
    """An entity of the message as Rasa's parser tells it."""

    model_config = ConfigDict(extra="ignore")

    entity: str = Field(max_length=100)
    value: Any
    start: int = 0
    end: int = 0
    role: str | None = None

    def read(self) -> Value:
        """The value as the skills know it."""
        return Value(self.entity, self.value, self.start, self.end, self.role)


class IntentBody(BaseModel):
    """What a message may want, and how likely that is."""

    name: str = Field(max_length=100)
    confidence: Chance


class ReadingBody(BaseModel):
    """The whole message as it was read; `text` is null for a tap, `as_answer` is read by the open question."""

    text: str | None = Field(None, max_length=5000)
    intents: list[IntentBody] = Field(min_length=1, max_length=20)
    values: list[ValueBody] = Field(default=[], max_length=2000)
    as_answer: list[ValueBody] = Field(default=[], max_length=2000)
    left_over: list[dict[str, Any]] = Field(default=[], max_length=100)
    attachment: dict[str, Any] | None = None

    def reading(self) -> Reading:
        """The message as the skills know it."""
        return Reading(
            self.text,
            [(each.name, each.confidence) for each in self.intents],
            [each.read() for each in self.values],
            [each.read() for each in self.as_answer],
            self.left_over,
            self.attachment,
        )


class AnswerBody(BaseModel):
    """What was asked last, with the token of what was shown, and what was said then.

    `told` are the replies or the notice that the person was told last.
    """

    question: str = Field(max_length=100)
    summary: str | None = Field(None, max_length=4096)
    about: dict[str, Any] | None = None
    told: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=100)
    reading: ReadingBody


class HearDecision(Outcome[Literal["taken", "left"]]):
    """`taken` has the `answer` of the `skill`, the `page` that says it, and the `rest` that is a wish of its own."""


@router.post("/answers", response_model=HearDecision, responses=CALL_PROBLEMS)
def hear(body: AnswerBody, turn: Turn) -> Outcome[Any]:
    """Has whoever asked hear the message first."""
    asked = Asked(body.question, body.summary, body.about, body.told)
    return turn.once(lambda session, caller: service.hear(session, caller, asked, body.reading.reading()))
