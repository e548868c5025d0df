"""Who runs the shop gives all that one technician has to another: "farhan ki sari visit deepak ko de do"."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import parts
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.named import gives
from munshi.people.rules import Role
from munshi.service.visits import assigning, availability, changing, choosing, looking, words
from munshi.service.visits.facts import job_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN

PAGE = "do_visit"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """All visits of one, of the day that is named or of every day, to the other of the two who are named."""
    text = reading.text or ""
    of_work = words.says(text, "visits") or words.says(text, "works")
    all_of_theirs = words.says(text, "all_of_them") or words.says(text, "theirs")
    if not (of_work and gives(text)):
        return None
    if VISIT.search(text) or TICKET.search(text) or words.machine_in(text) is not None:
        return None
    technicians = assigning.technicians_in(session, caller, text)
    to = taker(technicians, text)
    if len(technicians) != 2 or to is None:
        return None
    giver = next(each for each in technicians if each.id != to.id)
    if not (all_of_theirs or _is_work_of(session, caller, giver, to, reading)):
        return None
    day = changing.named_day(reading, caller)
    away = next((each for each in _clauses(reading) if _is_away(session, caller, each, giver)), None)
    return heard(session, caller, PAGE, lambda here, by: _give(here, by, giver, to, day), away)


def _is_work_of(session: Session, caller: Caller, giver: Person, to: Person, reading: Reading) -> bool:
    """Whether it is the work of the giver, and none of it alone is named: "Wasim ka kaam Sunil ko de do"."""
    text, first = reading.text or "", _first(giver)
    said = text.split()
    theirs = any(
        (_word_in(name) == first and words.is_of(behind, "genitive")) or _word_in(name) == f"{first}s"
        for name, behind in pairwise(said)
    )
    bare = choosing.without(choosing.without(text, giver), to)
    jobs = looking.live_jobs_of(session, caller.business, giver.id)
    is_one = reading.answer("time") is not None or bool(choosing.named(session, jobs, bare))
    return theirs and not is_one and not whom.named_in(session, caller.business_id, bare)


def _clauses(reading: Reading) -> list[str]:
    """The clauses of a message, parted by the first word that joins as well."""
    text = reading.text or ""
    joined = words.placed(text, "joining")
    halves = [text[: joined[0]].strip(), text[joined[1] :].strip()] if joined else []
    return [*(each.text or "" for each in parts(reading)), *halves]


def _is_away(session: Session, caller: Caller, clause: str, giver: Person) -> bool:
    """Whether a clause says that the giver does not come: that is heard next, once their jobs are given."""
    named = assigning.technicians_in(session, caller, clause)
    return [each.id for each in named] == [giver.id] and not gives(clause)


def taker(technicians: Sequence[Person], text: str) -> Person | None:
    """The one behind whose name it says to whom."""
    said = [*text.split(), ""]
    behind = {_word_in(name): after for name, after in pairwise(said)}
    before = {_word_in(name): lead for lead, name in pairwise(said)}
    to = [each for each in technicians if words.says(behind.get(_first(each), ""), "to_whom")]
    to = to or [each for each in technicians if words.says(before.get(_first(each), ""), "led_to")]
    return to[0] if len(to) == 1 else None


def _first(somebody: Person) -> str:
    return _word_in(somebody.called or "")


def _word_in(text: str) -> str:
    return next(iter(words.sounds(text)), "")


def _give(session: Session, caller: Caller, giver: Person, taker: Person, day: date | None) -> Outcome[Any]:
    """Each at whose hour the other is free; of those that stay it is said which."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    availability.lock(session, caller.business)
    given, stay = list[Visit](), list[Visit]()
    for visit in looking.live_jobs_of(session, caller.business, giver.id):
        if visit.status not in MAY_BE_GIVEN or visit.ends_at < clock.now():
            continue
        if day is not None and not availability.is_on(caller.business, visit.starts_at, day):
            continue
        if taker.id not in {each.key for each in assigning.free_then(session, caller, visit)}:
            stay.append(visit)
            continue
        assigning.give_to(session, caller, visit, taker.id)
        tell_customer(session, caller.business, visit, "visit_assigned")
        given.append(visit)
    rows, others = ([job_facts(session, caller.business, each) for each in list_] for list_ in (given, stay))
    facts = {
        "jobs": rows,
        "others": others,
        "manages": True,
        "technician": taker.called,
        "named_one": giver.called,
    }
    outcome = (
        "given_all"
        if given and not stay
        else "given_some"
        if given
        else "given_none"
        if stay
        else "none_to_give"
    )
    return Outcome[str](outcome=outcome, facts=facts)
