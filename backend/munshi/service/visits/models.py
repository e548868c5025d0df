"""The tables of visits: technicians, what people are asking for, the visits, their moves and their codes."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

import munshi.service.amc.models
import munshi.service.tickets.models  # noqa: F401
from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base
from munshi.series import Series

STATUS = (
    "status IN ('booked', 'displaced', 'on_way', 'arrived', 'diagnosed', 'awaiting', 'approved', 'ready', 'closed', "
    "'rejected', 'cancelled')"
)
HOLDS_TIME = text("status NOT IN ('displaced', 'closed', 'rejected', 'cancelled')")


class TechnicianRow(Base):
    """A person who goes to customers: what they can do, where they come, and when. `hours` are those of the file."""

    __tablename__ = "technicians"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("most > 0", name="most"),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    pincodes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    hours: Mapped[dict[str, list[str]]] = mapped_column(JSONB)
    most: Mapped[int] = mapped_column(SmallInteger)


COMES_ON = "comes_on"  # in the work of a visit that waits for a part: the day from which on it can be
AWAY = "away"  # of a technician: on which `days` they have said that they do not come


class VisitDraft(Base):
    """What a person asks for or says of one `kind`: a visit, a part, a plan, a job, days off; as `drafts` has it."""

    __tablename__ = "visit_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    kept: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[Moment]


class VisitSeries(Series):
    """The last number that a business has given to a visit."""

    __tablename__ = "visit_series"


class Visit(Base):
    """Somebody comes to a customer. `summary` is the token of what the customer said yes to.

    `machine` is the kind of appliance, `free` why the visit costs nothing (`guarantee`, `amc`, `repeat`), else
    `charge_paise` is due. `late_minutes` is what the technician said last. `work` is what was found and done:
    `{"diagnosis", "bill", "paid"}`.
    """

    __tablename__ = "visits"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(
            ["business_id", "technician_id"], ["technicians.business_id", "technicians.person_id"]
        ),
        ForeignKeyConstraint(["business_id", "ticket_id"], ["tickets.business_id", "tickets.id"]),
        ForeignKeyConstraint(["business_id", "sold_id"], ["sold_products.business_id", "sold_products.id"]),
        ForeignKeyConstraint(
            ["business_id", "contract_id"], ["amc_contracts.business_id", "amc_contracts.id"]
        ),
        CheckConstraint("reference ~ '^VIS-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint("free IN ('guarantee', 'amc', 'repeat')", name="free"),
        CheckConstraint("charge_paise >= 0", name="charge_paise"),
        CheckConstraint("starts_at < ends_at", name="span"),
        Index("visits_reference_key", "business_id", "reference", unique=True),
        Index("visits_person_idx", "business_id", "person_id", "starts_at"),
        Index(
            "visits_technician_key",
            "business_id",
            "technician_id",
            "starts_at",
            unique=True,
            postgresql_where=HOLDS_TIME,
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    technician_id: Mapped[Ref | None]
    ticket_id: Mapped[Ref | None]
    sold_id: Mapped[Ref | None]
    contract_id: Mapped[Ref | None]
    machine: Mapped[str] = mapped_column(Text)
    product: Mapped[str | None] = mapped_column(Text)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    pincode: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    charge_paise: Mapped[Paise]
    free: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    late_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    work: Mapped[dict[str, Any]] = mapped_column(JSONB)
    booked_at: Mapped[Moment]

    moves: Mapped[list["VisitMove"]] = relationship(
        order_by="VisitMove.position", cascade="all, delete-orphan"
    )
    codes: Mapped[list["VisitCode"]] = relationship(order_by="VisitCode.kind", cascade="all, delete-orphan")


class VisitMove(Base):
    """A step in a visit's life: to which status, when, who made it (nobody named: the books), and what with."""

    __tablename__ = "visit_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "visit_id"], ["visits.business_id", "visits.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    visit_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
    reason: Mapped[str | None] = mapped_column(Text)


class VisitCode(Base):
    """A code that the customer was sent, as its hash: the one by which somebody arrives, or by which work is closed."""

    __tablename__ = "visit_codes"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "visit_id"], ["visits.business_id", "visits.id"]),
        CheckConstraint("kind IN ('arrival', 'closing')", name="kind"),
        CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name="hash"),
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    visit_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    hash: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(SmallInteger)
    verified_at: Mapped[Moment | None]
