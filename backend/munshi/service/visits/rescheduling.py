"""A visit is moved to another hour: what would suit, the slots that there are, and the move as it is shown."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.opening import hours_of
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits import availability, filing, looking, needs, words
from munshi.service.visits.by_hour import at_it
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, person, slot_facts, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import reschedule
from munshi.service.visits.notices import tell_customer, tell_owners, tell_person, tell_technician
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.rules import HOUR, Slot, Span, Wish, slot_at, spread
from munshi.service.visits.statuses import MAY_CHANGE, MAY_COME_AGAIN
from munshi.service.visits.waiting_for_part import with_part
from munshi.service.visits.wishes import (
    but_refused,
    days_left,
    from_its_hour,
    in_opening,
    instead_of,
    is_past,
    merged,
    of_stored,
    refused_in,
    stored,
    to_come,
    wish_in,
)

KIND, SLOT, SHOWN_ALL, MOVE = "move", "choose_new_slot", "confirm_move_visit", "move"
SHOWN = 9  # rows of a list


class Moving:
    """One call about moving a visit."""

    def __init__(self, session: Session, caller: Caller, draft: Draft, visit: Visit) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.draft, self.visit = draft, visit
        self.now = clock.now_in(self.business.timezone)
        self.runs_it = looking.minds_desk(session, caller)
        if visit.status not in (MAY_COME_AGAIN if self.runs_it else MAY_CHANGE):
            raise Refusal("too_late", **visit_facts(session, self.business, visit))

    def tell(self, reading: Reading, question: str | None) -> Outcome[Any]:
        """Takes in when it would suit, and answers with slots or the summary."""
        self.draft.put(visit=self.visit.reference, wanted=MOVE)
        self._take(reading, question)
        answer = self._answer()
        self.draft.save()
        return answer

    def wish(self, wish: Wish) -> Outcome[Any]:
        """The same, of a day and an hour that were said in a wish for another visit."""
        self.draft.put(visit=self.visit.reference, wanted=MOVE, wish=stored(wish), slot=None)
        answer = self._answer()
        self.draft.save()
        return answer

    def confirm(self, summary: str | None) -> Outcome[Any]:
        """Moves it, if somebody is still free then."""
        answer = self._answer()
        if answer.outcome != "confirm_move":
            self.draft.save()
            return answer
        if answer.facts["summary"] != summary:
            return Outcome[str](outcome="changed", facts=answer.facts)
        at, before = self._moment(), self.visit.technician_id
        undone = None if self.runs_it else self._shops_hour()
        need = needs.of_visit(self.visit)
        try:
            minute = at.hour * 60 + at.minute
            who = self._who_comes(at)
            slot = filing.free_slot(self.session, self.business, need, at.date(), minute, self.visit, who)
        except filing.SlotTaken as taken:
            self.draft.put(slot=None)
            answer = self._choose(taken.left, "slot_taken")
            self.draft.save()
            return answer
        move_to(self.session, self.caller, self.visit, slot)
        if before is not None and before != slot.technician:
            tell_person(self.session, self.business, self.visit, before, "visit_job_gone")
        name: Notice = "visit_moved" if before == slot.technician else "visit_job"
        tell_technician(self.session, self.business, self.visit, name)
        if undone is not None:
            tell_owners(self.session, self.business, self.visit, "visit_moved_back", new_at=undone)
        if self.visit.person_id != self.caller.person.id:
            tell_customer(self.session, self.business, self.visit, "visit_moved", "customer")
            if before is not None and before != slot.technician:
                tell_customer(self.session, self.business, self.visit, "visit_assigned")
        self.draft.empty(summary)
        return Outcome[str](outcome="moved", facts=visit_facts(self.session, self.business, self.visit))

    def _shops_hour(self) -> str | None:
        """The hour to which somebody of the shop moved it last: they hear that it is another one now."""
        last = self.visit.moves[-1] if self.visit.moves else None
        if last is None or last.reason != "rescheduled" or last.person_id in (None, self.visit.person_id):
            return None
        return clock.on_the_wall(self.visit.starts_at, self.business.timezone)

    def _take(self, reading: Reading, question: str | None) -> None:
        if tapped := reading.first("visit_slot"):
            self.draft.put(slot=str(tapped))
            return
        today = self.now.date()
        day, span = self._span()
        if refused := refused_in(reading, self._moment() if self.draft.get("slot") else None):
            then = date.fromisoformat(refused[0])
            self.draft.put(refused=refused, wish=stored(Wish(then, then)), slot=None)
            return
        wish = to_come(wish_in(reading, today, leaving=day, leaving_at=span.start), reading, today)
        if wish is not None:
            if words.says(reading.text or "", "same_hour") and wish.since is None:
                wish = Wish(wish.first, wish.last, span.start, exact=True)
            if any(words.says(reading.text or "", each) for each in ("moving", "perhaps_moving")):
                wish = from_its_hour(wish, span.start, reading.text or "")
            any_hour = words.says(reading.text or "", "any_hour")
            before = Wish() if any_hour else of_stored(self.draft.get("wish"))
            wish = in_opening(merged(before, wish), reading.text or "", hours_of(self.business))
            wish = at_it(wish, reading)
            self.draft.put(wish=stored(wish), slot=None, refused=None)
            return
        shown = self.draft.get("shown") or []
        number = words.chosen_in(reading.text or "") if question in (SLOT, SHOWN_ALL) else None
        if number is not None and shown and (number == -1 or 0 < number <= len(shown)):
            self.draft.put(slot=shown[number if number < 0 else number - 1])

    def _answer(self) -> Outcome[Any]:
        found = [slot for slot in self._slots() if not self._is_now(slot)]
        if self._is_wished_now():
            self.draft.empty()
            return Outcome[str](outcome="kept", facts=self._facts())
        if not found:
            return Outcome[str](outcome="no_slots", facts=self._facts())
        if self.draft.get("slot"):
            at = self._moment()
            if at <= self.now or slot_at(found, at.date(), at.hour * 60 + at.minute) is None:
                outcome = "past" if at <= self.now else "slot_taken"
                self.draft.put(slot=None)
                return self._choose(found, outcome)
            return self._shown()
        wish = of_stored(self.draft.get("wish"))
        if is_past(wish, self.now):
            self.draft.put(wish=None)
            return self._choose(found, "past")
        return self._wished(found, self._on_its_day(wish))

    def sooner(self) -> Outcome[Any]:
        """The first hour before that of the visit, for a yes; where there is none it stays."""
        day, span = self._span()
        before = [each for each in self._slots() if (each.day, each.span.start) < (day, span.start)]
        self.draft.put(visit=self.visit.reference, wanted=MOVE)
        if not before:
            self.draft.empty()
            return Outcome[str](outcome="no_slots", facts=self._facts())
        at = availability.moment(self.business, before[0].day, before[0].span.start)
        self.draft.put(slot=at.isoformat())
        answer = self._shown()
        self.draft.save()
        return answer

    def _is_wished_now(self) -> bool:
        """Whether the very hour is wished at which the visit is: it stays."""
        wish = of_stored(self.draft.get("wish"))
        day, span = self._span()
        at_its_hour = wish.exact and wish.since == span.start
        return at_its_hour and wish.first in (None, day) and self.visit.status == "booked"

    def suits(self, wish: Wish) -> bool:
        """Whether the visit is within what is wished."""
        day, span = self._span()
        at_its_hour = not wish.exact or span.start == wish.since
        return at_its_hour and wish.suits(Slot(day, span, 0))

    def _span(self) -> tuple[date, Span]:
        """The day of the visit, and from when until when it is."""
        return availability.span_of(self.business, self.visit.starts_at, self.visit.ends_at)

    def _on_its_day(self, wish: Wish) -> Wish:
        """An hour without a day is of the day on which the visit is."""
        day, _ = self._span()
        no_hour = wish.since is None and wish.until is None
        if wish.first is not None or no_hour or day < self.now.date():
            return wish
        return Wish(day, day, wish.since, wish.until, wish.exact)

    def _wished(self, found: list[Slot], wish: Wish) -> Outcome[Any]:
        suiting = [each for each in found if wish.suits(each)]
        if wish.first is not None and wish.first == wish.last and wish.since is None and wish.until is None:
            suiting = [each for each in suiting if each.span.start == self._span()[1].start] or suiting
        exact = [each for each in suiting if wish.exact and each.span.start == wish.since]
        only = suiting if len(suiting) == 1 and (not wish.exact or exact) else []  # never another hour unsaid
        chosen = exact if wish.first is not None and exact else only
        if chosen and not wish.is_open:
            at = availability.moment(self.business, chosen[0].day, chosen[0].span.start)
            self.draft.put(slot=at.isoformat())
            return self._shown()
        if not suiting or (wish.exact and (wish.first is not None or not exact)):
            self.draft.put(wish=stored(days_left(wish, found)))
            return self._choose(instead_of(wish, found), "no_slot_then")
        return self._choose(suiting, "choose_slot")

    def _slots(self) -> list[Slot]:
        need = needs.of_visit(self.visit)
        who = self.draft.get("technician")
        found = availability.slots(
            self.session, self.business, need, self.visit, who=who, named=self._named()
        )
        if not self.runs_it:
            found = with_part(self.visit, found)
        return but_refused(found, self.draft.get("refused"))

    def _named(self) -> int | None:
        """The minute of the day that was chosen, or is wished."""
        if self.draft.get("slot"):
            at = self._moment()
            return at.hour * HOUR + at.minute
        return of_stored(self.draft.get("wish")).named

    def _who_comes(self, at: datetime) -> int | None:
        """Who was named, else who has the visit where they are free then; None is whoever can."""
        named: int | None = self.draft.get("technician")
        if named or self.visit.technician_id is None:
            return named
        need, mine = needs.of_visit(self.visit), self.visit.technician_id
        start = at.hour * HOUR + at.minute
        theirs = availability.slots(self.session, self.business, need, self.visit, who=mine, named=start)
        return mine if slot_at(theirs, at.date(), start) else None

    def _other(self) -> str | None:
        """Who comes at the chosen hour instead of who has the visit."""
        at, before = self._moment(), self.visit.technician_id
        who = self._who_comes(at)
        if who is None:
            slot = slot_at(self._slots(), at.date(), at.hour * HOUR + at.minute)
            who = slot.technician if slot else None
        somebody = (
            person(self.session, self.business.id, who) if before and who not in (None, before) else None
        )
        return somebody.called if somebody else None

    def _is_now(self, slot: Slot) -> bool:
        """Whether it is the time that the visit has already, with somebody who comes."""
        day, span = self._span()
        return self.visit.status == "booked" and (slot.day, slot.span.start) == (day, span.start)

    def _choose(self, slots: list[Slot], outcome: str) -> Outcome[Any]:
        rows = slot_facts(self.business, spread(slots, SHOWN))
        self.draft.put(shown=[row["tap"] for row in rows])
        return Outcome[str](outcome=outcome, facts={**self._facts(), "slots": rows})

    def _shown(self) -> Outcome[Any]:
        shown = {**self._facts(), "new_at": self._moment().isoformat(), "new_technician": self._other()}
        token = self.draft.token(shown["visit"], shown["starts_at"], shown["new_at"])
        return Outcome[str](outcome="confirm_move", facts={**shown, "summary": token})

    def _facts(self) -> Facts:
        return visit_facts(self.session, self.business, self.visit)

    def _moment(self) -> datetime:
        return datetime.fromisoformat(self.draft.get("slot")).astimezone(ZoneInfo(self.business.timezone))


def move_to(session: Session, caller: Caller, visit: Visit, slot: Slot) -> None:
    """The visit is in this slot from now on."""
    starts, ends = (availability.moment(caller.business, slot.day, minute) for minute in slot.span)
    reschedule(session, visit, slot.technician, starts, ends, caller.person)


def to_wish(session: Session, caller: Caller, visit: Visit, wish: Wish) -> Outcome[Any] | None:
    """The move to another hour that was wished; None where the visit is then."""
    moving = Moving(session, caller, Draft(session, caller, KIND), visit)
    return None if wish.is_open or moving.suits(wish) else moving.wish(wish)
