"""The answer to an open question over HTTP: one call for every skill."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from munshi.asking import service
from munshi.asking.bodies import ReadingBody
from munshi.asking.reading import Asked
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["asking"])


class AnswerBody(BaseModel):
    """What was asked last, with the token of what was shown, and what was said then; `question` is "" for none.

    `told` are the replies or the notice that the person was told last. `only_asked`: other questions wait too, and
    nobody hears the message yet who has not asked. `behind_news`: news came since that can be answered by a tap.
    """

    question: str = Field(max_length=100)
    summary: str | None = Field(None, max_length=4096)
    about: dict[str, Any] | None = None
    told: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=100)
    only_asked: bool = False
    behind_news: bool = False
    reading: ReadingBody


class HearDecision(Outcome[Literal["taken", "left", "which"]]):
    """`taken` has the `answer` of the `skill`, the `page` that says it, and the `rest` that is a wish of its own.

    `stays`: what was asked is not answered by it. `which`: it may be of the question or of news that came since.
    """


@router.post("/answers", response_model=HearDecision, responses=CALL_PROBLEMS)
def hear(body: AnswerBody, turn: Turn) -> Outcome[Any]:
    """Has whoever asked hear the message first."""
    asked = Asked(body.question, body.summary, body.about, body.told, body.only_asked, body.behind_news)
    return turn.once(lambda session, caller: service.hear(session, caller, asked, body.reading.reading()))
