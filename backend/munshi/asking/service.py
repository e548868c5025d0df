"""The message goes to the skill that asked, before anybody else hears it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears
from munshi.asking.reading import LEAVES, Asked, Reading
from munshi.asking.skills import SKILLS
from munshi.callers import Caller
from munshi.outcomes import Outcome

UNDOING = "undoing"
NAMED = frozenset({"act", "summary"})
LEFT: Outcome[Any] = Outcome[str](outcome="left")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Outcome[Any]:
    """What became of the message; `left` where nobody has asked for it."""
    skill, hears = _whose(asked.question)
    if skill != UNDOING and _is_a_command(reading):
        return LEFT
    heard = hears(session, caller, asked, reading) if hears else None
    if heard is None:
        skill, heard = _overheard(session, caller, asked, reading)
    if heard is None:
        return LEFT
    facts = {"skill": skill, "page": heard.page, "rest": heard.rest, "answer": heard.outcome.model_dump()}
    return Outcome[str](outcome="taken", facts=facts)


def _is_a_command(reading: Reading) -> bool:
    """Whether a button is tapped that cancels what it names: that is no answer, whatever is asked."""
    names = any(each.entity in NAMED for each in reading.values)
    return reading.is_tap and reading.wants(LEAVES) and names


def _overheard(
    session: Session, caller: Caller, asked: Asked, reading: Reading
) -> tuple[str | None, Heard | None]:
    """What a skill takes though nobody has asked."""
    for questions in SKILLS:
        if questions.overhears and (heard := questions.overhears(session, caller, asked, reading)):
            return questions.skill, heard
    return None, None


def _whose(question: str) -> tuple[str | None, Hears | None]:
    for questions in SKILLS:
        if question in questions.hears:
            return questions.skill, questions.hears[question]
    return None, None
