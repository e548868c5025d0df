"""For which machine a visit is wanted: what is named or tapped, was bought, is reported, or was spoken of."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.amc import selling
from munshi.service.tickets.dangers import worst
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import brands_in, of_faults
from munshi.service.visits import at_once, machines, places, second, wished, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.looking import live_of
from munshi.service.visits.statuses import Status
from munshi.service.visits.wished_for import Wished
from munshi.service.warranty import looking as guarantees
from munshi.service.warranty import spoken
from munshi.service.warranty.models import SoldProduct

KIND, MACHINE = "visit", "choose_visit_machine"
OF_WHICH = ("sold", "product", "another", "ticket", "brands", "again")  # which of its kind a machine is
OF_A_MACHINE = (*OF_WHICH, "problem", "wished", "note", "hazard", "warned", "files")


class ForMachine:
    """One call about a visit that a person wants: what it is for."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.draft = Draft(session, caller, KIND)
        self.asked: str | None = None
        self.dangers: Sequence[str] = ()  # that are told just now
        self.said = ""
        self.now = clock.now_in(self.business.timezone)

    def _take_machine(self, reading: Reading, text: str, question: str | None) -> None:
        tapped, sold = reading.first("machine"), reading.first("sold")
        if contract := reading.first("contract"):
            tapped = selling.machine_of_contract(self.session, self.caller, str(contract))
        named = tapped or self._named_in(text, question)
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

    def _named_in(self, text: str, question: str | None) -> str | None:
        """The machine that is named; of those that a wish lists the first for which somebody goes out."""
        named = words.machine_in(text)
        if question or named is None:
            return named
        return second.first_served(text, machines.served(self.session, self.business.id)) or named

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
