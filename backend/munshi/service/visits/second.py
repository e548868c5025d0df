"""A second machine in one message: it comes next, in the words that were said of it."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.models import VisitDraft
from munshi.service.visits.told import told, wished, without_joiner

KIND = "comes_next"  # the draft that has the words of the machine that comes next

CLAUSE = re.compile(r"[^,;.!?\n।]+")
TALK = " ,.;:-"
PARTS = frozenset({"motor", "phone"})
JOINS = re.compile(r"[,;&+\n]|[.!?।](?=\s)")


def behind_first(text: str, kinds: Collection[str], meant: str | None) -> str | None:
    """What a text says from its second machine on, where that is no part of the first, which is meant."""
    named = [each for each in words.machines_placed(text) if each[0] in kinds]
    if not named or named[0][0] != meant:
        return None
    first, begins = named[0]
    at = next((at for kind, at in named if kind != first), None)
    if at is None:
        return None
    between = text[begins:at]
    joined = JOINS.search(between) or words.says(between, "joining") or words.says(text[at:], "joining")
    if not joined or _is_its_part(between.split()):
        return None
    return without_lead(text[clause_before(text, at, begins) :]) or text[at:].strip()


def first_served(text: str, kinds: Collection[str]) -> str | None:
    """Of machines that are listed the first for which somebody goes out: the geyser of "2 fan, 1 geyser aur nal"."""
    placed = words.machines_placed(text)
    wholes = wholes_in(text)
    at = next((at for kind, at in placed if kind in kinds and kind in wholes), None)
    if at is None or not placed or placed[0][0] in kinds or tells_fault(text[:at]):
        return None
    listed = text[placed[0][1] : at]
    joined = JOINS.search(listed) or words.says(listed, "joining")
    return next(kind for kind, place in placed if place == at) if joined else None


def _is_its_part(before: list[str]) -> bool:
    """Whether the words before a machine make it a part of the first: "fridge ka motor", and no "bhai ka fridge"."""
    is_of_somebody = words.is_of(before[-1], "genitive") and words.machine_in(" ".join(before[-3:-1])) is None
    return words.is_of(before[-1], "belonging") and not is_of_somebody


def clause_before(text: str, at: int, since: int = 0) -> int:
    """Where the clause begins in which a place stands: behind a sign or a word that joins, else at that place."""
    signs = [found.end() for found in JOINS.finditer(text, since, at)]
    joined = [
        found.end()
        for found in words.WORD.finditer(text, since, at)
        if words.is_of(found.group(), "leads_next")
    ]
    return max([*signs, *joined], default=at)


def without_lead(clause: str) -> str:
    """A clause without the words at its beginning that only lead on to it: "and the washing machine"."""
    said = clause.strip().split(" ")
    while said and (words.is_of(said[0], "left_hanging") or words.is_of(said[0], "says_nothing")):
        said.pop(0)
    return " ".join(said)


def told_beside(
    reading: Reading, kind: str | None, kinds: Collection[str], *, only_faults: bool = True
) -> tuple[Reading, str | None]:
    """The message without what it tells of another machine than the one that is asked about, and those words.

    A fault that stands behind it and names no machine is of it. `kinds` are those that are seen to here, `only_faults`:
    without a fault it is no other wish.
    """
    text, told_of, is_of_second = reading.text or "", list[str](), False
    for clause in CLAUSE.finditer(text) if kind else ():
        said = clause.group()
        named, faulty = wholes_in(said), tells_fault(said)
        begins = bool(named & set(kinds)) and kind not in named | words.denied_machines(said)
        begins = begins and (faulty or (not only_faults and words.says(said, "too")))
        is_of_second = begins or (is_of_second and not named and faulty)
        if is_of_second:
            told_of.append(said.strip(TALK))
            text = text[: clause.start()] + " " * len(said) + text[clause.end() :]
    return replace(reading, text=text if text.strip(TALK) else ""), ", ".join(told_of) or None


def wholes_in(text: str) -> set[str]:
    """The machines that a text names, but those that are a part of another, and a phone, which is talked of."""
    if words.denied_machines(text):
        return {kind for kind in (words.machine_in(text),) if kind}
    placed = ((kind, text[:at].split()[-1:]) for kind, at in words.machines_placed(text))
    whole = {kind for kind, before in placed if not any(words.is_of(each, "belonging") for each in before)}
    return whole - PARTS


def of_both(rest: str | None) -> str | None:
    """What is said of the second machine, where it is said of both: "fridge dono kharab hai"."""
    both = words.placed(rest or "", "both_of_them")
    return f"{rest[: both[0]].strip()} {rest[both[1] :].strip()}".strip() if rest and both else rest


def without(reading: Reading, rest: str | None) -> Reading:
    """The message without what it says of the second machine; all of it where nothing is told before that."""
    text = reading.text or ""
    both = words.placed(rest or "", "both_of_them")
    of_it = without_joiner(text[: len(text.rstrip()) - len(rest or "")].strip())
    said = f"{of_it} {rest[both[1] :].strip()}".strip() if rest and both else of_it
    first = replace(reading, text=said)
    return first if rest and (told(first) or wished(first)) else reading


def keep(
    session: Session,
    caller: Caller,
    said: str | None,
    at: datetime | None = None,
    *,
    reported: bool = False,
    machine: str | None = None,
) -> None:
    """Keeps the words that come next: they are heard as a wish for a visit, or as a report where the first is one.

    `at` is when the first is seen to, `machine` what it is for where the words name none.
    """
    if not said:
        return
    draft = Draft(session, caller, KIND)
    draft.put(said=said, at=at.isoformat() if at else None, reported=reported or None, machine=machine)
    draft.save()


def waiting(session: Session, caller: Caller, text: str) -> Draft | None:
    """The draft of what comes next, where a text is what was said of it."""
    if not (words.machines_placed(text) or words.says(text, "visits") or words.says(text, "first_service")):
        return None
    row = session.get(VisitDraft, (caller.business_id, caller.person.id, KIND))
    if row is None or row.kept.get("said") != text.strip():
        return None
    return Draft(session, caller, KIND)
