"""What a customer leaves out of a booked visit or adds to it: who comes hears it, and nothing is moved.

*Nal rehne do, sirf geyser dekhna*; *ek aur kaam hai, bathroom ka nal bhi dekh lena*.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.tickets.models import Ticket
from munshi.service.visits import (
    availability,
    changing,
    left_out,
    looking,
    noting,
    wanting,
    words,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.hearing import tells_danger
from munshi.service.visits.models import Visit
from munshi.service.visits.rules import Need, can_do
from munshi.service.visits.statuses import MAY_BE_GIVEN, MAY_CHANGE

PLUMBING = "plumbing"  # taps and pipes
FEWEST_OF_WORK = 2  # words that say what else is to be done


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of a customer for whom a visit is booked."""
    if reading.is_tap or caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    text = reading.text or ""
    if not (left_out.named_in(text) or words.says(text, "more_work")):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not visits:
        return None
    left = _left_out(session, caller, asked, reading, visits)
    return left or (None if asked.waits else _added(session, caller, reading, visits))


def _left_out(
    session: Session, caller: Caller, asked: Asked, reading: Reading, visits: Sequence[Visit]
) -> Heard | None:
    """A part of the work of a visit is not wanted; a visit for that alone is asked to be called off."""
    sounds = left_out.named_in(reading.text or "")
    if not sounds:
        return None
    if asked.question in left_out.ASKED:
        return _next_one(session, caller, sounds)
    open_ = [] if asked.waits else [each for each in visits if each.status in MAY_BE_GIVEN]
    fewer = [(each, less) for each in open_ if (less := _fewer(session, each, sounds))]
    if len(fewer) == 1:
        visit, less = fewer[0]
        return heard(
            session, caller, changing.PAGE, lambda here, by: noting.leave_out(here, by, visit, less, reading)
        )
    only = [each for each in open_ if each.status in MAY_CHANGE and _is_for(each.machine, sounds)]
    if len(only) != 1 or len(visits) == 1:
        return None
    reference = only[0].reference
    return heard(session, caller, changing.PAGE, lambda here, by: changing.call_off_one(here, by, reference))


def _next_one(session: Session, caller: Caller, sounds: frozenset[str]) -> Heard | None:
    """The visit that is shown is for what is left out, and for nothing else: it is dropped."""
    machine = Draft(session, caller, wanting.KIND).get("machine")
    if not machine or not _is_for(machine, sounds):
        return None
    return heard(session, caller, wanting.PAGE, wanting.drop)


def _is_for(machine: str, sounds: frozenset[str]) -> bool:
    """Whether a visit for a machine is for just what is named."""
    return all(words.machine_in(each) in (None, machine) for each in sounds) and any(
        map(words.machine_in, sounds)
    )


def _fewer(session: Session, visit: Visit, sounds: Iterable[str]) -> str | None:
    """The work of a visit without what is left out, where it holds that and more."""
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    told = (ticket.problem if ticket else visit.work.get("problem")) or ""
    less = left_out.without(told, set(sounds))
    return less if less and less != told else None


def _added(session: Session, caller: Caller, reading: Reading, visits: Sequence[Visit]) -> Heard | None:
    """More work for the one visit; what its technician does not know and others do is a visit of its own."""
    text = reading.text or ""
    open_ = [each for each in visits if each.status in MAY_BE_GIVEN]
    adds = words.says(text, "more_work") and not words.asks(text) and not _warns(reading)
    if not adds or len(open_) != 1 or not _says_which(text):
        return None
    if not _is_theirs(session, caller, open_[0], words.machine_in(text)):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: noting.note(here, by, reading))


def _warns(reading: Reading) -> bool:
    """Whether a danger is told; a tap that drips beside no machine is plain work."""
    return tells_danger(reading) and words.machine_in(reading.text or "") != PLUMBING


def _says_which(text: str) -> bool:
    """Whether it says what else is to be done, beside that there is more."""
    start, end = words.placed(text, "more_work") or (0, 0)
    return len(left_out.telling(f"{text[:start]} {text[end:]}")) >= FEWEST_OF_WORK


def _is_theirs(session: Session, caller: Caller, visit: Visit, machine: str | None) -> bool:
    """Whether who comes knows the machine, or nobody here does: then they hear of it all the same."""
    if machine in (None, visit.machine):
        return True
    need = Need(str(machine), visit.pincode)
    able = [
        each.key for each in availability.crew_of(session, caller.business).technicians if can_do(each, need)
    ]
    return not able or visit.technician_id in able
