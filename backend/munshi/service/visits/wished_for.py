"""What a wish for a visit comes to: what is wrong, what coming costs and why, and all of it as it is shown."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.service.tickets import escalating, repaired
from munshi.service.tickets import filing as tickets
from munshi.service.tickets.models import Ticket
from munshi.service.visits import needs, together, works_wished
from munshi.service.visits.charging import Charge, charge_for
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, product_names
from munshi.service.visits.problem import told_later
from munshi.service.visits.terms import said as terms_said
from munshi.service.warranty.models import SoldProduct

BESIDE = {"note": "note", "who": "who_note", "called": "called"}  # of the draft, where there is such a thing


@dataclass(frozen=True)
class Wished:
    """What is put together, and the ticket that the visit is for."""

    session: Session
    caller: Caller
    draft: Draft
    ticket: Ticket | None
    now: datetime

    def charge(self) -> Charge:
        """What coming costs."""
        return charge_for(
            self.session,
            self.caller.business,
            self.caller.person.id,
            self.draft.get("machine"),
            self.now.date(),
            self._sold(),
            self.ticket,
            by_contract=bool(self.draft.get("yearly")),
            told=self.told(),
            again=self.repaired_before() is not None,
        )

    def repaired_before(self) -> Ticket | None:
        """The ticket of the same fault that was put right, while that repair is guaranteed: it is opened again."""
        sold, told = self._sold(), self.draft.get("problem") or self.draft.get("wished")
        if again := self.draft.get("again"):
            done = repaired.lately(self.session, self.caller.business, self.caller.person.id, self.now)
            return next((each for each in done if each.reference == again), None)
        if sold or not told:
            return repaired.of_piece(self.session, sold, told, self.now) if sold and told else None
        business, machine = self.caller.business, self.draft.get("machine")
        return repaired.of_machine(self.session, business, self.caller.person.id, machine, told, self.now)

    def told(self) -> str | None:
        """What is wrong, with what the ticket has of it; where nobody has said, the words of the wish."""
        told: str | None = self.draft.get("problem")
        if self.ticket is not None:
            return tickets.added(self.ticket.problem, told_later(self.ticket.problem, told))
        wished: str | None = self.draft.get("wished")
        return told or wished

    def _works(self) -> list[Facts]:
        """The works of the shop's list that are wished, on each of the machines."""
        said = [(self.draft.get("machine"), self.told() or "")]
        said += [(each, self.draft.get(together.SAID) or "") for each in self.draft.get(needs.ALSO) or ()]
        return [row for of in said for row in works_wished.named(self.session, self.caller.business, *of)]

    def about(self) -> Facts:
        """The machine, where it is, and what coming costs."""
        business_id, called, sold = self.caller.business_id, self.draft.get("product"), self.draft.get("sold")
        charge = self.charge()
        works = self._works()
        return {
            "machine": self.draft.get("machine"),
            "product": product_names(self.session, business_id, called, sold),
            "pincode": self.draft.get("pincode"),
            **charge.facts(),
            **({"works": works} if works and charge.free is None else {}),
            "adjusted": terms_said(self.caller.business).adjusted,
        }

    def facts(self) -> Facts:
        """All of it but its token."""
        return {
            **self.about(),
            "address": self.draft.get("street"),
            "starts_at": self.draft.get("slot"),
            "told": ". ".join(filter(None, (self.told(), self.draft.get(together.SAID)))) or None,
            "files": len(self.draft.get("files") or ()),
            **{name: self.draft.get(kept) for kept, name in BESIDE.items() if self.draft.get(kept)},
            **self._next(),
            **({"urgent": True} if self._is_urgent() else {}),
        }

    def _is_urgent(self) -> bool:
        """Whether there is a danger that the business sees to first."""
        hazard = self.draft.get("hazard")
        return bool(hazard) and escalating.priority_in(self.caller.business, hazard) == "urgent"

    def _next(self) -> Facts:
        """What comes next: a second machine, else goods that are bought too."""
        said = self.draft.get("second") or self.draft.get("goods")
        apart = {"apart": True} if said and self.draft.get(together.APART) else {}
        return {"second": said, **apart} if said else {}

    def _sold(self) -> SoldProduct | None:
        sold_id = self.draft.get("sold")
        return self.session.get(SoldProduct, (self.caller.business_id, sold_id)) if sold_id else None
