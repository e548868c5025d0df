"""The technician found nobody at home, or does not come on a day.

In the first case the visit is off by a yes, and the customer is asked for a new time. In the other leave is asked for
or taken back; where the business serves none the owner hears it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, Value
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.leave import cancelling
from munshi.leave.asking import service as leave
from munshi.leave.asking.drafts import Period
from munshi.leave.asking.said import message_of
from munshi.leave.desk import live_requests
from munshi.leave.terms import SKILL as LEAVE
from munshi.leave.terms import grants
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.visits import assigning, availability, carrying, displacing, doubt, looking, steps, words
from munshi.service.visits.facts import Facts, job_facts
from munshi.service.visits.job import Job
from munshi.service.visits.models import AWAY, Visit, VisitDraft
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import Status

PAGE, REASON = "do_visit", "absent"
AWAY_SAID = "of_being_away"  # the facet
APPLY, CANCEL = "apply_leave", "cancel_leave"
TOLD = ("utter_do_visit_away_told", "utter_do_visit_away_told_free")
OF_A_MONTH = re.compile(r"(?<![\d:.])([12]?\d|3[01])\s*([^\s\d:.,]+)")
DAYS_AHEAD = 92  # in which every day of a month comes
LONGEST = 300
MOST_DAYS = 13
BEFORE_ARRIVAL = (Status.BOOKED, Status.ON_WAY)


def ask(job: Job, reading: Reading) -> Outcome[Any]:
    """What a yes does."""
    _must_be_before_arrival(job)
    return job.asks("confirm_absent", summary=f"{job.visit.reference}:{len(job.visit.moves)}")


def confirm(job: Job, reading: Reading) -> Outcome[Any]:
    """Nothing is charged; customer and owner hear of it."""
    _must_be_before_arrival(job)
    move(job.session, job.visit, Status.DISPLACED, job.caller.person, REASON)
    tell_customer(job.session, job.business, job.visit, "visit_absent")
    tell_owners(job.session, job.business, job.visit, "visit_absent_owner")
    return job.outcome("absent")


def _must_be_before_arrival(job: Job) -> None:
    if job.visit.status not in BEFORE_ARRIVAL:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)


def of_a_break(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That a technician is away for an hour or less is no delay of a job and no leave: who runs the shop hears it."""
    said = reading.answer("duration")
    is_short = isinstance(said, dict) and bool(said.get("minutes") or said.get("hours"))
    is_break = steps.tells(reading, "leave") and not steps.tells(reading, steps.LATE, "on_way")
    if reading.is_tap or not (is_short and is_break) or words.asks(reading.text or ""):
        return None
    if reading.sides(AWAY_SAID) or looking.technician(session, caller.person) is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, reading.text or ""))


def of_leave(session: Session, caller: Caller, reading: Reading, told: Collection[str] = ()) -> Heard | None:
    """A technician will not come: that is a wish for leave, and where none is given the owner hears it."""
    text = reading.text or ""
    rights = any(each in TOLD for each in told) and words.says(text, "not_yet")
    asks_for_it = reading.wants(APPLY) and words.says(text, "off_work")
    says = words.says(text, "comes_not") or asks_for_it or is_of_the_day(session, caller, reading) or rights
    if reading.is_tap or text.rstrip().endswith("?") or (of_hours(reading) and not _comes(text)):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    today = looking.today(caller.business)
    off, on = days_off(reading, today)
    if not (off or on) and (number := _number_in(text)) is not None:
        off = [_next_with(number, today)]
    if is_granted(session, caller):
        says = says and (bool(off) or not on) and not of_hours(reading)
        return _of_granted(session, caller, reading, on, says=says)
    if of_hours(reading):
        return None
    marked = days_of(session, caller.business_id, caller.person.id)
    denied = _denied_of(marked, text) if rights and off else []
    again = [day for day in (*on, *denied) if day in marked and day not in off]
    off = off or ([today] if says and not on else [])
    if not (off and says) and not again:
        return None
    return heard(session, caller, PAGE, lambda here, by: _tell(here, by, off if says else [], again, text))


def is_of_the_day(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who is ill cannot go, of no job and to no colleague that are named, and no leave is asked for here."""
    text = reading.text or ""
    ill = words.says(text, "off_work") and steps.tells(reading, "cannot_come")
    if not ill or VISIT.search(text) or TICKET.search(text) or is_granted(session, caller):
        return False
    gives = words.says(text, "handing")
    return not (
        gives and (assigning.technicians_in(session, caller, text) or _names_whose(session, caller, text))
    )


def _names_whose(session: Session, caller: Caller, text: str) -> bool:
    """Whether a job is named by its customer or its machine."""
    return words.machine_in(text) is not None or bool(whom.named_in(session, caller.business_id, text))


def _number_in(text: str) -> int | None:
    """The day of the month that stands by its number alone: "6 ki chutti", "6 tarikh ko"."""
    found = next((each for each in OF_A_MONTH.finditer(text) if words.is_of(each[2], "of_a_date")), None)
    return int(found[1]) if found else None


def _next_with(number: int, today: date) -> date:
    """The next day with this number in its month."""
    ahead = (today + timedelta(days=each) for each in range(DAYS_AHEAD))
    return next(day for day in ahead if day.day == number)


def _denied_of(days: Sequence[date], text: str) -> list[date]:
    """Of days that were told those that are not meant: their number stands before a no, or it is the only one."""
    before = text[: place[0]] if (place := words.placed(text, "not_yet")) else ""
    numbers = {int(each) for each in re.findall(r"\d+", before)}
    return [day for day in days if day.day in numbers] or (list(days) if len(days) == 1 else [])


def is_granted(session: Session, caller: Caller) -> bool:
    """Whether leave can be asked for here."""
    today = looking.today(caller.business)
    return LEAVE in caller.business.skills and bool(grants(session, caller.business).types_on(today))


def _of_granted(
    session: Session, caller: Caller, reading: Reading, on: Sequence[date], *, says: bool
) -> Heard | None:
    """Leave is asked for as any is; who comes on a day of theirs takes it back, and is asked first."""
    text = reading.text or ""
    today = looking.today(caller.business)
    days = (
        [today] if _comes(text) and (not on or of_hours(reading)) else on
    )  # an hour of another day is half of it
    live = live_requests(session, caller.business_id, caller.person.id) if days and not says else []
    if any(each.first <= day <= each.last for each in live for day in days):
        meant = Period(first=days[0], last=days[-1])
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, None, meant))
    if not says or reading.wants(APPLY, CANCEL):
        return None
    return heard(session, caller, APPLY, lambda here, by: leave.say(here, by, message_of(reading)))


def _comes(text: str) -> bool:
    """Whether somebody comes, or wants no leave: "chhutti nahi chahiye, main aa raha hu"."""
    clauses = CLAUSE.split(text)
    comes = any(words.says(each, "comes_still") and not words.says(each, "not_yet") for each in clauses)
    return comes or any(words.says(each, "off_work") and words.says(each, "not_wanted") for each in clauses)


def days_off(reading: Reading, today: date) -> tuple[list[date], list[date]]:
    """On which of the named days they do not come, and on which they do: by the words behind each day."""
    text = reading.text or ""
    named = {(each.start, each.end, tuple(_day_in(each, today))) for each in _named(reading)}
    found = sorted(each for each in named if each[2])
    off, on, waiting, behind = list[date](), list[date](), list[date](), ""
    for at, (_, end, days) in enumerate(found):
        behind = text[end : found[at + 1][0] if at + 1 < len(found) else None]
        if _comes(behind):
            on += [*waiting, *days]
            waiting = []
        elif words.says(behind, "not_yet"):
            off += [*waiting, *days]
            waiting = []
        elif words.says(behind, "off_work"):
            off += waiting
            waiting = list(days)
        else:
            waiting += days
    is_off = words.says(behind, "off_work") or words.says(behind, "too")
    if not off:
        is_off = not on or words.says(text, "off_work")
    return sorted({*off, *(waiting if is_off else [])}), on


def days_named(reading: Reading, today: date) -> list[date]:
    """Every day that is named, in order."""
    return sorted({day for each in _named(reading) for day in _day_in(each, today)})


def _named(reading: Reading) -> Iterator[Value]:
    for entity in ("period", "time"):
        yield from reading.answers(entity)


def _day_in(value: Value, today: date) -> Iterator[date]:
    said = value.value if isinstance(value.value, dict) else {}
    if value.entity == "time":
        yield from [date.fromisoformat(said["date"])] if said.get("date") else []
        return
    if said.get("from"):
        first = date.fromisoformat(said["from"])
        last = max(first, date.fromisoformat(said.get("to") or said["from"]))
        if first < today and said.get("ambiguous"):
            first = last = today + (today - first)
        yield from (first + timedelta(days=ahead) for ahead in range(min((last - first).days, MOST_DAYS) + 1))


def of_hours(reading: Reading) -> bool:
    """Whether an hour is named."""
    return any(each.value.get("from") for each in reading.answers("time") if isinstance(each.value, dict))


def days_of(session: Session, business_id: str, person_id: int) -> list[date]:
    """The days on which somebody has said that they do not come."""
    row = session.get(VisitDraft, (business_id, person_id, AWAY))
    return [date.fromisoformat(day) for day in row.kept.get("days", ())] if row else []


def mark(session: Session, caller: Caller, days: Collection[date]) -> None:
    """Nobody is sent to a customer with them on these days."""
    keep(session, caller.business_id, caller.person.id, days=sorted(day.isoformat() for day in days))


def keep(session: Session, business_id: str, person_id: int, **free: list[Any]) -> None:
    """Writes the `days` or the `hours` in which nobody is sent to a customer with them; the others stay."""
    key = {"business_id": business_id, "person_id": person_id, "kind": AWAY}
    row = session.get(VisitDraft, tuple(key.values()), with_for_update=True)
    if row is None:
        row = VisitDraft(**key, kept={})
        session.add(row)
    row.kept, row.changed_at = {**row.kept, **free}, clock.now()
    session.flush()


def _tell(
    session: Session, caller: Caller, off: Sequence[date], again: Sequence[date], said: str
) -> Outcome[Any]:
    """The slots of these days are given to nobody with them, those on which they come again are."""
    business = caller.business
    before = set(days_of(session, business.id, caller.person.id))
    mark(session, caller, (before | set(off)) - set(again))
    if again:
        back = come_again(session, caller, again)
        name: Notice = "visit_coming_again_but" if back["others"] else "visit_coming_again"
        key = f"again:{caller.person.id}:{clock.now().isoformat()}"
        told = {**back, "visit_word": said[:LONGEST]}
        notices.tell_role(session, business.id, Role.OWNER, name, key, but=caller.person, **told)
        if not off:
            return Outcome[str](outcome="coming_again_but" if back["others"] else "coming_again", facts=back)
    return _tell_that_away(session, caller, off, said)


def come_again(session: Session, caller: Caller, days: Sequence[date]) -> Facts:
    """The caller keeps what was in doubt, and has back what was taken off them; the facts say what is not."""
    business = caller.business
    for visit in _jobs_on(session, caller, days):
        if doubt.is_on(visit):
            doubt.settle(visit)
            if visit.status != Status.BOOKED or visit.starts_at <= clock.now():
                tell_customer(session, business, visit, "visit_restored")
    displacing.restore(session, business)
    left = displacing.not_restored(session, business, caller.person.id, days)
    return {
        "technician": caller.person.called,
        "off_days": [day.isoformat() for day in days],
        "others": [job_facts(session, business, each) for each in left],
    }


def _tell_that_away(session: Session, caller: Caller, days: Sequence[date], said: str) -> Outcome[Any]:
    leave_jobs(session, caller, days)
    facts = {**away_facts(session, caller, days), "visit_word": said[:LONGEST]}
    name: Notice = "visit_not_coming" if facts["jobs"] else "visit_not_coming_free"
    key = f"away:{caller.person.id}:{','.join(facts['off_days'])}"
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, but=caller.person, **facts)
    return Outcome[str](outcome="away_told" if facts["jobs"] else "away_told_free", facts=facts)


def leave_jobs(session: Session, caller: Caller, days: Sequence[date]) -> None:
    """What the caller has on these days is in doubt; whose hour has begun hears it here, the others as it is moved."""
    for visit in _jobs_on(session, caller, days):
        if visit.status not in BEFORE_ARRIVAL:
            continue
        doubt.cast(visit)
        if visit.status != Status.BOOKED or visit.starts_at <= clock.now():
            tell_customer(session, caller.business, visit, "visit_in_doubt")
    session.flush()


def _jobs_on(session: Session, caller: Caller, days: Sequence[date]) -> list[Visit]:
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    return [
        each for each in jobs if any(availability.is_on(caller.business, each.starts_at, day) for day in days)
    ]


def away_facts(session: Session, caller: Caller, days: Sequence[date]) -> Facts:
    """The days on which the caller does not come, and what they have to do then."""
    business = caller.business
    then = _jobs_on(session, caller, days)
    named = [day.isoformat() for day in days]
    return {
        "jobs": [job_facts(session, business, each) for each in then],
        "on": named[0],
        "off_days": named,
        "technician": caller.person.called,
    }
