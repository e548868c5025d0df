"""The file's sections about tickets: the terms, and the tickets that were raised."""

from datetime import date, time
from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from munshi.business.part import Section
from munshi.catalogue.sections import Positive
from munshi.people.sections import PersonId
from munshi.service.settling.rules import Way
from munshi.service.tickets.rules import HAZARDS, Hazard, Priority
from munshi.service.tickets.statuses import Status
from munshi.service.warranty.sections import Code

Hours = Annotated[int, Field(gt=0, le=2000)]


class TicketHours(Section):
    """By when a ticket is to be resolved: opening hours from its being raised, by priority."""

    urgent: Hours = 4
    high: Hours = 12
    normal: Hours = 24


class TicketTerms(Section):
    """What holds for tickets: `urgent` are the dangers that make one urgent.

    A ticket that nobody moved for `silent_hours` is shown to the owner, and one that is resolved is closed after
    `close_after_hours`, where the customer says nothing. These are hours of the clock.
    """

    hours: TicketHours = TicketHours()
    urgent: list[Hazard] = list(HAZARDS)
    silent_hours: Hours = 48
    close_after_hours: Hours = 48


class MediaFile(Section):
    """A photo, video or voice note: where it lies, the hash of its content, and its type."""

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: str


class RaisedMove(Section):
    """A step in a ticket's life; `person` is a phone or user id, nobody named is the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: str | None = None


class SettledGoods(Section):
    """So much of a line of an order."""

    line: int = Field(ge=1)
    quantity: Positive


class PaidBack(Section):
    """What went back of a payment."""

    payment: str
    way: str
    paise: int = Field(gt=0)


class Settlement(Section):
    """What was done about goods of an `order`: sent again by the order `replacement`, paid back, or credited.

    `paise` is what the customer owes less, `refunds` what of that went back; `credit_note` is the number of its paper.
    """

    way: Way
    order: str
    goods: list[SettledGoods] = Field(min_length=1)
    paise: int = Field(0, ge=0)
    replacement: str | None = None
    credit_note: str | None = None
    refunds: list[PaidBack] = []
    person: PersonId | None = None
    at: AwareDatetime

    @model_validator(mode="after")
    def _is_of_its_way(self) -> "Settlement":
        """Goods go out again by an order, and only then."""
        if (self.replacement is not None) != (self.way == "replace"):
            raise ValueError("a replacement stands with the way replace, and only there")
        return self


class RaisedTicket(Section):
    """A ticket with every move of it. It is of a piece by its `serial`, of an `order`, or of a product in words.

    `brought`: the customer brings it to the shop, on the day `brought_on` and at the hour `brought_at`.
    """

    reference: str = Field(pattern=r"^TKT-[0-9]+$")
    person: PersonId
    problem: str = Field(min_length=1, max_length=4000)
    serial: Code | None = None
    product: str | None = None
    order: str | None = None
    order_lines: list[int] = []
    hazard: Hazard | None = None
    priority: Priority = "normal"
    address: str | None = None
    pincode: str | None = None
    free: bool = False
    brought: bool = False
    brought_on: date | None = None
    brought_at: time | None = None
    settled: Way | None = None
    settlements: list[Settlement] = []
    assigned: PersonId | None = None
    due_at: AwareDatetime | None = None
    overdue_at: AwareDatetime | None = None
    silent_at: AwareDatetime | None = None
    media: list[MediaFile] = []
    moves: list[RaisedMove] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_brought_on_a_day(self) -> "RaisedTicket":
        """A day is of what is brought, and an hour of a day."""
        if (self.brought_on and not self.brought) or (self.brought_at and not self.brought_on):
            raise ValueError("brought_on stands with brought, and brought_at with brought_on")
        return self


class Tickets(Section):
    """Tickets: the terms, and those that were raised."""

    terms: TicketTerms = TicketTerms()
    raised: list[RaisedTicket] = []


class TicketSections(Section):
    """What the file says about tickets."""

    tickets: Tickets = Tickets()
