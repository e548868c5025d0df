"""Which of several visits words mean: by number, whose it is, the machine, where it is, or its place in what was shown.

Where they may mean several it is asked, and what was said waits for the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.ordinals import at_place
from munshi.asking.reading import Asked, Reading, Value
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import names
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.service.tickets.models import Ticket
from munshi.service.visits import availability, kept, looking, pointing, steps, words, working
from munshi.service.visits.facts import job_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.references import TICKET, VISIT, ticket_in

PAGE, QUESTION, SETS_OUT = "do_visit", "take_job", "on_way"
FEWEST_SIGNS = 4  # of a word by which a place is known
MOST_OF_AN_ANSWER = 8  # words
MOST_OF_ALL, TWO = 3, 2  # words that mean all; how many both are
FIGURES = re.compile(r"\d+")
OWNS = re.compile(r"['’]s\b")  # behind a name, in English


def named(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The visits that the words name; none where they name none."""
    if references := {looking.normalised(each) for each in pointing.references(text)}:
        return [each for each in visits if each.reference in references]
    if (ticket := ticket_in(text)) is not None:
        return _of_ticket(session, visits, ticket)
    left: Sequence[Visit] = visits
    is_named = False
    for narrow in (_whose, _of_machine, _of_make, _at_place, _at_hour):
        if fitting := narrow(session, left, text):
            left, is_named = fitting, True
    nth = words.nth_in(text)
    one = at_place(sorted(left, key=lambda each: each.starts_at), nth) if nth is not None else None
    if one is not None:
        return [one]
    return left if is_named else []


def meant(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The visits that the words name, else all of them."""
    by_reference = VISIT.search(text) or TICKET.search(text)
    return named(session, visits, text) or ([] if by_reference else visits)


def without(text: str, somebody: Person) -> str:
    """The text without the first name of somebody who is not whose visit it is."""
    first = words.sounds(somebody.called or "")[:1]
    return " ".join(word for word in text.split() if words.sounds(word) != first)


def _of_ticket(session: Session, visits: Sequence[Visit], reference: str) -> Sequence[Visit]:
    """The visits for the ticket that is named."""
    tickets = ((each, session.get(Ticket, (each.business_id, each.ticket_id or 0))) for each in visits)
    return [each for each, ticket in tickets if ticket and ticket.reference == reference]


def ask(
    session: Session, caller: Caller, visits: Sequence[Visit], step: str, reading: Reading
) -> Outcome[Any]:
    """Of which of the jobs it is; what was said waits for it. Who sets out may say how long it takes meanwhile."""
    waits = kept.waiting(session, caller)
    if step == steps.LATE and waits is not None and waits.step == SETS_OUT:
        step, reading = SETS_OUT, replace(reading, text=f"{waits.reading.text}, {reading.text}")
    rows = [job_facts(session, caller.business, visit) for visit in visits]
    kept.keep(session, caller, step, reading, [each["visit"] for each in rows])
    return Outcome[str](outcome="which_job" if rows else "no_job_for_it", facts={"jobs": rows, "step": step})


def show(session: Session, caller: Caller, visits: Sequence[Visit]) -> Heard:
    """The job that is named; of several it is asked which is to be shown."""
    if len(visits) > 1:
        nothing = Reading(None, [(PAGE, 1.0)])
        return heard(session, caller, PAGE, lambda here, by: ask(here, by, visits, "open", nothing))
    named_one = Reading(None, [(PAGE, 1.0)], [Value("visit", visits[0].reference)])
    return heard(session, caller, PAGE, lambda here, by: _card(here, by, named_one))


def _card(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    shown = working.named(session, caller, reading)
    assert shown is not None
    return shown


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One of the jobs that were shown, in whatever words; the step that waits is done at it."""
    text, waiting = reading.text or "", kept.waiting(session, caller)
    if reading.is_tap or waiting is None:
        return None
    if reading.is_no and not steps.told(reading):
        return heard(session, caller, PAGE, _leave)
    if len(text.split()) > MOST_OF_AN_ANSWER or _tells_another(reading, waiting.step):
        return None
    shown = looking.with_references(session, caller.business_id, waiting.jobs)
    if waiting.step == working.ASSIGN and waiting.reading.text and means_all(shown, text):
        first, others = shown[0].reference, [f"{each.reference} {waiting.reading.text}" for each in shown[1:]]
        return heard(
            session,
            caller,
            PAGE,
            lambda here, by: working.do(here, by, first, waiting.step, waiting.reading),
            ", ".join(others),
        )
    found = _answered(session, shown, text)
    if not found:
        return None
    if len(found) > 1:
        return heard(
            session, caller, PAGE, lambda here, by: ask(here, by, found, waiting.step, waiting.reading)
        )
    reference = found[0].reference
    return heard(
        session, caller, PAGE, lambda here, by: working.do(here, by, reference, waiting.step, waiting.reading)
    )


def means_all(shown: Sequence[Visit], text: str) -> bool:
    """Whether all of what was shown is meant, and no more is said: "dono", "all of them"; both only of two."""
    short = len(text.split()) <= MOST_OF_ALL and words.says(text, "all_of_them")
    return short and len(shown) > 1 and (len(shown) == TWO or not words.says(text, "both_of_them"))


def _tells_another(reading: Reading, step: str) -> bool:
    """Whether another step is told than the one that waits: then that is meant, of the job that is named with it."""
    told = steps.step_in(reading)
    return told is not None and told != step


def _leave(session: Session, caller: Caller) -> Outcome[Any]:
    kept.drop(session, caller)
    return Outcome[str](outcome="word_left")


def _answered(session: Session, shown: Sequence[Visit], text: str) -> Sequence[Visit]:
    """By its number without the letters, as it is named, else by its place."""
    number = text.strip(" .#")
    by_number = [each for each in shown if each.reference == looking.normalised(number)]
    found = by_number if number.isdecimal() else named(session, shown, text)
    if found:
        return found
    place = words.place_in(text)
    one = at_place(shown, place) if place is not None else None
    return [] if one is None else [one]


def _whose(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """By the customer's name, any part of it, or by their phone."""
    people = [session.get_one(Person, (each.business_id, each.person_id)) for each in visits]
    whose = {each.id for each in all_named_in(text, people)}
    said = set(words.sounds(OWNS.sub(" ", text)))
    whose = whose or {each.id for each in people if _last_names(each) & said}
    return [each for each in visits if each.person_id in whose]


def _last_names(somebody: Person) -> set[str]:
    return {
        sound for word in (somebody.called or "").split()[1:] for sound in words.sounds(word)
    } - names.ADDRESSES


def _of_machine(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    machine = words.machine_in(text)
    return [each for each in visits if each.machine == machine]


def _of_make(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """By a word of what the machine is called, beside its kind: its maker."""
    said = set(words.sounds(text))
    return [each for each in visits if _makes(each) & said]


def _makes(visit: Visit) -> set[str]:
    called = (word for word in (visit.product or "").split() if words.machine_in(word) is None)
    return {sound for word in called if word.isalpha() for sound in words.sounds(word)}


def _at_place(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """By a word of the address that is no street, town or number."""
    said = set(words.sounds(text))
    return [each for each in visits if _places(each) & said]


def _places(visit: Visit) -> set[str]:
    """The sounds of its words, and of two that people write as one: "manikbagh"."""
    called = [word for word in words.WORD.findall(visit.address or "") if not FIGURES.search(word)]
    known = [word for word in called if len(word) >= FEWEST_SIGNS and not words.says(word, "any_place")]
    joined = [f"{first}{second}" for first, second in pairwise(called)]
    return {sound for word in (*known, *joined) for sound in words.sounds(word)}


def _at_hour(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """By the hour by which it is called: "5 baje wala"."""
    hours = pointing.hours(text)
    return [each for each in visits if hours and _hour(session, each) % pointing.HALF_A_DAY in hours]


def _hour(session: Session, visit: Visit) -> int:
    business = session.get_one(Business, visit.business_id)
    return availability.span_of(business, visit.starts_at, visit.ends_at)[1].start // 60
