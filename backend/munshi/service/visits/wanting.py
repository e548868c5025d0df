"""A technician is wanted: what for, where and when, shown once as a summary, and booked by a yes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.service.amc import answering, selling
from munshi.service.parts import ordered
from munshi.service.parts.looking import goods_counted
from munshi.service.tickets import escalating
from munshi.service.tickets.dangers import dangers_in, warnings, worst
from munshi.service.tickets.filing import File, file_of
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import of_faults
from munshi.service.visits import (
    around_work,
    at_once,
    beside_asked,
    called,
    comes_then,
    filing,
    machines,
    needs,
    noting,
    places,
    priced,
    problem,
    rescheduling,
    second,
    stuck,
    terms,
    together,
    told_shop,
    who_comes,
    wished,
    words,
)
from munshi.service.visits.at_hour import SHOWN, AtHour
from munshi.service.visits.at_hour import SHOWN_ALL as SHOWN_ALL
from munshi.service.visits.at_hour import SLOT as SLOT
from munshi.service.visits.drafts import Draft, agreed, dropped
from munshi.service.visits.facts import Facts, visit_facts
from munshi.service.visits.for_machine import KIND as KIND
from munshi.service.visits.for_machine import MACHINE as MACHINE
from munshi.service.visits.looking import live_of, minds_desk
from munshi.service.visits.models import Visit
from munshi.service.visits.rules import spread
from munshi.service.visits.statuses import MAY_CHANGE
from munshi.service.visits.wishes import beside_house, of_stored, says_when
from munshi.undoing import acts
from munshi.undoing.rules import Kind

SKILL, PAGE = "service", "request_technician"
ADDRESS = "give_visit_address"


def tell(session: Session, caller: Caller, reading: Reading, question: str | None = None) -> Outcome[Any]:
    """Takes in what was said, and answers with what is missing, what can be chosen, or the summary."""
    refuse_where_not_offered(caller)
    if (plan := selling.asked_for(session, caller, reading)) is not None:
        if not reading.is_tap:
            answering.keep_next(session, caller, reading.text or "")
        return plan
    wanting = Wanting(session, caller)
    if (
        question is None
        and not reading.is_tap
        and (
            wished.buys(reading.text or "")
            or goods_counted(session, caller, reading)
            or ordered.is_ordered(session, caller, reading)
        )
    ):
        wanting.draft.empty()
        return Outcome[str](outcome="goods")
    return _go_on(session, caller, wanting, reading, question)


def begin(session: Session, caller: Caller, reading: Reading, goods: str | None = None) -> Outcome[Any]:
    """The same of what is surely a wish for a visit, whatever goods it names; `goods` are ordered next."""
    refuse_where_not_offered(caller)
    wanting = Wanting(session, caller)
    wanting.draft.put(goods=goods)
    return _go_on(session, caller, wanting, reading, None)


def with_goods(session: Session, caller: Caller, goods: str) -> Outcome[Any]:
    """The visit stays, and what is bought too is ordered next."""
    wanting = Wanting(session, caller)
    wanting.draft.put(goods=goods)
    return wanting.answer()


def _go_on(
    session: Session, caller: Caller, wanting: "Wanting", reading: Reading, question: str | None
) -> Outcome[Any]:
    wanting.take(reading, question)
    answer = priced.instead(wanting.draft, reading, wanting.answer(), question)
    return stuck.instead(
        session, caller, answer, reading, stuck.known_of_visit(wanting.draft, answer.outcome)
    )


def again(session: Session, caller: Caller) -> Outcome[Any]:
    """What is asked of the visit, once more, with what coming costs."""
    return Wanting(session, caller).answer()


def costs_nothing(session: Session, caller: Caller) -> bool:
    """Whether coming costs nothing for what is being asked for."""
    return not Wanting(session, caller).charge_paise()


def machine_of(session: Session, caller: Caller) -> str | None:
    """The kind of machine for which somebody is to come."""
    machine: str | None = Draft(session, caller, KIND).get("machine")
    return machine


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Books what was shown; the same yes books it once."""
    refuse_where_not_offered(caller)
    return agreed(Wanting(session, caller), summary)


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves what was being asked for; a visit that stands besides is named, for it is not called off."""
    refuse_where_not_offered(caller)
    left = dropped(session, caller, KIND)
    stand = live_of(session, caller.business_id, caller.person.id)
    if not stand:
        return left
    rows = [visit_facts(session, caller.business, each) for each in stand]
    return Outcome[str](outcome="dropped_others_stand", facts={"visits": rows})


def refuse_where_not_offered(caller: Caller) -> None:
    """Visits are given where the business has a service desk."""
    caller.must_be_offered(SKILL)


class Wanting(AtHour):
    """One call about the visit that a person wants."""

    def take(self, reading: Reading, question: str | None) -> None:
        """Keeps what a message says."""
        before, reading = (
            self.draft.get("called"),
            together.as_wish(beside_house(around_work.parted(reading))),
        )
        reading, name, signed = called.take(self.session, self.caller, reading, before)
        self.draft.put(called=before if signed else name or before)
        goes_on = question or words.says(reading.text or "", "too")
        begun = self.draft.get("machine") if goes_on and not self.draft.get("only_asked") else None
        self.draft.put(only_asked=None)
        served = machines.served(self.session, self.business.id) if begun else ()
        reading, told_of = second.told_beside(reading, begun, served, only_faults=False)
        if told_of:
            self.draft.put(second=", ".join(filter(None, (self.draft.get("second"), told_of))))
        text = reading.text or ""
        if (file := file_of(reading)) is not None:
            self.draft.put(files=[*(self.draft.get("files") or []), file])
        if self._is_for_customer(reading, question):
            self.draft.put(for_customer=True)
        self._take_machine(reading, text, question)
        asks_only = question == ADDRESS and wished.asks_instead(text, says_when(reading))
        place = places.place_in(reading, asked=question == ADDRESS and not asks_only)
        self.draft.put(pincode=place.pincode or self.draft.get("pincode"))
        before = self.draft.get("street")
        right = None if says_when(reading) else places.corrected(before, text)  # "7 nahi 8 baje" is an hour
        taken_back = any(places.is_taken_back(text, each) for each in reading.addresses)
        whole = place.street if taken_back or words.says(text, "only") else None
        self.draft.put(street=right or whole or places.kept(place.street, before))
        self._take_slot(reading, text, question)
        if (of_who := who_comes.clauses_of_who(self.session, self.caller, reading)) and self.draft.get(
            "machine"
        ):
            self.draft.put(who=of_who)
        self.said, self.dangers = text, dangers_in(text)
        self.draft.put(hazard=worst(self.draft.get("hazard"), *self.dangers))
        begins = question is None and not self.draft.get("problem")
        if not (asks_only and self.draft.get("problem")):
            problem.take(
                self.draft,
                self._without_second(reading) if begins else reading,
                asked=question is not None,
                of_machine=question == MACHINE,
                place=place,
            )
        if signed:
            problem.add_note(self.draft, signed)
        together.take(self.session, self.caller, self.draft, reading, self.now.date())
        told_of = told_of if self.draft.get("second") else None
        self.asked = "second" if told_of else wished.asked_beside(text, question)
        if asks_only and self.asked is None:
            self.asked = wished.asked_of_shop(text, terms.said(self.business).charge_paise)
        if self.dangers and self.asked == wished.FIXED:
            self.asked = None  # who cannot wait beside a danger bargains for nothing
        if (
            self.asked is None
            and words.says(text, "free_only")
            and not words.asks(text)
            and self.charge_paise()
        ):
            self.asked = wished.FIXED
        self.draft.save()
        if self.asked in (wished.FIXED, wished.OF_SHOP):
            told_shop.tell(self.session, self.caller, text)

    def charge_paise(self) -> int:
        """What coming costs, as far as the machine is known."""
        return self._wished_for().charge().paise

    def answer(self) -> Outcome[Any]:
        """What is missing first, else the slots, else the summary; a danger is warned of and reported when told."""
        hazard, warned = self.draft.get("hazard"), self.draft.get("warned")
        answer = self._answer()
        if comes_then.is_asked(self.said) and answer.outcome in comes_then.OF_NEXT:
            answer.facts.update(self._first_free())
        if self.asked:
            answer.facts.update(
                beside_asked.facts(self.session, self.business, self.draft, self.asked, self.said)
            )
        if hazard and (self.dangers or not warned):
            told = warnings(self.dangers or [hazard])
            answer.facts.update(told)
            if not self.draft.is_empty:
                if knows := at_once.report(self._wished_for(), again=bool(warned)):
                    answer = self._answer()  # now of that ticket
                    answer.facts.update(told, shop_knows=knows)
                self.draft.put(warned=True)
                self.draft.save()
        return answer

    def _first_free(self) -> Facts:
        """The first free hour that suits, where it is asked whether somebody can come."""
        wish, where = (
            of_stored(self.draft.get("wish")),
            (self.draft.get("machine"), self.draft.get("pincode")),
        )
        return comes_then.facts(self.session, self.business, *where, wish, self.now.date())

    def _answer(self) -> Outcome[Any]:
        if self.draft.get("for_customer"):  # the code and the news would go to the owner
            self.draft.empty()
            self.draft.save()
            return Outcome[str](outcome="for_customer")
        for look in (self._machine, self._visit_there_is, self._place, self._slot):
            together.part(self.session, self.caller, self.draft)
            if (missing := look()) is not None:
                self.draft.save()
                return missing
        self.draft.save()
        return Outcome[str](outcome="confirm", facts=self._shown())

    def do(self, summary: str) -> Outcome[Any]:
        """Books what the person has said yes to."""
        at, of_who = self._moment(), self.draft.get("who")
        need = needs.of_kept(self.draft.kept)
        wished_for = self._wished_for()
        try:
            visit = filing.book(
                self.session,
                self.business,
                self.caller.person,
                filing.Booking(
                    self.draft.get("machine"),
                    self.draft.get("pincode"),
                    self.draft.get("street"),
                    at.date(),
                    at.hour * 60 + at.minute,
                    wished_for.charge(),
                    self.draft.get("product"),
                    self.draft.get("sold"),
                    wished_for.ticket or wished_for.repaired_before(),
                    self.draft.get("problem"),
                    self.draft.get("wished"),
                    self.draft.get("hazard"),
                    summary,
                    [File(**each) for each in self.draft.get("files") or ()],
                    who_comes.chosen(self.session, self.caller, of_who, need, at),
                    self.draft.get("note"),
                    also=self.draft.get(needs.ALSO) or (),
                    also_said=self.draft.get(together.SAID),
                ),
            )
        except filing.SlotTaken as taken:
            self.draft.put(slot=None)
            return self._choose(spread(taken.left, SHOWN), "slot_taken")
        if of_who:
            who_comes.keep(self.session, self.caller, visit, of_who)
        second.keep(self.session, self.caller, self.draft.get("second"), at)
        visit.work = {**visit.work, called.SAID: self.draft.get("called")}
        self.draft.empty(summary)
        act = acts.note(self.session, self.caller, Kind.VISIT_BOOKED, [visit.reference])
        facts = {**visit_facts(self.session, self.business, visit), "act": act}
        return Outcome[str](outcome="booked", facts=facts)

    def done_with(self, summary: str) -> Outcome[Any]:
        """The visit that came out of this yes before."""
        query = select(Visit).where(
            Visit.business_id == self.business.id,
            Visit.person_id == self.caller.person.id,
            Visit.summary == summary,
        )
        visit = self.session.scalars(query).one()
        return Outcome[str](outcome="booked_already", facts=visit_facts(self.session, self.business, visit))

    def _is_for_customer(self, reading: Reading, question: str | None) -> bool:
        """Whether who runs the shop writes of somebody else's machine: their own they call so; who helps at the desk
        names whose.
        """
        if not self.caller.may_act_as(Role.OWNER, Role.MANAGER):
            return bool(reading.first("phone")) and minds_desk(self.session, self.caller)
        is_own = words.says(reading.text or "", "mine") or reading.is_tap or question is not None
        return bool(reading.first("phone")) or not is_own

    def _visit_there_is(self) -> Outcome[Any] | None:
        """Somebody is coming for it already: said, not doubled."""
        if self.draft.get("another"):
            return None
        for visit in live_of(self.session, self.business.id, self.caller.person.id):
            same = visit.sold_id is None or visit.sold_id == self.draft.get("sold")
            if visit.machine == self.draft.get("machine") and same and visit.status in MAY_CHANGE:
                facts = visit_facts(self.session, self.business, visit)
                if visit.ticket_id and (hazard := self.draft.get("hazard")):
                    ticket = self.session.get_one(Ticket, (visit.business_id, visit.ticket_id))
                    escalating.endanger(self.session, self.business, ticket, hazard)
                fault = of_faults(self.draft.get("problem") or "")
                facts["noted"] = noting.note_more(self.session, self.caller, visit, fault)
                wish = of_stored(self.draft.get("wish"))
                self.draft.empty()
                if (moved := rescheduling.to_wish(self.session, self.caller, visit, wish)) is not None:
                    return Outcome[str](outcome="moves", facts={"answer": moved.model_dump()})
                return Outcome[str](outcome="has_visit", facts=facts)
        return None

    def _place(self) -> Outcome[Any] | None:
        """A pincode that somebody comes to, and a street; what is known from before is proposed in the summary."""
        if self.draft.get("pincode") is None and self.draft.get("street") is None:
            ticket = self._ticket()
            before = (
                places.Place(ticket.pincode, ticket.address)
                if ticket and ticket.pincode and ticket.address
                else places.known(self.session, self.caller)
            )
            self.draft.put(pincode=before.pincode, street=before.street)
        pincode = self.draft.get("pincode")
        served = machines.served_pincodes(self.session, self.business.id, self.draft.get("machine"))
        if pincode is not None and pincode not in served:
            self.draft.put(pincode=None)
            return Outcome[str](outcome="outside_area", facts={"pincode": pincode, "pincodes": served})
        if pincode is None or self.draft.get("street") is None:
            missing = "pincode" if pincode is None and self.draft.get("street") else "address"
            known = {"address": self.draft.get("street"), "pincode": pincode}
            facts = {"missing": missing, **known, **self._wished_for().about()}
            return Outcome[str](outcome="ask_address", facts=facts)
        return None

    def _shown(self) -> Facts:
        """All that a yes books."""
        shown = self._wished_for().facts()
        if of_who := self.draft.get("who"):
            need, at = needs.of_kept(self.draft.kept), self._moment()
            shown["who_then"] = who_comes.called_then(self.session, self.caller, of_who, need, at)
        token = self.draft.token(shown, self.draft.get("ticket"))
        return {**shown, **self._promised(), "summary": token}
