"""One call about what one person is reporting: the draft with its row locked, and what the person has bought."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi import clock, kept_rows
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.outcomes import Outcome
from munshi.service.tickets.drafts import Draft, from_store, to_store
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket, TicketDraft
from munshi.service.tickets.rules import Hazard
from munshi.service.visits.skills import served
from munshi.service.warranty import spoken
from munshi.service.warranty.models import ProductModel, SoldProduct

SKILL = "service"
KEPT = timedelta(hours=24)  # what was said longer ago is not what a new message speaks of
ORDERS_SINCE = timedelta(days=30)  # goods that came before are not complained of any more
LISTED = 20


class Desk:
    """What a call works with."""

    def __init__(self, session: Session, caller: Caller) -> None:
        refuse_where_not_offered(caller)
        self.session = session
        self.caller = caller
        self.told: dict[str, Any] = {}  # what the answer says before anything else, and of what
        self.dangers: Sequence[Hazard] = ()  # that this call tells first
        self.others_dangers: Sequence[Hazard] = ()  # the same, of another machine than the reported one
        self.others_ticket: str | None = None  # by which the shop knows of that
        self._row = _locked_row(session, caller)
        self.draft = from_store(self._row.kept)
        if clock.now() - self._row.changed_at > KEPT:
            self.draft = Draft()

    @property
    def business(self) -> Business:
        """Whose desk it is."""
        return self.caller.business

    @cached_property
    def now(self) -> datetime:
        """The moment, at the business."""
        return clock.now_in(self.business.timezone)

    @cached_property
    def models(self) -> Sequence[ProductModel]:
        """What the shop knows of."""
        return self.session.scalars(
            select(ProductModel)
            .where(ProductModel.business_id == self.business.id)
            .order_by(ProductModel.model)
        ).all()

    @cached_property
    def served(self) -> Sequence[str]:
        """The kinds of machines for which somebody here goes out."""
        return served(self.session, self.business.id)

    @property
    def is_of_machines(self) -> bool:
        """Whether machines are reported here, and not goods alone."""
        return bool(self.models or self.served)

    @cached_property
    def pieces(self) -> Sequence[SoldProduct]:
        """What the person has bought, the last first."""
        query = select(SoldProduct).where(
            SoldProduct.business_id == self.business.id,
            SoldProduct.person_id == self.caller.person.id,
            SoldProduct.standing != "refused",
        )
        return self.session.scalars(query.order_by(SoldProduct.sold_on.desc(), SoldProduct.id.desc())).all()

    @cached_property
    def orders(self) -> Sequence[Order]:
        """What the person has ordered of late, the last first."""
        query = select(Order).where(
            Order.business_id == self.business.id,
            Order.person_id == self.caller.person.id,
            Order.status != "cancelled",
            Order.placed_at > clock.now() - ORDERS_SINCE,
        )
        last = query.order_by(Order.placed_at.desc(), Order.id.desc()).limit(LISTED)
        return self.session.scalars(last.options(selectinload(Order.lines))).all()

    @cached_property
    def tickets(self) -> Sequence[Ticket]:
        """What the person has reported, the last first."""
        query = select(Ticket).where(
            Ticket.business_id == self.business.id, Ticket.person_id == self.caller.person.id
        )
        return self.session.scalars(query.order_by(Ticket.id.desc()).limit(LISTED).options(*WHOLE)).all()

    @cached_property
    def spoken(self) -> SoldProduct | None:
        """The piece of which was spoken of late."""
        return spoken.sold_of(self.session, self.caller)

    def forget_spoken(self) -> None:
        """Another piece is spoken of from now on."""
        self.__dict__.pop("spoken", None)

    def piece(self) -> SoldProduct | None:
        """The piece of which the draft is: bought by the person, or looked up by its serial."""
        known = [*self.pieces, *filter(None, [self.spoken])]
        return next((each for each in known if each.id == self.draft.sold), None)

    def model(self) -> ProductModel | None:
        """The model of that piece, or of the product in words."""
        piece = self.piece()
        code = piece.model if piece else self.draft.model
        return next((each for each in self.models if each.model == code), None)

    def empty(self) -> None:
        """Throws away what was said; the next report is another one."""
        self.draft, self._row.serial = Draft(), self._row.serial + 1
        self.save()

    def ask(self, asked: str, **facts: Any) -> Outcome[Any]:
        """A question, which the draft remembers."""
        self.draft.asked = asked
        self.save()
        return Outcome[str](outcome=asked, facts=facts)

    def tell(self, said: dict[str, Any]) -> None:
        """Something that is `told` before the answer, behind what is told already."""
        facts = dict(said)
        if facts["told"] in self.told.get("tells", ()):
            return
        self.told = {**self.told, "tells": [*self.told.get("tells", ()), facts.pop("told")], **facts}

    def save(self) -> None:
        """Stores the draft as it is now."""
        self._row.kept, self._row.changed_at = to_store(self.draft), clock.now()
        self.session.flush()

    def token(self, shown: dict[str, Any]) -> str:
        """Stands for exactly what was shown, with the very files."""
        files = [each["sha256"] for each in self.draft.files]
        who = [self.business.id, self.caller.person.id, self._row.serial]
        text = json.dumps([who, shown, files], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_where_not_offered(caller: Caller) -> None:
    """Reports are taken where the business has a service desk."""
    caller.must_be_offered(SKILL, business=caller.business.name)


def _locked_row(session: Session, caller: Caller) -> TicketDraft:
    """The person's draft, locked: two messages of one person change it one after the other."""
    fresh = {"serial": 0, "kept": {}, "changed_at": clock.now()}
    return kept_rows.locked(session, TicketDraft, kept_rows.of_person(caller), fresh)
