"""Several things of the desk in one message are heard one after the other: the first clause now, the rest next."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, part, pieces
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.named import gives
from munshi.people.rules import STAFF
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import looking, proving, words
from munshi.service.visits.money_told import tells_of_money
from munshi.service.visits.references import TICKET, VISIT

Hears = Callable[[Session, Caller, Asked, Reading], Heard | None]
DONE = "done"
STEPS = ("on_way", "arrived", DONE)
PROVEN = ("arrived", DONE)  # by a code
MOST_OF_AN_END = 4  # words
FEWEST_WORDS = 3
FIGURES = re.compile(r"\d{2,}")
CODE, MONEY, PART = "code", "money", "part"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading, first: Hears) -> Heard | None:
    """What `first` makes of the first clause alone, where the clauses are surely of several things."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or not caller.may_act_as(*STAFF):
        return None
    by_reference = runs_the_desk(caller)
    spans = (
        list(pieces(reading))
        if by_reference
        else [cut for each in pieces(reading) for cut in _cut(text, *each)]
    )
    if len(spans) < 2:
        return None
    clauses = [text[start:end] for start, end in spans]
    if by_reference and (alone := _only_one(session, caller, asked, reading, spans, first)) is not None:
        return alone
    things = [_reference(each) for each in clauses] if by_reference else _kinds(clauses)
    groups = list(_groups(spans, things))
    if len(groups) < 2 or not things[0]:
        return None
    if not by_reference and looking.technician(session, caller.person) is None:
        return None
    for at, (start, end) in enumerate(groups[:1] if by_reference else groups):
        if found := first(session, caller, asked, part(reading, start, end)):
            unheard = (text[begins:ends].strip(SIGNS) for begins, ends in groups[:at])
            rest = ", ".join(filter(None, (found.rest, text[end:].strip(SIGNS), *unheard)))
            return replace(found, rest=rest or None)
    return None


def _groups(spans: Sequence[tuple[int, int]], things: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Where the clauses of one thing stand, with those of none behind them."""
    begins, ends, last = *spans[0], things[0]
    for (start, end), thing in zip(spans[1:], things[1:], strict=True):
        if thing and thing != last:
            yield begins, ends
            begins, last = start, thing
        ends = end
    yield begins, ends


def _only_one(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    spans: Sequence[tuple[int, int]],
    first: Hears,
) -> Heard | None:
    """Where one clause alone names its thing, and others give something to somebody too, those come next."""
    text = reading.text or ""
    named = [at for at, (start, end) in enumerate(spans) if _reference(text[start:end])]
    others = [text[start:end].strip(SIGNS) for at, (start, end) in enumerate(spans) if at not in named]
    if len(named) != 1 or not any(map(_gives, others)):
        return None
    found = first(session, caller, asked, part(reading, *spans[named[0]]))
    return found and replace(found, rest=", ".join(filter(None, (found.rest, *others))))


def _gives(clause: str) -> bool:
    """Whether it gives something to somebody, and not only words."""
    return gives(clause) and not words.says(clause, "has_told") and len(clause.split()) >= FEWEST_WORDS


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A clause that tells a code or the end of a job, and money, in two."""
    clause = text[start:end]
    code, done = proving.told_code(clause), words.step_at(clause, DONE)
    bare = VISIT.sub(lambda found: " " * len(found.group()), clause)
    sums = [found.start() for found in FIGURES.finditer(bare) if found.group() != code]
    if (code is None and done is None) or not sums or not tells_of_money(clause):
        return [(start, end)]
    at = start + max(done or 0, sums[0])
    return [(start, at), (at, end)] if text[start:at].strip(SIGNS) else [(start, end)]


def _reference(clause: str) -> str | None:
    """The visit or the ticket that a clause names."""
    found = VISIT.search(clause) or TICKET.search(clause)
    return f"{found.group()[:3].lower()}{int(found[1])}" if found else None


def _kinds(clauses: Sequence[str]) -> list[str | None]:
    """Whether each clause of a technician is a step of a job, money or a part; a code is of the step it proves."""
    codes = [proving.told_code(each) is not None for each in clauses]
    steps = [_step(each) for each in clauses]
    with_code = any(codes)
    return [
        CODE if code or (with_code and step in PROVEN) else MONEY if tells_of_money(clause) else step
        for clause, code, step in zip(clauses, codes, steps, strict=True)
    ]


def _step(clause: str) -> str | None:
    step = words.step_in(clause)
    if step in STEPS:
        return step
    if words.says(clause, "perhaps_done") and len(clause.split()) <= MOST_OF_AN_END:
        return DONE
    return PART if words.says(clause, "fitted") or words.says(clause, "was_changed") else None
