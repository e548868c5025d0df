"""Who of the shop takes an order to its customer: their name names no order, and what they took is on its way."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.asking.reading import Reading, Side
from munshi.callers import Caller
from munshi.orders.statuses import Status
from munshi.people import service as people
from munshi.people.names import meant
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

STEPS = "step_of_order"
FEW = 2  # words between a name and what says that it goes with them: "pappu ke saath", "with pappu"
WORD = re.compile(r"[^\s,;.!?।()\"“”]+")
LISTS = WordLists(__file__, "bearers.yml")


def places(session: Session, caller: Caller, text: str) -> set[int]:
    """Where the names of who works here begin beside words by which something goes with them, and those words."""
    said = [(each.start(), each.group()) for each in WORD.finditer(text)]
    carries = [at for at, (_, word) in enumerate(said) if LISTS.has(plain(word), "with")]
    names = _names(session, caller) if carries else []
    own = [
        at
        for at, (_, word) in enumerate(said)
        if names and any(_is_beside(at, each) for each in carries) and meant(word, names).sure
    ]
    beside = {each for each in carries if any(_is_beside(at, each) for at in own)}
    return {said[at][0] for at in (*own, *beside)}


def named(session: Session, caller: Caller, text: str) -> set[str]:
    """Who of those who work here is named in words."""
    names = _names(session, caller)
    found = (meant(each.group(), names) for each in WORD.finditer(text))
    return {name for each in found if each.sure for name in each.names}


def _is_beside(name: int, carrying: int) -> bool:
    """Whether a word of carrying stands right before a name or soon behind it."""
    return carrying == name - 1 or 0 < carrying - name <= FEW


def with_bearers(session: Session, caller: Caller, reading: Reading) -> Reading:
    """The same, where what somebody of the shop took is on its way, and not delivered: *pappu le gaya*."""
    text = reading.text or ""
    took = [each for each in reading.placed(STEPS) if _is_taken(text, each)]
    if reading.is_tap or not took:
        return reading
    starts = places(session, caller, text)
    borne = {(each.start, each.end) for each in took if _word_before(text, each.start) in starts}
    facets = [
        each._replace(value=Status.OUT_FOR_DELIVERY)
        if each.facet == STEPS and (each.start, each.end) in borne
        else each
        for each in reading.facets
    ]
    return replace(reading, facets=facets)


def _is_taken(text: str, step: Side) -> bool:
    said = plain(text[step.start : step.end])
    return step.value == Status.DELIVERED and LISTS.has(said, "took")


def _word_before(text: str, place: int) -> int:
    """Where the word right before a place begins."""
    return max((each.start() for each in WORD.finditer(text[:place])), default=-1)


def _names(session: Session, caller: Caller) -> Sequence[str]:
    return [each.called for each in people.holders(session, caller.business, STAFF) if each.called]


def tells_of_duty(reading: Reading) -> bool:
    """Whether a clause without a figure speaks of a duty, which is heard before the orders beside it."""
    return any(
        LISTS.has(plain(part), "duty") and not any(sign.isdigit() for sign in part)
        for part in PART.split(reading.text or "")
    )
