"""A technician is wanted: what for, where and when, shown once as a summary, and booked by a yes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.ordinals import at_place
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.opening import hours_of
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.amc import answering, selling
from munshi.service.parts import ordered
from munshi.service.parts.looking import goods_counted
from munshi.service.tickets import escalating
from munshi.service.tickets.dangers import dangers_in, warnings, worst
from munshi.service.tickets.filing import File, file_of
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import brands_in, of_faults
from munshi.service.visits import (
    at_once,
    availability,
    beside_asked,
    called,
    filing,
    machines,
    noting,
    offered,
    places,
    problem,
    rescheduling,
    second,
    stuck,
    told_shop,
    who_comes,
    wished,
    words,
)
from munshi.service.visits.drafts import Draft, agreed, dropped
from munshi.service.visits.facts import Facts, slot_facts, visit_facts
from munshi.service.visits.looking import live_of, minds_desk
from munshi.service.visits.models import Visit
from munshi.service.visits.rules import HOUR, Need, Slot, Wish, slot_at, spread
from munshi.service.visits.statuses import MAY_CHANGE, Status
from munshi.service.visits.terms import terms_of
from munshi.service.visits.wished_for import Wished
from munshi.service.visits.wishes import (
    as_shown,
    beside_house,
    but_refused,
    days_left,
    in_opening,
    in_the_afternoon,
    instead_of,
    is_past,
    merged,
    of_stored,
    refused_in,
    says_when,
    stored,
    to_come,
    wish_in,
)
from munshi.service.warranty import looking as guarantees
from munshi.service.warranty import spoken
from munshi.service.warranty.models import SoldProduct
from munshi.undoing import acts
from munshi.undoing.rules import Kind

SKILL, KIND, PAGE = "service", "visit", "request_technician"
ADDRESS, SLOT, MACHINE = "give_visit_address", "choose_visit_slot", "choose_visit_machine"
SHOWN_ALL = "confirm_visit"
SHOWN = 9  # rows of a list
OF_WHICH = ("sold", "product", "another", "ticket", "brands")  # which of its kind a machine is
OF_A_MACHINE = (*OF_WHICH, "problem", "wished", "note", "hazard", "warned", "files")


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
    if wanting.asked == "fixed":
        told_shop.tell(session, caller, reading.text or "")
    answer = wanting.answer()
    return stuck.instead(
        session, caller, answer, reading, stuck.known_of_visit(wanting.draft, answer.outcome)
    )


def again(session: Session, caller: Caller) -> Outcome[Any]:
    """What is asked of the visit, once more, with what coming costs."""
    return Wanting(session, caller).answer()


def machine_of(session: Session, caller: Caller) -> str | None:
    """The kind of machine for which somebody is to come."""
    machine: str | None = Draft(session, caller, KIND).get("machine")
    return machine


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Books what was shown; the same yes books it once."""
    refuse_where_not_offered(caller)
    return agreed(Wanting(session, caller), summary)


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves what was being asked for."""
    refuse_where_not_offered(caller)
    return dropped(session, caller, KIND)


def refuse_where_not_offered(caller: Caller) -> None:
    """Visits are given where the business has a service desk."""
    caller.must_be_offered(SKILL)


class Wanting:
    """One call about the visit that a person wants."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.draft = Draft(session, caller, KIND)
        self.asked: str | None = None
        self.dangers: Sequence[str] = ()  # that are told just now
        self.said = ""
        self.now = clock.now_in(self.business.timezone)

    def take(self, reading: Reading, question: str | None) -> None:
        """Keeps what a message says."""
        before, reading = self.draft.get("called"), beside_house(reading)
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
        place = places.place_in(reading, asked=question == ADDRESS)
        self.draft.put(pincode=place.pincode or self.draft.get("pincode"))
        before = self.draft.get("street")
        right = None if says_when(reading) else places.corrected(before, text)  # "7 nahi 8 baje" is an hour
        self.draft.put(street=right or places.kept(place.street, before))
        self._take_slot(reading, text, question)
        if (of_who := who_comes.clauses_of_who(self.session, self.caller, reading)) and self.draft.get(
            "machine"
        ):
            self.draft.put(who=of_who)
        self.said, self.dangers = text, dangers_in(text)
        self.draft.put(hazard=worst(self.draft.get("hazard"), *self.dangers))
        begins = question is None and not self.draft.get("problem")
        problem.take(
            self.draft,
            self._without_second(reading) if begins else reading,
            asked=question is not None,
            of_machine=question == MACHINE,
            place=place,
        )
        if signed:
            problem.add_note(self.draft, signed)
        self.asked = "second" if told_of else wished.asked_beside(text, question)
        if self.dangers and self.asked == "fixed":
            self.asked = None  # who cannot wait beside a danger bargains for nothing
        self.draft.save()

    def answer(self) -> Outcome[Any]:
        """What is missing first, else the slots, else the summary; a danger is warned of and reported when told."""
        hazard, warned = self.draft.get("hazard"), self.draft.get("warned")
        answer = self._answer()
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

    def _answer(self) -> Outcome[Any]:
        if self.draft.get("for_customer"):  # the code and the news would go to the owner
            self.draft.empty()
            self.draft.save()
            return Outcome[str](outcome="for_customer")
        for look in (self._machine, self._visit_there_is, self._place, self._slot):
            if (missing := look()) is not None:
                self.draft.save()
                return missing
        self.draft.save()
        return Outcome[str](outcome="confirm", facts=self._shown())

    def do(self, summary: str) -> Outcome[Any]:
        """Books what the person has said yes to."""
        at, of_who = self._moment(), self.draft.get("who")
        need = Need(self.draft.get("machine"), self.draft.get("pincode"))
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

    def _take_machine(self, reading: Reading, text: str, question: str | None) -> None:
        tapped, sold = reading.first("machine"), reading.first("sold")
        if contract := reading.first("contract"):
            tapped = selling.machine_of_contract(self.session, self.caller, str(contract))
        named = tapped or words.machine_in(text)
        if question and named and not tapped and not self._may_be_meant(named, text):
            named = None
        of_care = words.of_care(text) or (named is None and words.says(text, "service"))
        if of_care and (of_contract := selling.only_machine(self.session, self.caller)):
            named = named or of_contract
            self.draft.put(yearly=True)
        piece = self._piece_named(reading)
        if piece is not None and named in (None, piece[1]):
            named, sold = piece[1], sold or piece[0].id
        if named and question is None:
            self.draft.put(slot=None, wish=None, soonest=None)
        before = self.draft.get("machine")
        if named and named != before:
            corrects = bool(question) and not of_faults(text) and self._is_same_fault(named, text)
            gone = (OF_WHICH if corrects else OF_A_MACHINE) if before else ()
            self.draft.put(machine=named, slot=None, **dict.fromkeys(gone))
        brands = brands_in(text)
        if brands and not self._is_of(brands):
            self.draft.put(brands=brands, sold=None, product=None)
        if sold:
            self._take_sold(int(sold))
        if reading.first("another"):
            self.draft.put(another=True)
        reference = reading.first("ticket") or self._ticket_named(reading)
        if reference:
            self.draft.put(ticket=str(reference))
        if question == MACHINE and not named:
            self._choose_machine(reading, text, brands)

    def _is_same_fault(self, named: str, text: str) -> bool:
        """Whether what is known to be wrong is of a machine that is named: it tells of no other, or is put right."""
        of = words.machine_in(self.draft.get("problem") or "")
        return of in (None, named) or words.renames(text, named)

    def _may_be_meant(self, named: str, text: str) -> bool:
        """Whether a machine in an answer is another for which somebody goes out, or puts it right: no "uska motor"."""
        if self.draft.get("machine") is None:
            return True
        served = named in machines.served(self.session, self.business.id)
        return named in second.wholes_in(text) and (served or words.renames(text, named))

    def _choose_machine(self, reading: Reading, text: str, brands: list[str]) -> None:
        """Which of those that were shown: the only one by a yes, by its maker or its place."""
        if reading.is_yes:
            self._take_only()
        elif brands:
            self._take_branded(brands)
        elif (place := words.place_in(text)) is not None:
            pieces = machines.bought(self.session, self.caller, self.draft.get("machine"))
            if 0 < place <= len(pieces):
                self._take_sold(pieces[place - 1][0].id)

    def _take_only(self) -> None:
        """A yes means the only one that was shown."""
        served = machines.served(self.session, self.business.id)
        pieces = [each for each in machines.bought(self.session, self.caller) if each[1] in served]
        if len(pieces) == 1:
            self._take_sold(pieces[0][0].id)

    def _take_branded(self, brands: list[str]) -> None:
        """Which of what was bought is chosen by its maker: "samsung wali"."""
        pieces = machines.of_brands(self.session, machines.bought(self.session, self.caller), brands)
        if len(pieces) == 1:
            self._take_sold(pieces[0][0].id)

    def _is_of(self, brands: list[str]) -> bool:
        """Whether the piece that is settled is of one of these makers."""
        sold = self.session.get(SoldProduct, (self.business.id, self.draft.get("sold") or 0))
        return sold is not None and bool(machines.of_brands(self.session, [(sold, "")], brands))

    def _piece_named(self, reading: Reading) -> machines.Piece | None:
        """The piece whose serial is said; from then on that one is spoken of."""
        serial = reading.first("serial_number") or places.serial_in(reading.text or "")
        sold = guarantees.by_serial(self.session, self.business.id, str(serial)) if serial else None
        if sold is None:
            return None
        spoken.remember(self.session, self.caller, sold)
        return machines.with_kind(self.session, sold)

    def _without_second(self, reading: Reading) -> Reading:
        """The message without what it says of a second machine, which comes next."""
        rest = second.behind_first(
            reading.text or "", machines.served(self.session, self.business.id), self.draft.get("machine")
        )
        self.draft.put(second=second.of_both(rest))
        return second.without(reading, rest)

    def _ticket_named(self, reading: Reading) -> str | None:
        named = (str(each.value) for each in reading.all("reference"))
        return next((each for each in named if each.startswith("TKT")), None)

    def _take_sold(self, sold_id: int) -> None:
        looked_at = machines.spoken_of(self.session, self.caller)
        for sold, machine in [*machines.bought(self.session, self.caller), *filter(None, [looked_at])]:
            if sold.id == sold_id:
                self.draft.put(machine=machine, sold=sold.id, product=sold.name)

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
        told_past = wish is not None and is_past(wish, self.now) and bool(of_faults(text))
        if wish is not None and not told_past:  # "kal theek kiya tha, phir kharab" tells when it was
            before = Wish() if words.says(text, "any_hour") else of_stored(self.draft.get("wish"))
            wish = as_shown(
                in_the_afternoon(merged(before, wish), before, text), self.draft.get("shown"), text
            )
            wish = in_opening(wish, text, hours_of(self.business))
            self.draft.put(wish=stored(wish), slot=None, soonest=wish.is_open or None, refused=None)
            return
        shown = self.draft.get("shown") or []
        number = words.chosen_in(text) if question in (SLOT, SHOWN_ALL) else None
        if number is not None and (slot := at_place(shown, number)):
            self.draft.put(slot=slot)

    def _machine(self) -> Outcome[Any] | None:
        """What it is for: the ticket's, what is named, or the only thing that was bought."""
        ticket = self._ticket() or self._only_ticket()
        if self.draft.get("machine") is None and ticket is not None:
            self.draft.put(machine=machines.machine_of(self.session, ticket), sold=ticket.sold_id)
            self.draft.put(ticket=ticket.reference, product=wished.called_by_maker(ticket))
        self._take_displaced()
        self._take_spoken()
        machine = self.draft.get("machine")
        brands = self.draft.get("brands") or []
        pieces = machines.of_brands(self.session, machines.bought(self.session, self.caller, machine), brands)
        served = machines.served(self.session, self.business.id)
        if not served:
            raise Refusal("not_offered")
        if machine is None:
            options = machines.options([each for each in pieces if each[1] in served])
            return Outcome[str](
                outcome="choose_machine" if options else "ask_machine",
                facts={"options": options, "machines": served},
            )
        if machine not in served:
            return self._nobody_for_it(machine, served)
        if self.draft.get("sold") is None and len(pieces) > 1 and not self.draft.get("another"):
            return Outcome[str](outcome="choose_machine", facts={"options": machines.options(pieces)})
        if self.draft.get("sold") is None and len(pieces) == 1:
            self._take_sold(pieces[0][0].id)
        if brands and not pieces:
            self.draft.put(product=machines.called(machine, brands[0]))
        if self.draft.get("sold") and not self.draft.get("product"):
            self._take_sold(self.draft.get("sold"))
        return None

    def _nobody_for_it(self, machine: str, served: list[str]) -> Outcome[Any]:
        """Nobody comes for such a machine; a danger of it the shop hears, which decides what is done."""
        ticket = self._ticket()
        if ticket is not None and ticket.hazard:
            self.draft.put(hazard=worst(self.draft.get("hazard"), ticket.hazard))
        knows = at_once.report(self._wished_for(), again=ticket is not None)
        self.draft.empty()
        if knows:
            return Outcome[str](outcome="nobody_for_danger", facts={"machine": machine, "reference": knows})
        return Outcome[str](outcome="nobody_for_it", facts={"machine": machine, "machines": served})

    def _take_displaced(self) -> None:
        """Who names no machine means the one whose visit waits for another time, where that is one."""
        live = live_of(self.session, self.business.id, self.caller.person.id)
        waiting = [each for each in live if each.status == Status.DISPLACED]
        if self.draft.get("machine") is None and len(waiting) == 1:
            self.draft.put(machine=waiting[0].machine, sold=waiting[0].sold_id)

    def _take_spoken(self) -> None:
        """The piece whose guarantee was looked at just now is meant, where no other is named."""
        piece = machines.spoken_of(self.session, self.caller)
        named = any(self.draft.get(name) for name in ("sold", "brands", "another"))
        if piece is not None and not named and self.draft.get("machine") in (None, piece[1]):
            self._take_sold(piece[0].id)
            self.draft.put(problem=self.draft.get("problem") or spoken.fault_of(self.session, self.caller))

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
            self._choose_slot(found[0])
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
        need = Need(self.draft.get("machine"), self.draft.get("pincode"))
        found = offered.slots(self.session, self.caller, need, KIND, self._named())
        return but_refused(found, self.draft.get("refused"))

    def _of_who(self) -> list[Slot]:
        """When those can come who are wished."""
        need = Need(self.draft.get("machine"), self.draft.get("pincode"))
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

    def _ticket(self) -> Ticket | None:
        named, machine, sold = (self.draft.get(name) for name in ("ticket", "machine", "sold"))
        is_of_another_maker = sold is None and self.draft.get("brands")
        if named is None and (machine is None or is_of_another_maker):
            return None
        return machines.ticket_for(self.session, self.caller, named, machine, sold)

    def _only_ticket(self) -> Ticket | None:
        """Who names no machine means the one that they have reported, where that is one, or one is dangerous."""
        waiting = machines.waiting_tickets(self.session, self.caller)
        meant = [each for each in waiting if each.hazard] or waiting
        return meant[0] if self.draft.get("machine") is None and len(meant) == 1 else None

    def _wished_for(self) -> Wished:
        """What is wanted now, with the ticket that it is for."""
        return Wished(self.session, self.caller, self.draft, self._ticket(), self.now)

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

    def _shown(self) -> Facts:
        """All that a yes books."""
        shown = self._wished_for().facts()
        if of_who := self.draft.get("who"):
            need, at = Need(self.draft.get("machine"), self.draft.get("pincode")), self._moment()
            shown["who_then"] = who_comes.called_then(self.session, self.caller, of_who, need, at)
        token = self.draft.token(shown, self.draft.get("ticket"))
        return {**shown, **self._promised(), "summary": token}
