"""The message goes to the skill that asked, before anybody else hears it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.consent import CONFIRMS, before_another_wish, with_the_verb
from munshi.asking.heard import Heard, Hears, Questions
from munshi.asking.reading import LEAVES, NO, Asked, Reading
from munshi.asking.skills import SKILLS
from munshi.callers import Caller
from munshi.orders.joined_names import joined
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF

ORDERS, UNDOING = "orders", "undoing"
NOT_OFFERED = "not_offered"  # by this business
OF_THE_SHELF = "goods"  # the outcome of who wanted a part and finds goods
NO_ITSELF = "says_no"  # the facet
NAMED = frozenset({"act", "summary"})
BECOMES = frozenset({("tickets", "request_technician"), ("tickets", "change_visit")})
LEFT: Outcome[Any] = Outcome[str](outcome="left")
WHICH: Outcome[Any] = Outcome[str](outcome="which")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Outcome[Any]:
    """What became of the message; `left` where nobody has asked for it."""
    reading = joined(session, caller.business_id, with_the_verb(asked, reading))
    skill, hears = _whose(asked.question)
    if skill != UNDOING and _is_a_command(reading):
        return LEFT
    if hears and (agreed := _agreed(session, caller, asked, reading, hears)):
        return _taken(skill, agreed)
    by, heard = _first(session, caller, asked, reading, [(each.skill, each.interrupts) for each in SKILLS])
    if heard is None and reading.is_bare and _may_be_of_news(caller, asked):
        return WHICH
    refused = begins_with_no(reading) if asked.question.startswith(CONFIRMS) else None
    stays = heard is not None and refused is None
    if heard is None and hears:
        by, heard = skill, _own(hears(session, caller, asked, reading))
        if heard is None and refused is not None:
            by, heard = skill, _refused(hears(session, caller, asked, refused[0]), refused[1])
    if heard is None and not asked.only:
        by, heard = _first(session, caller, asked, reading, [(each.skill, each.overhears) for each in SKILLS])
        stays = heard is not None and refused is None and _waits_on(skill, by, heard)
    if heard is None:
        return LEFT
    return _taken(by, heard, stays=stays, closes=refused is not None and not stays)


def _waits_on(skill: str | None, by: str | None, heard: Heard) -> bool:
    """Whether the open question waits for its answer, as who has not asked closes none; a report may become a visit."""
    return skill is not None and by != skill and (skill, heard.page) not in BECOMES


def _taken(by: str | None, heard: Heard, *, stays: bool = False, closes: bool = False) -> Outcome[Any]:
    facts = {
        "skill": by,
        "page": heard.page,
        "rest": heard.rest,
        "stays": stays,
        "closes": closes,
        "answer": heard.outcome.model_dump(),
    }
    return Outcome[str](outcome="taken", facts=facts)


def _may_be_of_news(caller: Caller, asked: Asked) -> bool:
    """Whether news that came behind a question asks for a word as well: what customers are told asks for none."""
    return asked.behind_news and asked.question.startswith(CONFIRMS) and caller.may_act_as(*STAFF)


def _agreed(session: Session, caller: Caller, asked: Asked, reading: Reading, hears: Hears) -> Heard | None:
    """The yes of somebody who works here, before another wish, which comes next."""
    agreed = before_another_wish(asked, reading) if caller.may_act_as(*STAFF) else None
    heard = hears(session, caller, asked, agreed[0]) if agreed else None
    return replace(heard, rest=heard.rest or agreed[1]) if agreed and heard else None


def begins_with_no(reading: Reading) -> tuple[Reading, str] | None:
    """The no of which the first clause is nothing else, and the words behind: "nahi rehne do. 1003 taiyar hai"."""
    text = reading.text or ""
    end = CLAUSE.search(text)
    said = text[: end.start()].strip() if end else ""
    no = next((each for each in reading.placed(NO_ITSELF) if text[each.start : each.end] == said), None)
    rest = text[end.end() :].strip() if end else ""
    if not said or no is None or no.start > len(text) - len(text.lstrip()) or not rest:
        return None
    return Reading(said, [(NO, 1.0)], facets=[no]), rest


def _own(heard: Heard | None) -> Heard | None:
    """What somebody has heard, unless it turned out to be of the shelf: then the orders answer it by its own page."""
    return heard if heard and heard.outcome.outcome != OF_THE_SHELF else None


def _refused(heard: Heard | None, rest: str) -> Heard | None:
    return heard and replace(heard, rest=rest)


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
    """What the first of those who listen takes though it has not asked; what is not offered here hears nothing."""
    for skill, hears in listening:
        try:
            heard = hears(session, caller, asked, reading) if hears else None
        except Refusal as refusal:
            if refusal.outcome != NOT_OFFERED:
                raise
            heard = None
        if heard := heard if skill == ORDERS else _own(heard):
            return skill, heard
    return None, None


def _whose(question: str) -> tuple[str | None, Hears | None]:
    for questions in SKILLS:
        if question in questions.hears:
            return questions.skill, _with_beside(questions, question)
    return None, None


def _with_beside(questions: Questions, question: str) -> Hears:
    """Who hears the answer; what is told beside it comes next, where nothing else does."""
    hears, beside = questions.hears[question], questions.beside.get(question)

    def both(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        answered = hears(session, caller, asked, reading)
        rest = beside(reading.text or "") if beside and answered and answered.rest is None else None
        return replace(answered, rest=rest) if answered and rest else answered

    return both
