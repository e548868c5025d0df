"""The tables of leave: what is granted, who works when, what is asked for, and the ledger of days."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Numeric, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base
from munshi.series import Series
from munshi.waiting import Waiting

Days = Annotated[Decimal, mapped_column(Numeric(6, 1))]

TYPES = "('casual', 'sick', 'earned', 'comp_off', 'unpaid', 'maternity', 'paternity', 'bereavement')"
STATUS = "status IN ('pending', 'approved', 'rejected', 'cancelled', 'withdrawn')"
KINDS = (
    "('opening', 'accrual', 'carried', 'lapsed', 'taken', 'returned', 'encashed', "
    "'comp_off_earned', 'comp_off_expired', 'correction')"
)
FIRST_HALF = text("live AND portion IN ('full', 'first')")
SECOND_HALF = text("live AND portion IN ('full', 'second')")


class LeavePolicy(Base):
    """What the business grants of a type from a day on; `terms` are those of the file's `leave.policies`."""

    __tablename__ = "leave_policies"
    __table_args__ = (CheckConstraint(f"type IN {TYPES}", name="type"),)

    business_id: Mapped[BusinessId]
    type: Mapped[str] = mapped_column(Text, primary_key=True)
    effective_from: Mapped[datetime.date] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)


class Employment(Base):
    """Since when somebody works here, their own weekly offs, and who decides while they are away themselves."""

    __tablename__ = "employments"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "delegate_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("delegate_id <> person_id", name="delegate"),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    joined: Mapped[datetime.date | None]
    weekly_offs: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    delegate_id: Mapped[Ref | None]


class LeaveDraft(Base):
    """What a person has said of the leave they want, in the form of `munshi.leave.asking.drafts`.

    `serial` counts the requests that came out of it.
    """

    __tablename__ = "leave_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[Moment]


class LeaveSeries(Series):
    """The last number that a business has given to a request."""

    __tablename__ = "leave_series"


class LeaveRequest(Waiting, Base):
    """A leave that was asked for; `summary` is the token of what the person said yes to.

    `count` are the days that count, `unpaid` those of them that the balance does not cover. The `note` is what the
    person said beside it, in their own words, such as who does their work meanwhile. The certificate is a file
    that came in: `{"path", "sha256", "mime_type"}`.
    """

    __tablename__ = "leave_requests"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "approver_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "decided_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint("reference ~ '^LV-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint(f"type IN {TYPES}", name="type"),
        CheckConstraint("portion IN ('full', 'first', 'second')", name="portion"),
        CheckConstraint("first <= last AND (portion = 'full' OR first = last)", name="span"),
        CheckConstraint("count > 0 AND unpaid BETWEEN 0 AND count", name="count"),
        CheckConstraint("decided_by IS DISTINCT FROM person_id", name="own"),
        Index("leave_requests_reference_key", "business_id", "reference", unique=True),
        Index(
            "leave_requests_summary_key",
            "business_id",
            "person_id",
            "summary",
            unique=True,
            postgresql_where=text("summary IS NOT NULL"),
        ),
        Index("leave_requests_person_idx", "business_id", "person_id", "first"),
        Index(
            "leave_requests_pending_idx",
            "business_id",
            "asked_at",
            postgresql_where=text("status = 'pending'"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    first: Mapped[datetime.date]
    last: Mapped[datetime.date]
    portion: Mapped[str] = mapped_column(Text)
    count: Mapped[Days]
    unpaid: Mapped[Days]
    reason: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    certificate: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    decision_reason: Mapped[str | None] = mapped_column(Text)

    days: Mapped[list["LeaveDayRow"]] = relationship(
        order_by="LeaveDayRow.date", cascade="all, delete-orphan"
    )
    moves: Mapped[list["LeaveMove"]] = relationship(
        order_by="LeaveMove.position", cascade="all, delete-orphan"
    )


class LeaveDayRow(Base):
    """A day of a request. `charged` is what it takes of the balance of `leave_year`.

    While the request is `live`, nobody else's request of the same person holds the same half of the day.
    """

    __tablename__ = "leave_days"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "request_id"], ["leave_requests.business_id", "leave_requests.id"]
        ),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("portion IN ('full', 'first', 'second')", name="portion"),
        CheckConstraint("why IN ('weekly_off', 'holiday')", name="why"),
        CheckConstraint(
            "charged BETWEEN 0 AND CASE WHEN NOT counted THEN 0 WHEN portion = 'full' THEN 1 ELSE 0.5 END",
            name="charged",
        ),
        Index(
            "leave_days_first_half_key",
            "business_id",
            "person_id",
            "date",
            unique=True,
            postgresql_where=FIRST_HALF,
        ),
        Index(
            "leave_days_second_half_key",
            "business_id",
            "person_id",
            "date",
            unique=True,
            postgresql_where=SECOND_HALF,
        ),
    )

    business_id: Mapped[BusinessId]
    request_id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    person_id: Mapped[Ref]
    portion: Mapped[str] = mapped_column(Text)
    counted: Mapped[bool]
    why: Mapped[str | None] = mapped_column(Text)
    charged: Mapped[Days]
    leave_year: Mapped[str] = mapped_column(Text)
    live: Mapped[bool]


class LeaveMove(Base):
    """A step in a request's life: to which status, when, and who made it (nobody named: the operator)."""

    __tablename__ = "leave_moves"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "request_id"], ["leave_requests.business_id", "leave_requests.id"]
        ),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]


class LeaveEntry(Base):
    """A line of the ledger: days that came in or went out. `key` is its own once for a person, as the period's name."""

    __tablename__ = "leave_entries"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(f"type IN {TYPES}", name="type"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("days * 2 = trunc(days * 2)", name="days"),
        Index("leave_entries_key", "business_id", "person_id", "key", unique=True),
        Index("leave_entries_person_idx", "business_id", "person_id", "type", "leave_year"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    type: Mapped[str] = mapped_column(Text)
    leave_year: Mapped[str] = mapped_column(Text)
    days: Mapped[Days]
    kind: Mapped[str] = mapped_column(Text)
    day: Mapped[datetime.date]
    reference: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
