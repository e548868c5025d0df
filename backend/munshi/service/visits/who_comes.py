"""What a customer says of who comes: whether it is the same one, somebody else is wished, or just this one.

The wish is kept with the visit and told to the owner; where somebody else is free at that hour, they are offered.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.people.rules import STAFF
from munshi.service.tickets.words import is_of_conduct, tells_fault
from munshi.service.visits import (
    assigning,
    availability,
    cancelling,
    doubt,
    looking,
    noting,
    rescheduling,
    words,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, person, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_owners
from munshi.service.visits.rules import HOUR, Need, Slot, Wish, slot_at
from munshi.service.visits.statuses import MAY_CHANGE, Status
from munshi.service.visits.told import pieces
from munshi.service.visits.wishes import says_when, wish_in

CHANGE, QUESTION, KIND = "change_visit", "confirm_other_technician", "other_technician"
KEPT = "who_wished"  # in the work of a visit
LONGEST = 300
CLAUSE = re.compile(r"[.,;!?।\n]|\s(?:par|lekin|magar|but|पर|लेकिन|और|aur)\s", re.IGNORECASE)
OF_THE_VISIT = ("choose_new_slot", "confirm_move_visit", "confirm_cancel_visit", "choose_visit", QUESTION)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What who waits for a visit says of the technician; asked nothing, or about that very visit."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF):
        return None
    if asked.question and asked.question not in OF_THE_VISIT:
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each for each in visits if each.status in MAY_CHANGE and each.technician_id]
    if not waiting:
        return None
    named = assigning.technicians_in(session, caller, text)
    visit = next((each for each in waiting if each.technician_id in {one.id for one in named}), waiting[0])
    reference = visit.reference
    if not named and len(waiting) > 1 and words.says(text, "asks_who"):
        return heard(session, caller, CHANGE, lambda here, by: _tell_each(here, by, visits))
    if asks_who(text) or words.says(text, "asks_who"):
        return heard(session, caller, CHANGE, lambda here, by: _tell(here, by, reference))
    if _needs_nobody(text):
        return heard(session, caller, CHANGE, lambda here, by: _call_off(here, by, reference))
    if wishes_other(text, named):
        return heard(session, caller, CHANGE, lambda here, by: _offer(here, by, reference, reading))
    if words.says(text, "same_again") and words.machine_in(text) is None and not says_when(reading):
        return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))
    meant = [each.id for each in named if each.id not in _denied(named, text)]
    if meant and any(words.says(text, each) for each in ("just_this_one", "instead_of", "in_whose_place")):
        who = meant[0]
        return heard(session, caller, CHANGE, lambda here, by: _offer(here, by, reference, reading, who))
    return None


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes has who was offered come, a no leaves it; the owner knows of the wish either way."""
    draft, shown = Draft(session, caller, KIND), reading.first("summary") or asked.summary
    reference, who = draft.get("visit"), draft.get("who")
    if not reference or draft.get("token") != shown:
        return None
    if words.says(reading.text or "", "cancelling") and not words.says(reading.text or "", "keeping"):
        return heard(session, caller, CHANGE, lambda here, by: _call_off(here, by, reference))
    if reading.agrees:
        return heard(session, caller, CHANGE, lambda here, by: _send(here, by, reference, who))
    if reading.is_no:
        return heard(session, caller, CHANGE, lambda here, by: _tell(here, by, reference, "who_settled"))
    return None


def _needs_nobody(text: str) -> bool:
    """Whether nobody is to be sent because it works again: "paani aa gaya, Ravi ko mat bhejo"."""
    not_sent = words.says(text, "not_this_one") or words.says(text, "nobody_comes")
    works = words.says(text, "came_back") or words.says(text, "well_again") or words.says(text, "not_needed")
    return not_sent and works and not words.says(text, "another_one")


def _call_off(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """The visit is shown to be called off by a yes."""
    visit = looking.locked(session, caller.business_id, reference)
    Draft(session, caller, KIND).empty()
    moving = Draft(session, caller, cancelling.KIND)
    moving.put(visit=visit.reference, wanted="cancel")
    moving.save()
    return cancelling.ask_to_cancel(session, caller, visit)


def asks_who(text: str) -> bool:
    """Whether it asks if the one who is known comes: "wahi aa rahe hain na?", "Ramu hi aayenge na"."""
    return words.says(text, "same_one") or words.says(text, "found_other")


def wishes_other(text: str, named: Sequence[Person] = ()) -> bool:
    """Whether another is wished than who came or is named: "woh ladka mat bhejna", "Ravi nahi chahiye"."""
    not_this = words.says(text, "not_this_one") or words.says(text, "nobody_comes")
    return words.says(text, "another_one") or bool(named and not_this)


def _denied(named: Sequence[Person], text: str) -> set[int]:
    """Those of the named ones who are said not to be meant: "Farhan not Deepak"."""
    words_ = text.split()
    behind_no = {words_[at + 1] for at, word in enumerate(words_[:-1]) if words.is_of(word, "not_this")}
    before_no = {words_[at - 1] for at, word in enumerate(words_) if at and words.is_of(word, "not_then")}
    if instead := words.placed(text, "instead_of"):
        behind_no.update(text[instead[1] :].split()[:1])
    if place := words.placed(text, "in_whose_place"):
        before_no.update(text[: place[0]].split()[-1:])
    return {each.id for each in named if all_named_in(" ".join(behind_no | before_no), [each])}


def clauses_of_who(session: Session, caller: Caller, reading: Reading) -> str | None:
    """What of a message is of who shall come."""
    clauses = (each for piece in pieces(reading) for each in CLAUSE.split(piece))
    found = [each.strip() for each in clauses if _speaks_of_who(session, caller, each)]
    return ", ".join(found) or None


def _speaks_of_who(session: Session, caller: Caller, text: str) -> bool:
    """Whether it wishes another, the same again, or names one of the technicians and complains of nothing."""
    if wishes_other(text) or words.says(text, "same_again"):
        return True
    named = assigning.technicians_in(session, caller, text)
    of_else = tells_fault(text) or is_of_conduct(text) or words.says(text, "reaching_them")
    return bool(named) and not of_else


def chosen(session: Session, caller: Caller, said: str | None, need: Need, at: datetime) -> int | None:
    """Who of those free at a moment suits the wish; None is whoever is the best."""
    return next(
        (key for key in _suiting(session, caller, said) if _is_free(session, caller, need, at, key)), None
    )


def slots(
    session: Session, caller: Caller, said: str | None, need: Need, named: int | None = None
) -> list[Slot]:
    """When those who suit the wish can come, the soonest first; none where nobody is wished."""
    found = [
        slot
        for key in _suiting(session, caller, said)
        for slot in availability.slots(session, caller.business, need, who=key, named=named)
    ]
    return sorted(
        {(each.day, each.span.start): each for each in found}.values(), key=lambda each: (each.day, each.span)
    )


def called_then(session: Session, caller: Caller, said: str, need: Need, at: datetime) -> str | None:
    """What they are called who would come at a moment: one who suits the wish, else whoever is the best."""
    who = chosen(session, caller, said, need, at)
    if who is None:
        start = at.hour * HOUR + at.minute
        found = availability.slots(session, caller.business, need, named=start)
        slot = slot_at(found, at.date(), start)
        who = slot.technician if slot else None
    somebody = person(session, caller.business_id, who)
    return somebody.called if somebody else None


def _suiting(session: Session, caller: Caller, said: str | None) -> list[int]:
    """The technicians who suit a wish, by what it names and denies."""
    if not said:
        return []
    people = assigning.technicians_in(session, caller, said)
    denied = _denied(people, said)
    named = {each.id for each in people} - denied
    others = wishes_other(said, people) or (bool(denied) and not named)
    if words.says(said, "same_again") and not named:
        named, others = set(_who_came(session, caller)), False
    barred = denied | ((named or set(_who_came(session, caller))) if others else set[int]())
    crew = availability.crew_of(session, caller.business)
    return [each.key for each in crew.technicians if each.key not in barred and (others or each.key in named)]


def _is_free(session: Session, caller: Caller, need: Need, at: datetime, key: int) -> bool:
    start = at.hour * HOUR + at.minute
    found = availability.slots(session, caller.business, need, who=key, named=start)
    return slot_at(found, at.date(), start) is not None


def keep(session: Session, caller: Caller, visit: Visit, said: str) -> None:
    """Keeps the wish with the visit, and has the owner told, who can give it to another."""
    visit.work = {**visit.work, KEPT: said[:LONGEST]}
    session.flush()
    told = {"visit_word": said[:LONGEST], "manages": True}
    tell_owners(session, caller.business, visit, "visit_who_wished", clock.now(), **told)


def _tell(session: Session, caller: Caller, reference: str, outcome: str = "who_comes") -> Outcome[Any]:
    """Who comes, as it stands now."""
    visit = looking.locked(session, caller.business_id, reference)
    facts = visit_facts(session, caller.business, visit)
    if doubt.is_on(visit):
        return Outcome[str](outcome="visits", facts={"visits": [facts]})
    return Outcome[str](outcome=outcome, facts=facts)


def _tell_each(session: Session, caller: Caller, visits: Sequence[Visit]) -> Outcome[Any]:
    """Who comes for each of several visits."""
    facts = [visit_facts(session, caller.business, each) for each in visits]
    return Outcome[str](outcome="visits", facts={"visits": facts})


def _offer(
    session: Session, caller: Caller, reference: str, reading: Reading, who: int | None = None
) -> Outcome[Any]:
    said = reading.text or ""
    visit = looking.locked(session, caller.business_id, reference)
    facts = visit_facts(session, caller.business, visit)
    if who == visit.technician_id:
        return Outcome[str](outcome="who_comes", facts=facts)
    keep(session, caller, visit, said)
    free = [each.key for each in assigning.free_then(session, caller, visit)]
    other = who if who in free else next(iter(free), None) if who is None else None
    somebody = person(session, caller.business_id, other)
    if other is None or somebody is None:
        wish = wish_in(reading, looking.today(caller.business))
        return _nobody_else(session, caller, visit, facts, wish)
    draft = Draft(session, caller, KIND)
    token = draft.token(visit.reference, other, len(visit.moves))
    draft.put(visit=visit.reference, who=other, token=token)
    draft.save()
    return Outcome[str](
        outcome="confirm_other", facts={**facts, "named_one": somebody.called, "summary": token}
    )


def _nobody_else(
    session: Session, caller: Caller, visit: Visit, facts: Facts, wish: Wish | None = None
) -> Outcome[Any]:
    """The one who was to come still does; of a visit that nobody can keep another time is chosen, of the free ones."""
    if visit.status == Status.DISPLACED:
        draft = Draft(session, caller, rescheduling.KIND)
        draft.empty()
        return rescheduling.Moving(session, caller, draft, visit).wish(wish or Wish())
    return Outcome[str](outcome="who_wish_told", facts=facts)


def _send(session: Session, caller: Caller, reference: str, who: int) -> Outcome[Any]:
    """The other one comes, at the same hour; both technicians and the owner hear it."""
    availability.lock(session, caller.business)
    visit = looking.locked(session, caller.business_id, reference)
    if visit.person_id != caller.person.id:
        raise Refusal("not_found", reference=reference)
    if visit.status not in MAY_CHANGE or who not in {
        each.key for each in assigning.free_then(session, caller, visit)
    }:
        return _nobody_else(session, caller, visit, visit_facts(session, caller.business, visit))
    Draft(session, caller, KIND).empty()
    assigning.give_to(session, caller, visit, who)
    return Outcome[str](outcome="who_settled", facts=visit_facts(session, caller.business, visit))


def _who_came(session: Session, caller: Caller) -> Sequence[int]:
    """Who came to this customer the last time."""
    query = select(Visit).where(
        Visit.business_id == caller.business_id,
        Visit.person_id == caller.person.id,
        Visit.status.in_((Status.CLOSED, Status.REJECTED)),
        Visit.technician_id.is_not(None),
    )
    last = session.scalar(query.order_by(Visit.starts_at.desc()).limit(1))
    return [last.technician_id] if last and last.technician_id else []
