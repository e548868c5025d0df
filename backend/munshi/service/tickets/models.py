"""The tables of tickets: the open draft of each person, the tickets with their files, and every move of them."""

from datetime import date, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base
from munshi.series import Series
from munshi.service.warranty.models import SoldProduct

STATUS = (
    "status IN ('open', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'reopened', 'cancelled')"
)


class TicketDraft(Base):
    """What a person is reporting, in the form of `munshi.service.tickets.drafts`; `serial` counts those before it."""

    __tablename__ = "ticket_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int]
    kept: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[Moment]


class TicketSeries(Series):
    """The last number that a business has given to a ticket."""

    __tablename__ = "ticket_series"


class Ticket(Base):
    """What is broken, wrong or missing, in the person's words, of what they bought (`sold_id`) or name (`product`).

    `order_reference` and `order_lines` say of which order's goods it is. `free`: nothing is charged, by guarantee or
    because the same fault came again. `due_at` is when it should be resolved; `overdue_at` and `silent_at` when that
    was passed on. `brought`: the customer brings it to the shop, on the day `brought_on` and at the hour `brought_at`,
    where they said so. `settled` is what the owner chose for an order's goods: `replace`, `refund`, `credit`.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "assigned_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "sold_id"], ["sold_products.business_id", "sold_products.id"]),
        CheckConstraint("reference ~ '^TKT-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint("priority IN ('urgent', 'high', 'normal')", name="priority"),
        CheckConstraint("settled IN ('replace', 'refund', 'credit')", name="settled"),
        CheckConstraint("brought OR brought_on IS NULL", name="brought"),
        CheckConstraint("brought_on IS NOT NULL OR brought_at IS NULL", name="brought_at"),
        Index("tickets_reference_key", "business_id", "reference", unique=True),
        Index("tickets_person_idx", "business_id", "person_id", "opened_at"),
        Index("tickets_status_idx", "business_id", "status", "due_at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    sold_id: Mapped[Ref | None]
    product: Mapped[str | None] = mapped_column(Text)
    order_reference: Mapped[str | None] = mapped_column(Text)
    order_lines: Mapped[list[int]] = mapped_column(JSONB)
    problem: Mapped[str] = mapped_column(Text)
    hazard: Mapped[str | None] = mapped_column(Text)
    priority: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    pincode: Mapped[str | None] = mapped_column(Text)
    free: Mapped[bool]
    brought: Mapped[bool]
    brought_on: Mapped[date | None]
    brought_at: Mapped[time | None]
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    settled: Mapped[str | None] = mapped_column(Text)
    assigned_id: Mapped[Ref | None]
    opened_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    overdue_at: Mapped[Moment | None]
    silent_at: Mapped[Moment | None]

    piece: Mapped[SoldProduct | None] = relationship(viewonly=True)
    media: Mapped[list["TicketMedia"]] = relationship(
        order_by="TicketMedia.position", cascade="all, delete-orphan"
    )
    moves: Mapped[list["TicketMove"]] = relationship(
        order_by="TicketMove.position", cascade="all, delete-orphan"
    )
    settlements: Mapped[list["TicketSettlement"]] = relationship(
        order_by="TicketSettlement.position", cascade="all, delete-orphan"
    )


class TicketMedia(Base):
    """A photo, video or voice note that shows what is wrong."""

    __tablename__ = "ticket_media"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "ticket_id"], ["tickets.business_id", "tickets.id"]),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)


class TicketMove(Base):
    """A step in a ticket's life: to which status, when, who made it (nobody named: the operator), and why."""

    __tablename__ = "ticket_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "ticket_id"], ["tickets.business_id", "tickets.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
    reason: Mapped[str | None] = mapped_column(Text)


class TicketSettlement(Base):
    """What was done about goods of an order: sent again (`replacement`, an order), paid back, or credited.

    `goods` are `{"line", "quantity"}` of `order_reference`; `paise` is what the customer owes less, `refunds` what of
    that went back, `{"payment", "way", "paise"}`; `credit_note` is its number where the order is billed.
    """

    __tablename__ = "ticket_settlements"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "ticket_id"], ["tickets.business_id", "tickets.id"]),
        ForeignKeyConstraint(["business_id", "by_person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("way IN ('replace', 'refund', 'credit')", name="way"),
        CheckConstraint("paise >= 0", name="paise"),
        CheckConstraint("(replacement IS NOT NULL) = (way = 'replace')", name="replacement"),
        Index("ticket_settlements_order_idx", "business_id", "order_reference"),
        Index("ticket_settlements_replacement_key", "business_id", "replacement", unique=True),
    )

    business_id: Mapped[BusinessId]
    ticket_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(Text)
    order_reference: Mapped[str] = mapped_column(Text)
    goods: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    paise: Mapped[Paise]
    replacement: Mapped[str | None] = mapped_column(Text)
    credit_note: Mapped[str | None] = mapped_column(Text)
    refunds: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    by_person_id: Mapped[Ref | None]
    at: Mapped[Moment]
