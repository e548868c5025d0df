"""What a skill makes of a message while its question is open, and how skills say which questions are theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.orm import Session

from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.turns import decide

Work = Callable[[Session, Caller], Outcome[Any]]
Confirm = Callable[[Session, Caller, str], Outcome[Any]]
Beside = Callable[[str], str | None]


@dataclass(frozen=True)
class Heard:
    """The answer to an answer: `page` is the intent whose page says the outcome, `rest` what was said beyond it."""

    page: str
    outcome: Outcome[Any]
    rest: str | None = None


def heard(session: Session, caller: Caller, page: str, work: Work, rest: str | None = None) -> Heard:
    """What `work` answers, or the refusal that it raised; then nothing of it stays done."""
    return Heard(page, decide(session, caller, work), rest)


class Hears(Protocol):
    """Takes what answers the open question, in whatever shape; None where the message is none of its business."""

    def __call__(self, session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None: ...


def decides(page: str, keep: Work, confirm: Confirm) -> Hears:
    """A question about what cannot be unsaid: only a plain yes confirms what was shown, a no leaves it."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        shown = reading.first("summary") or asked.summary
        if reading.is_no:
            return heard(session, caller, page, keep)
        if not shown or not reading.is_plain_yes:
            return None
        return heard(session, caller, page, lambda here, by: confirm(here, by, shown))

    return hears


@dataclass(frozen=True)
class Questions:
    """The questions of one skill, each with who hears the answer to it."""

    skill: str
    hears: Mapping[str, Hears]
    # What is surely its own, whatever is asked, after whoever asked.
    overhears: Hears | None = None
    # What names its thing, and is heard before whoever asked; they still wait.
    interrupts: Hears | None = None
    # What words tell beside the answer to one of its questions, by the question; it is heard next.
    beside: Mapping[str, Beside] = field(default_factory=dict)
