"""The tables of payments: what was paid and what it settles, links to pay, attempts at gateways and their news."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.billing.payments.rules import MOST_PAISE
from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base
from munshi.series import Series

STATUS = "status IN ('reported', 'confirmed', 'rejected', 'refunded')"
ATTEMPT_STATUS = "status IN ('waiting', 'created', 'partly_paid', 'paid', 'cancelled', 'expired')"
WAY = "way IN ('cash', 'upi', 'gateway', 'khata', 'card', 'cheque')"


class PaymentDraft(Base):
    """What a person is saying of a payment, in the form of `munshi.billing.payments.drafts`; `asked` is open."""

    __tablename__ = "payment_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    asked: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[Moment]


class PaymentSeries(Series):
    """The last number that a business has given to a payment."""

    __tablename__ = "payment_series"


class Payment(Base):
    """Money that came, or is said to have come.

    `utr` is the bank's reference, of one payment only unless that was rejected. `named` is the order or bill that the
    payer has said it is for. `gateway_payment_id` is the gateway's, by which it is counted once. `screenshot` is the
    kept file, a claim and no proof. `reported_by` is who said so; nobody is a gateway or the operator. `paid_on` is the
    earlier day that who says so has named: once it is confirmed it is booked then.
    """

    __tablename__ = "payments"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "reported_by"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(
            ["business_id", "attempt_id"], ["payment_attempts.business_id", "payment_attempts.id"]
        ),
        CheckConstraint("reference ~ '^PAY-[0-9]+$'", name="reference"),
        CheckConstraint(f"paise BETWEEN 1 AND {MOST_PAISE}", name="paise"),
        CheckConstraint("refunded_paise BETWEEN 0 AND paise", name="refunded_paise"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint(WAY, name="way"),
        Index("payments_reference_key", "business_id", "reference", unique=True),
        Index(
            "payments_utr_key",
            "business_id",
            "utr",
            unique=True,
            postgresql_where=text("utr IS NOT NULL AND status <> 'rejected'"),
        ),
        Index("payments_gateway_key", "business_id", "gateway", "gateway_payment_id", unique=True),
        Index("payments_person_idx", "business_id", "person_id", "at"),
        Index("payments_reported_idx", "business_id", "at", postgresql_where=text("status = 'reported'")),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(Text)
    paise: Mapped[Paise]
    refunded_paise: Mapped[Paise] = mapped_column(default=0)
    way: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
    utr: Mapped[str | None] = mapped_column(Text)
    named: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    screenshot: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    reported_by: Mapped[Ref | None]
    gateway: Mapped[str | None] = mapped_column(Text)
    gateway_payment_id: Mapped[str | None] = mapped_column(Text)
    attempt_id: Mapped[Ref | None]
    paid_on: Mapped[date | None]

    parts: Mapped[list["PaymentPart"]] = relationship(
        order_by="PaymentPart.position", cascade="all, delete-orphan"
    )
    moves: Mapped[list["PaymentMove"]] = relationship(
        order_by="PaymentMove.position", cascade="all, delete-orphan"
    )
    refunds: Mapped[list["PaymentRefund"]] = relationship(
        order_by="PaymentRefund.position", cascade="all, delete-orphan"
    )


class PaymentPart(Base):
    """What a confirmed payment settles, and how much of it: an order or a bill by its reference, or what is older."""

    __tablename__ = "payment_parts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "payment_id"], ["payments.business_id", "payments.id"]),
        CheckConstraint("paise > 0", name="paise"),
        Index("payment_parts_of_idx", "business_id", "of"),
    )

    business_id: Mapped[BusinessId]
    payment_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[str | None] = mapped_column(Text)
    paise: Mapped[Paise]


class PaymentMove(Base):
    """A step in a payment's life: to which status, when, who made it (nobody: a gateway or the operator), and why."""

    __tablename__ = "payment_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "payment_id"], ["payments.business_id", "payments.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[BusinessId]
    payment_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
    reason: Mapped[str | None] = mapped_column(Text)


class PaymentRefund(Base):
    """Money that went back of a payment, by hand or through a gateway; `done_at` once it has arrived."""

    __tablename__ = "payment_refunds"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "payment_id"], ["payments.business_id", "payments.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("paise > 0", name="paise"),
    )

    business_id: Mapped[BusinessId]
    payment_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    paise: Mapped[Paise]
    at: Mapped[Moment]
    person_id: Mapped[Ref | None]
    gateway_refund_id: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[Moment | None]


class PayLink(Base):
    """A page on which a person pays: an order, a bill (`of`), or all that is owed. The token itself is not kept.

    `paise` was open when it was made; the page asks for what is open when it is opened, unless a part was asked for.
    """

    __tablename__ = "pay_links"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="token_hash"),
        CheckConstraint("paise > 0", name="paise"),
        Index("pay_links_token_key", "token_hash", unique=True),
        Index("pay_links_person_idx", "business_id", "person_id", "created_at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    token_hash: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    of: Mapped[str | None] = mapped_column(Text)
    paise: Mapped[Paise]
    is_part: Mapped[bool]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class PaymentAttempt(Base):
    """A try to have something paid through a gateway, with a reference of its own that is never used again.

    `gateway` may be `whatsapp`, whose link is the card in the chat. Since `unwanted_at` what it is for is settled or
    gone, and it is to be cancelled.
    """

    __tablename__ = "payment_attempts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(ATTEMPT_STATUS, name="status"),
        CheckConstraint("paise > 0", name="paise"),
        Index("payment_attempts_reference_key", "business_id", "reference", unique=True),
        Index("payment_attempts_link_idx", "business_id", "gateway", "gateway_link_id"),
        Index("payment_attempts_of_idx", "business_id", "person_id", "of"),
        Index(
            "payment_attempts_open_idx",
            "business_id",
            "looked_up_at",
            postgresql_where=text("status IN ('waiting', 'created', 'partly_paid')"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    of: Mapped[str | None] = mapped_column(Text)
    gateway: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    paise: Mapped[Paise]
    gateway_link_id: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    looked_up_at: Mapped[Moment | None]
    unwanted_at: Mapped[Moment | None]


class GatewayEvent(Base):
    """A piece of news of a gateway, once for its id; `handled_at` once what it hints at was looked up."""

    __tablename__ = "gateway_events"
    __table_args__ = (
        Index("gateway_events_key", "business_id", "gateway", "event_id", unique=True),
        Index("gateway_events_waiting_idx", "received_at", postgresql_where=text("handled_at IS NULL")),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    gateway: Mapped[str] = mapped_column(Text)
    event_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(Text)
    link_id: Mapped[str | None] = mapped_column(Text)
    payment_id: Mapped[str | None] = mapped_column(Text)
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
    received_at: Mapped[Moment]
    handled_at: Mapped[Moment | None]


class ReconciledDay(Base):
    """A day on which the books of a business were compared with its gateway."""

    __tablename__ = "reconciled_days"

    business_id: Mapped[BusinessId]
    day: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[Moment]
