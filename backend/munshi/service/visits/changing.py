"""A booked visit is asked about, moved or cancelled by the customer; who works here sees what is to be done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.models import Ticket
from munshi.service.visits import (
    availability,
    board,
    for_caller,
    looking,
    machines,
    noting,
    wanting,
    words,
    working,
)
from munshi.service.visits.cancelling import ask_to_cancel
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, job_facts, visit_facts
from munshi.service.visits.left import for_who_comes
from munshi.service.visits.models import Visit
from munshi.service.visits.rescheduling import KIND, MOVE, SLOT, Moving
from munshi.service.visits.statuses import MAY_CHANGE
from munshi.service.visits.wanting import refuse_where_not_offered
from munshi.service.visits.wishes import from_its_hour, only_denies, stored, wish_in

WHICH, WHAT = "choose_visit", "choose_visit_change"
PAGE = "change_visit"
CANCEL, ASK = "cancel", "ask"
MOST_DAYS = 7  # in a list of visits


def tell(session: Session, caller: Caller, reading: Reading, question: str | None = None) -> Outcome[Any]:
    """What becomes of the visit that is meant."""
    refuse_where_not_offered(caller)
    if reading.first("wanted") == for_caller.TAPPED:
        return for_caller.of_tapped(session, caller, str(reading.first("visit")))
    if not reading.first("wanted") and (at_work := _at_work(session, caller, reading, question)) is not None:
        return at_work
    draft = Draft(session, caller, KIND)
    visit = _meant(session, caller, reading, draft, question)
    if isinstance(visit, Outcome):
        return visit
    noted = note_for_who_comes(session, caller, visit, reading)
    wanted = reading.first("wanted") or _wanted(reading, question) or draft.get("wanted")
    if wanted == MOVE and (
        _asks_how_it_stands(reading)
        or (question is None and _asks_of_its_day(session, caller, draft, visit, reading))
    ):
        wanted = ASK
    if words.says(reading.text or "", "keeping") and question is not None and wanted != MOVE:
        return keep(session, caller)
    if wanted == CANCEL:
        draft.put(visit=visit.reference, wanted=CANCEL)
        draft.save()
        return ask_to_cancel(session, caller, visit)
    if wanted == ASK or wanted is None:
        draft.empty()
        return Outcome[str](outcome="visits", facts={**told(session, caller, [visit]), "noted": noted})
    answer = Moving(session, caller, draft, visit).tell(reading, question)
    answer.facts["noted"] = noted
    return answer


def _asks_how_it_stands(reading: Reading) -> bool:
    """Whether it is asked if a visit is as it is said, and not if it could be: "is my service on saturday or not"."""
    text = reading.text or ""
    of_it = words.says(text, "visits") or words.says(text, "mine")
    could_be = words.says(text, "could_be") or words.says(text, "moving")
    return of_it and words.says(text, "is_it_so") and not could_be


def _asks_of_its_day(session: Session, caller: Caller, draft: Draft, visit: Visit, reading: Reading) -> bool:
    """Whether it is a question that names the day on which the visit is: that moves nothing."""
    text, wish = reading.text or "", wish_in(reading, looking.today(caller.business))
    names_day = wish is not None and wish.first is not None and wish.since is None
    is_of_it = wish is not None and names_day and Moving(session, caller, draft, visit).suits(wish)
    return is_of_it and text.rstrip().endswith("?") and not words.says(text, "moving")


def note_for_who_comes(session: Session, caller: Caller, visit: Visit, reading: Reading) -> bool:
    """Whether a customer says beside it what who comes shall bring or do before, which they hear: "ghanti kharab hai,
    phone kar dena".
    """
    if reading.is_tap or visit.person_id != caller.person.id:
        return False
    return noting.note_more(session, caller, visit, for_who_comes(reading))


def that_leave(caller: Caller, visits: Sequence[Visit], reading: Reading) -> Sequence[Visit]:
    """Those of several visits that are on the day and at the hour from which one moves: "on saturday from 5 to 6"."""
    wish = wish_in(reading, looking.today(caller.business))
    if wish is None:
        return []
    text = reading.text or ""
    spans = [(each, *availability.span_of(caller.business, each.starts_at, each.ends_at)) for each in visits]
    then = [(each, span) for each, day, span in spans if wish.first in (None, day)]
    return [each for each, span in then if from_its_hour(wish, span.start, text) != wish]


def call_off(session: Session, caller: Caller) -> Outcome[Any]:
    """The visit that is being moved is to be cancelled instead: asked once."""
    return call_off_one(session, caller, Draft(session, caller, KIND).get("visit"))


def call_off_one(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Whether a visit of the caller's is to be cancelled is asked once."""
    draft, visit = Draft(session, caller, KIND), _own(session, caller, reference)
    draft.put(visit=visit.reference, wanted=CANCEL)
    draft.save()
    return ask_to_cancel(session, caller, visit)


def of_customer(
    session: Session, caller: Caller, reference: str, reading: Reading, technician: int | None = None
) -> Outcome[Any]:
    """A visit of a customer, moved or called off by who runs the shop; moved also to the technician who is named."""
    looking.must_mind_desk(session, caller)
    draft = Draft(session, caller, KIND)
    draft.empty()
    visit = looking.locked(session, caller.business_id, reference)
    if _wanted(reading, None) == CANCEL:
        draft.put(visit=visit.reference, wanted=CANCEL)
        draft.save()
        return ask_to_cancel(session, caller, visit)
    draft.put(technician=technician)
    return Moving(session, caller, draft, visit).tell(reading, None)


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Moves the visit to the slot that was shown."""
    refuse_where_not_offered(caller)
    draft = Draft(session, caller, KIND)
    if summary and draft.get("done") == summary:
        return Outcome[str](outcome="moved_already", facts={})
    if draft.get("visit") is None or draft.get("slot") is None:
        raise Refusal("nothing_open")
    visit = looking.locked(session, caller.business_id, draft.get("visit"))
    return Moving(session, caller, draft, visit).confirm(summary)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the visit as it is."""
    refuse_where_not_offered(caller)
    draft = Draft(session, caller, KIND)
    reference = draft.get("visit")
    draft.empty()
    if reference is None:
        raise Refusal("nothing_open")
    visit = looking.locked(session, caller.business_id, reference)
    return Outcome[str](outcome="kept", facts=visit_facts(session, caller.business, visit))


def _at_work(session: Session, caller: Caller, reading: Reading, question: str | None) -> Outcome[Any] | None:
    """What who works here is shown: a technician their jobs, who runs the business the day. None for customers."""
    if question is not None or looking.live_of(session, caller.business_id, caller.person.id):
        return None
    is_technician = looking.technician(session, caller.person) is not None
    if not (is_technician or looking.minds_desk(session, caller)):
        return None
    if (job := working.named(session, caller, reading)) is not None:
        return job
    if is_technician:
        late = working.late_next(session, caller, reading)
        return late or working.jobs(session, caller, day_in(reading, caller))
    return board.board(session, caller, days_in(reading, caller))


def day_in(reading: Reading, caller: Caller) -> date:
    """The day that is named, else today."""
    return named_day(reading, caller) or looking.today(caller.business)


def days_in(reading: Reading, caller: Caller) -> list[date]:
    """The days that are named, at most a week of them; else today."""
    wish = wish_in(reading, looking.today(caller.business))
    first = wish.first if wish and wish.first else looking.today(caller.business)
    last = wish.last if wish and wish.last else first
    return [first + timedelta(days=ahead) for ahead in range(min((last - first).days, MOST_DAYS - 1) + 1)]


def named_day(reading: Reading, caller: Caller) -> date | None:
    """The day that is named, of those to come as of those that are past."""
    wish = wish_in(reading, looking.today(caller.business))
    return wish.first if wish else None


def of_reported(session: Session, ticket: Ticket) -> Outcome[Any]:
    """What is reported and nobody comes for yet: its hour can be chosen, where anybody goes out for such a thing."""
    told = "shop_decides" if machines.nobody_goes(session, ticket) else "none_but_ticket"
    return Outcome[str](outcome=told, facts={"ticket": ticket_facts(session, ticket)})


def _meant(
    session: Session, caller: Caller, reading: Reading, draft: Draft, question: str | None
) -> Visit | Outcome[Any]:
    """The person's visit that is named, chosen, begun with, or the only one; locked."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = machines.waiting_tickets(session, caller)
    named = reading.first("visit") or _reference(reading)
    if named:
        return _own(session, caller, str(named))
    if question is not None and draft.get("visit"):
        return _own(session, caller, draft.get("visit"))
    if not visits:
        if question is None and (_wants_one(reading) or (waiting and _names_a_time(reading))):
            answer = wanting.tell(session, caller, reading)
            return Outcome[str](outcome="wanted", facts={"answer": answer.model_dump()})
        if waiting:
            return of_reported(session, waiting[0])
        raise Refusal("none")
    if question == WHICH and (place := words.place_in(reading.text or "")) and 0 < place <= len(visits):
        return _own(session, caller, visits[place - 1].reference)
    machine = words.machine_in(reading.text or "")
    of_machine = [each for each in visits if machine in (None, each.machine)]
    if len(of_machine) == 1 or len(visits) == 1:
        return _own(session, caller, (of_machine or visits)[0].reference)
    wanted = _wanted(reading, question)
    if wanted in (None, ASK):
        return Outcome[str](outcome="visits", facts=told(session, caller, visits))
    return which(session, caller, visits, reading, wanted)


def which(
    session: Session, caller: Caller, visits: Sequence[Visit], reading: Reading, wanted: str | None = None
) -> Outcome[Any]:
    """Of which of several visits it is: what is wanted of it, and when, waits for the answer."""
    draft, wanted = Draft(session, caller, KIND), wanted or _wanted(reading, None)
    draft.put(wanted=wanted, visit=None, which=[each.reference for each in visits], said=reading.text)
    if (wish := wish_in(reading, looking.today(caller.business))) is not None:
        draft.put(wish=stored(wish))
    draft.save()
    return Outcome[str](outcome="choose_visit", facts={**told(session, caller, visits), "wanted": wanted})


def _wants_one(reading: Reading) -> bool:
    """Whether who has no visit names a machine, and neither asks nor cancels: then somebody shall come."""
    text = reading.text or ""
    said = words.says(text, "asking") or words.says(text, "cancelling")
    return words.machine_in(text) is not None and not said


def _own(session: Session, caller: Caller, reference: str) -> Visit:
    visit = looking.locked(session, caller.business_id, reference)
    if visit.person_id != caller.person.id and not looking.minds_desk(session, caller):
        raise Refusal("not_found", reference=visit.reference)
    return visit


def _reference(reading: Reading) -> str | None:
    """A visit's reference in the message; of other things than visits, none."""
    named = [str(each.value) for each in reading.all("reference")]
    return next((each for each in named if each.upper().startswith("VIS")), None)


def _wanted(reading: Reading, question: str | None) -> str | None:
    """Whether it is to be cancelled, moved, or only asked about."""
    text = reading.text or ""
    if words.says(text, "missing"):
        return ASK
    if words.says(text, "keeping"):
        return MOVE if _names_a_time(reading) else ASK
    if question in (SLOT, WHAT) and not words.says(text, "cancelling"):
        return MOVE
    moves = words.says(text, "moving") or words.says(text, "needed_then")
    to_another = moves and _names_a_time(reading) and not only_denies(reading)
    if words.says(text, "cancelling") and not to_another:
        return CANCEL
    moves = moves or words.says(text, "perhaps_moving")
    if words.says(text, "asking") and not moves:
        return ASK
    return MOVE if moves or _names_a_time(reading) else None


def _names_a_time(reading: Reading) -> bool:
    return reading.answer("time") is not None or reading.answer("period") is not None


def told(session: Session, caller: Caller, visits: Any) -> Facts:
    """Each visit with where it stands; late where the hour has passed and nobody came."""
    now = clock.now()
    facts_of = job_facts if looking.minds_desk(session, caller) else visit_facts
    rows = [
        {
            **facts_of(session, caller.business, visit),
            "late": visit.status in MAY_CHANGE and visit.starts_at < now,
        }
        for visit in visits
    ]
    return {"visits": rows}
