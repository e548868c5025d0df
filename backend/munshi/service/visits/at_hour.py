"""At which hour a visit is wanted: what is chosen or wished, of the slots in which somebody is free."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from munshi import clock
from munshi.asking.ordinals import at_place
from munshi.asking.reading import Reading
from munshi.orders.opening import hours_of
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome
from munshi.service.tickets.words import begins_with_yes, of_faults
from munshi.service.visits import availability, needs, offered, who_comes, words
from munshi.service.visits.by_hour import by_then, so_far_off
from munshi.service.visits.facts import Facts, slot_facts
from munshi.service.visits.for_machine import KIND, ForMachine
from munshi.service.visits.rules import HOUR, Slot, Wish, slot_at, spread
from munshi.service.visits.terms import terms_of
from munshi.service.visits.wishes import (
    as_shown,
    but_refused,
    days_left,
    in_opening,
    in_the_afternoon,
    instead_of,
    is_past,
    merged,
    of_stored,
    refused_in,
    stored,
    to_come,
    wish_in,
)

SLOT, SHOWN_ALL = "choose_visit_slot", "confirm_visit"
SHOWN = 9  # rows of a list


class AtHour(ForMachine):
    """One call about a visit for a machine: when somebody comes."""

    def _take_slot(self, reading: Reading, text: str, question: str | None) -> None:
        """A tap, a place in the list, or days and hours, which narrow the list down."""
        tapped = reading.first("visit_slot")
        if tapped:
            self.draft.put(slot=str(tapped))
            return
        if refused := refused_in(reading, self._moment() if self.draft.get("slot") else None):
            then = date.fromisoformat(refused[0])
            self.draft.put(refused=refused, wish=stored(Wish(then, then)), slot=None, soonest=None)
            return
        wish = to_come(wish_in(reading, self.now.date()), reading, self.now.date())
        wish = wish or (so_far_off(reading, self.now) if question in (SLOT, SHOWN_ALL) else None)
        told_past = wish is not None and is_past(wish, self.now) and bool(of_faults(text))
        if wish is not None and not told_past:  # "kal theek kiya tha, phir kharab" tells when it was
            before = Wish() if words.says(text, "any_hour") else of_stored(self.draft.get("wish"))
            if wish.is_open and begins_with_yes(text):  # "haan jaldi kar do": of the days that are shown
                wish = replace(wish, first=before.first, last=before.last)
                self.draft.put(wish=stored(wish), slot=None, soonest=True, refused=None)
                return
            wish = as_shown(
                in_the_afternoon(merged(before, wish), before, text), self.draft.get("shown"), text
            )
            wish = by_then(in_opening(wish, text, hours_of(self.business)), reading, self.now)
            self.draft.put(wish=stored(wish), slot=None, soonest=wish.is_open or None, refused=None)
            return
        shown = self.draft.get("shown") or []
        number = words.chosen_in(text) if question in (SLOT, SHOWN_ALL) else None
        if number is not None and (slot := at_place(shown, number)):
            self.draft.put(slot=slot)

    def _slot(self) -> Outcome[Any] | None:
        """The slot that was chosen, while somebody is free then; else those that suit."""
        found = self._slots()
        if not found:
            self.draft.put(slot=None)
            return self._no_slots()
        if self.draft.get("slot"):
            at = self._moment()
            if at <= self.now:
                self.draft.put(slot=None)
                return self._choose(spread(found, SHOWN), "past")
            if slot_at(found, at.date(), at.hour * 60 + at.minute) is None:
                self.draft.put(slot=None)
                return self._choose(spread(found, SHOWN), "slot_taken")
            return None
        return self._wished(found)

    def _no_slots(self) -> Outcome[Any]:
        """Nobody is free: the shop hears what is wrong and where, once, so that it is not lost."""
        told = (self.draft.get(part) for part in ("machine", "problem", "street", "pincode"))
        said = ", ".join(str(each).replace("_", " ") for each in told if each)
        if self.draft.get("passed_on") != said:
            pass_on(self.session, self.caller, said)
            self.draft.put(passed_on=said)
        return Outcome[str](outcome="no_slots", facts={**self._wished_for().about(), "visit_word": said})

    def _wished(self, found: list[Slot]) -> Outcome[Any] | None:
        wish = of_stored(self.draft.get("wish"))
        if self.draft.get("soonest"):
            self._choose_slot(next(filter(wish.suits, found), found[0]))
            return None
        if is_past(wish, self.now):
            self.draft.put(wish=None)
            return self._choose(spread(found, SHOWN), "past")
        exact = [each for each in found if wish.exact and wish.suits(each) and each.span.start == wish.since]
        day = wish.first if wish.first == wish.last else None
        if len(exact) == 1 or (exact and exact[0].day == (day or self._next_day(wish))):
            self._choose_slot(exact[0])
            return None
        last = self.now.date() + timedelta(days=terms_of(self.business).days - 1)
        if wish.first is not None and wish.first > last:
            return self._choose(spread(found, SHOWN), "beyond", last_day=last.isoformat())
        found = self._of_who() or found
        suiting = [each for each in found if wish.suits(each)]
        if not suiting or (wish.exact and wish.first is not None):
            self.draft.put(wish=stored(days_left(wish, found)))
            return self._choose(spread(instead_of(wish, found), SHOWN), "no_slot_then")
        if len(suiting) == 1 and not wish.is_open:
            self._choose_slot(suiting[0])
            return None
        return self._choose(spread(suiting, SHOWN), "choose_slot")

    def _next_day(self, wish: Wish) -> date | None:
        """The day on which an hour without a day comes next; None where days are named."""
        if wish.first is not None or wish.since is None:
            return None
        is_to_come = wish.since > self.now.hour * HOUR + self.now.minute
        return self.now.date() if is_to_come else self.now.date() + timedelta(days=1)

    def _choose_slot(self, slot: Slot) -> None:
        self.draft.put(slot=availability.moment(self.business, slot.day, slot.span.start).isoformat())

    def _choose(self, slots: list[Slot], outcome: str, **told: str) -> Outcome[Any]:
        rows = slot_facts(self.business, slots)
        self.draft.put(shown=[row["tap"] for row in rows])
        self.draft.save()
        return Outcome[str](outcome=outcome, facts={**self._wished_for().about(), **told, "slots": rows})

    def _slots(self) -> list[Slot]:
        need = needs.of_kept(self.draft.kept)
        found = offered.slots(self.session, self.caller, need, KIND, self._named())
        return but_refused(found, self.draft.get("refused"))

    def _of_who(self) -> list[Slot]:
        """When those can come who are wished."""
        need = needs.of_kept(self.draft.kept)
        found = who_comes.slots(self.session, self.caller, self.draft.get("who"), need, self._named())
        return but_refused(found, self.draft.get("refused"))

    def _named(self) -> int | None:
        """The minute of the day that was chosen, or is wished."""
        if self.draft.get("slot"):
            at = self._moment()
            return at.hour * HOUR + at.minute
        return of_stored(self.draft.get("wish")).named

    def _moment(self) -> datetime:
        at = datetime.fromisoformat(self.draft.get("slot"))
        return at.astimezone(ZoneInfo(self.business.timezone))

    def _promised(self) -> Facts:
        """By when the ticket was promised to be done, where the visit is later, and the first visit that there is."""
        ticket = self._ticket()
        if ticket is None or ticket.due_at is None or self._moment() <= ticket.due_at:
            return {}
        first = self._slots()[0]
        soonest = availability.moment(self.business, first.day, first.span.start)
        return {
            "promised_ticket": ticket.reference,
            "promised_at": clock.on_the_wall(ticket.due_at, self.business.timezone),
            "soonest_at": soonest.isoformat() if soonest < self._moment() else None,
        }
