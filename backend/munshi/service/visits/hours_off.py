"""Hours, or a day, in which who runs the shop wants no new visit, of a technician or of all: kept free, and opened."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.opening import hours_of
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.visits import absence, assigning, availability, carrying, looking, words
from munshi.service.visits.facts import job_facts
from munshi.service.visits.models import AWAY, Visit, VisitDraft
from munshi.service.visits.references import VISIT
from munshi.service.visits.rules import Span, wall
from munshi.service.visits.wishes import END_OF_DAY, FIRST_HOUR, NOON, in_opening, wish_in

PAGE = "do_visit"
BETWEEN = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:baje|bje|am|pm|बजे)?\s*(?:se|to|till|tak|-|–|से)\s*(\d{1,2})(?:[:.]([0-5]\d))?(?!\d)",
    re.IGNORECASE,
)
KEEPS_FREE, OPENS_AGAIN = (
    re.compile(each, re.IGNORECASE) for each in (r"\bkeep\b.*\bfree\b", r"\bopen\b.*\bagain\b")
)
AN_HOUR = 60  # minutes
Off = tuple[date, int, int]  # a day, from which minute of it, until which


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "vishal ko aaj 8 baje ke baad koi kaam mat do", "kal 9 se 10 koi booking mat lena", "kal booking khol do"."""
    text = reading.text or ""
    named = assigning.technicians_in(session, caller, text)
    ends = keeps_free(text) or bool(named and words.says(text, "blocks"))
    opens = opens_hours(text) or bool(named and (words.says(text, "opens_it") or OPENS_AGAIN.search(text)))
    if not (ends or opens) or VISIT.search(text) or words.asks(text):
        return None
    who = named or assigning.all_technicians(session, caller)
    day, span = _when(caller, reading)
    if not who or day < looking.today(caller.business):
        return None
    act = _open if opens and not ends else _keep_free
    return heard(session, caller, PAGE, lambda here, by: act(here, by, who, (day, *span)))


def keeps_free(text: str) -> bool:
    """Whether no visit shall be given: "booking mat lena", "keep Irfan free on Friday"."""
    return words.says(text, "no_more_work") or KEEPS_FREE.search(text) is not None


def opens_hours(text: str) -> bool:
    """Whether visits shall be given again, or hours that are named."""
    return words.says(text, "work_again") or bool(BETWEEN.search(text) and words.says(text, "opens_it"))


def of_own(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A technician is away for hours of a day, where no leave can be asked for: nobody is sent to a customer with them
    then, and the owners hear it.
    """
    text = reading.text or ""
    says = words.says(text, "comes_not") or (reading.wants(absence.APPLY) and words.says(text, "off_work"))
    if reading.is_tap or not says or words.asks(text) or not absence.of_hours(reading):
        return None
    if looking.technician(session, caller.person) is None or absence.is_granted(session, caller):
        return None
    day, span = _when(caller, reading)

    def work(here: Session, by: Caller) -> Outcome[Any]:
        _keep_free(here, by, [by.person], (day, *span))
        return carrying.pass_on(here, by, text)

    return heard(session, caller, PAGE, work)


def _when(caller: Caller, reading: Reading) -> tuple[date, Span]:
    """The day that is named, else today, and its hours; the whole of it where none is named, one where one is."""
    today, text = looking.today(caller.business), reading.text or ""
    wish = wish_in(reading, today)
    day = (wish.first if wish else None) or today
    day = day if day >= today else today + (today - day)  # *kal* lies as far behind
    if found := BETWEEN.search(text):
        first, begins, last, ends = (int(each or 0) for each in found.groups())
        since, until = first * 60 + begins, last * 60 + ends
        since += NOON if since < FIRST_HOUR * 60 else 0
        until += NOON if until <= since else 0
        return day, Span(since, min(until, END_OF_DAY))
    if wish is None or (wish.since is None and wish.until is None):
        return day, Span(0, END_OF_DAY)
    wish = in_opening(wish, text, hours_of(caller.business))
    since = wish.since or 0
    return day, Span(since, wish.until or (since + AN_HOUR if wish.exact else END_OF_DAY))


def _keep_free(session: Session, caller: Caller, who: Sequence[Person], off: Off) -> Outcome[Any]:
    """Nobody is offered such an hour; what stands there stays, and is shown."""
    for technician in who:
        _mark(session, caller, technician, [*_marked(session, caller, technician), off])
    return Outcome[str](outcome="hours_kept", facts=_facts(session, caller, who, off))


def _open(session: Session, caller: Caller, who: Sequence[Person], off: Off) -> Outcome[Any]:
    """What of the day was kept free is free no more."""
    day, since, until = off
    for technician in who:
        left = [
            (on, first, last)
            for on, first, last in _marked(session, caller, technician)
            if on != day or last <= since or first >= until
        ]
        _mark(session, caller, technician, left)
    return Outcome[str](outcome="hours_opened", facts=_facts(session, caller, who, off))


def _marked(session: Session, caller: Caller, technician: Person) -> list[Off]:
    """What is kept free from today on."""
    row = session.get(VisitDraft, (caller.business_id, technician.id, AWAY), with_for_update=True)
    today = looking.today(caller.business)
    return [each for each in availability.hours_off(row) if each[0] >= today] if row else []


def _mark(session: Session, caller: Caller, technician: Person, hours: Sequence[Off]) -> None:
    told = sorted({(day.isoformat(), since, until) for day, since, until in hours})
    absence.keep(session, caller.business_id, technician.id, hours=[list(each) for each in told])


def _facts(session: Session, caller: Caller, who: Sequence[Person], off: Off) -> dict[str, Any]:
    day, since, until = off
    everybody = len(who) > 1 and len(who) == len(assigning.all_technicians(session, caller))
    return {
        "technician": None if everybody else ", ".join(each.called or "?" for each in who),
        "on": day.isoformat(),
        "off_span": None if (since, until) == (0, END_OF_DAY) else [wall(since), _until(until)],
        "jobs": [job_facts(session, caller.business, each) for each in _there(session, caller, who, off)],
    }


def _there(session: Session, caller: Caller, who: Sequence[Person], off: Off) -> list[Visit]:
    """The visits that stand in these hours."""
    day, since, until = off
    jobs = [each for person in who for each in looking.live_jobs_of(session, caller.business, person.id)]
    spans = [(each, availability.span_of(caller.business, each.starts_at, each.ends_at)) for each in jobs]
    return [each for each, (on, span) in spans if on == day and span.start < until and since < span.end]


def _until(minute: int) -> str | None:
    """None is the end of the day."""
    return wall(minute) if minute < END_OF_DAY else None
