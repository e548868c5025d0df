"""Work on a second machine in the same visit, where who comes for the first knows it too: one way, one charge."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.clauses import part as piece
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import availability, machines, second, words
from munshi.service.visits.charging import contract_of
from munshi.service.visits.drafts import Draft
from munshi.service.visits.needs import ALSO, of_kept
from munshi.service.visits.rules import Need, can_do
from munshi.service.visits.told import wished

SENTENCE = re.compile(r"[.!?।]+(?:\s|$)|\n")
QUESTION = re.compile(r"[^.!?।\n]+\?")
SAID, APART = "also_said", "apart"  # of a draft: the words of the other machines, that no one visit has both


def as_wish(reading: Reading) -> Reading:
    """The message with a question whether both are done in one visit as the wish that it is."""
    text = reading.text or ""
    asked = [each for each in QUESTION.finditer(text) if words.says(each.group(), "one_visit")]
    for found in asked:
        if second.wholes_in(found.group()):
            text = f"{text[: found.end() - 1]}.{text[found.end() :]}"
    return replace(reading, text=text) if asked else reading


def take(session: Session, caller: Caller, draft: Draft, reading: Reading, today: date) -> None:
    """Takes what is said of a second machine into the visit, where it is work, or one visit is wished for both."""
    rest: str | None = draft.get("second")
    if not rest or not draft.get("machine"):
        return
    asks_for_one = words.says(reading.text or "", "one_visit") or words.says(reading.text or "", "with_it")
    kinds = second.wholes_in(rest) - {draft.get("machine")}
    if not kinds or (tells_fault(rest) and not asks_for_one) or draft.get("hazard"):
        return
    kinds |= set(draft.get(ALSO) or ())
    if _is_covered(session, caller, {draft.get("machine"), *kinds}, today):
        return
    if not _one_can(session, caller, replace(of_kept(draft.kept), also=frozenset(kinds))):
        draft.put(**{APART: asks_for_one or draft.get(APART)})
        return
    said = ", ".join(filter(None, (draft.get(SAID), _work_in(reading, rest, kinds))))
    draft.put(**{ALSO: sorted(kinds), SAID: said, "second": None})


def _work_in(reading: Reading, rest: str, kinds: Collection[str]) -> str:
    """What is said of the second machine, without hour and address and that it is one visit."""
    text = reading.text or ""
    at = text.rfind(rest)
    told = (wished(piece(reading, at, at + len(rest))) if at >= 0 else None) or rest
    named = [each.strip(SIGNS) for each in SENTENCE.split(told) if second.wholes_in(each) & set(kinds)]
    return ", ".join(map(_without_both, named)) or told


def _without_both(told: str) -> str:
    """Words up to where they say that it is one visit."""
    ends = [found[0] for each in ("one_visit", "with_it") if (found := words.placed(told, each))]
    return told[: min(ends)].strip(SIGNS) if ends and second.wholes_in(told[: min(ends)]) else told


def part(session: Session, caller: Caller, draft: Draft) -> None:
    """Makes the second machine a visit of its own again, where nobody who knows both comes to the address."""
    if draft.get(ALSO) and draft.get("pincode") and not _one_can(session, caller, of_kept(draft.kept)):
        draft.put(**{"second": draft.get(SAID), ALSO: None, SAID: None, APART: True})


def _one_can(session: Session, caller: Caller, need: Need) -> bool:
    """Whether somebody goes out for all of it, to the address as far as it is known."""
    crew: Any = availability.crew_of(session, caller.business).technicians
    return any(
        can_do(each, replace(need, pincode=need.pincode or next(iter(each.pincodes), ""))) for each in crew
    )


def _is_covered(session: Session, caller: Caller, kinds: Collection[str], today: date) -> bool:
    """Whether a guarantee or yearly care may hold for one of them: then each has a visit of its own terms."""
    bought = any(kind in kinds for _, kind in machines.bought(session, caller))
    cared = (contract_of(session, caller.business_id, caller.person.id, each, today) for each in kinds)
    return bought or any(cared)
