"""The message goes to the skill that asked, before anybody else hears it."""

from collections.abc import Iterable
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
    by, heard = _first(session, caller, asked, reading, [(each.skill, each.interrupts) for each in SKILLS])
    stays = heard is not None
    if heard is None and hears:
        by, heard = skill, hears(session, caller, asked, reading)
    if heard is None:
        by, heard = _first(session, caller, asked, reading, [(each.skill, each.overhears) for each in SKILLS])
    if heard is None:
        return LEFT
    facts = {
        "skill": by,
        "page": heard.page,
        "rest": heard.rest,
        "stays": stays,
        "answer": heard.outcome.model_dump(),
    }
    return Outcome[str](outcome="taken", facts=facts)


def _is_a_command(reading: Reading) -> bool:
    """Whether a button is tapped that cancels what it names: that is no answer, whatever is asked."""
    names = any(each.entity in NAMED for each in reading.values)
    return reading.is_tap and reading.wants(LEAVES) and names


def _first(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    listening: Iterable[tuple[str, Hears | None]],
) -> tuple[str | None, Heard | None]:
    """What the first of those who listen takes though it has not asked."""
    for skill, hears in listening:
        if hears and (heard := hears(session, caller, asked, reading)):
            return skill, heard
    return None, None


def _whose(question: str) -> tuple[str | None, Hears | None]:
    for questions in SKILLS:
        if question in questions.hears:
            return questions.skill, questions.hears[question]
    return None, None
