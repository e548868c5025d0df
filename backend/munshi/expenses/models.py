"""The tables of expenses: the open draft of each person, the claims with their bills, and every move of them."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base
from munshi.series import Series
from munshi.waiting import Waiting

STATUS = "status IN ('pending', 'approved', 'rejected', 'paid', 'withdrawn')"
CATEGORY = "category IN ('travel', 'fuel', 'food', 'lodging', 'phone', 'supplies', 'medical', 'other')"


class ClaimDraft(Base):
    """What a person is claiming, in the form of `munshi.expenses.drafts`.

    `serial` counts the drafts that were filed or dropped. `asked` is the open question, about the claim at `place`.
    """

    __tablename__ = "claim_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int]
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    asked: Mapped[str | None] = mapped_column(Text)
    place: Mapped[int]
    changed_at: Mapped[Moment]


class ClaimGrade(Base):
    """The grade of a person, where the business's policies tell grades apart."""

    __tablename__ = "claim_grades"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    grade: Mapped[str] = mapped_column(Text)


class ClaimSeries(Series):
    """The last number that a business has given to a claim."""

    __tablename__ = "claim_series"


class Claim(Waiting, Base):
    """What a person has spent and wants back; `summary` is the token of what they said yes to.

    It waits for `approver_id` since `asked_at`; `over_limit` is `{"limit_paise", "period"}` of the limit it passes.
    """

    __tablename__ = "claims"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "approver_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "decided_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint("reference ~ '^EXP-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint(CATEGORY, name="category"),
        CheckConstraint("amount_paise > 0", name="amount_paise"),
        CheckConstraint("decided_by IS DISTINCT FROM person_id", name="own"),
        CheckConstraint(
            "(status = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (payment_reference IS NULL)",
            name="paid_on",
        ),
        Index("claims_reference_key", "business_id", "reference", unique=True),
        Index("claims_summary_idx", "business_id", "person_id", "summary"),
        Index("claims_person_idx", "business_id", "person_id", "spent_on"),
        Index("claims_month_idx", "business_id", "spent_on"),
        Index("claims_pending_idx", "business_id", "asked_at", postgresql_where=text("status = 'pending'")),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    amount_paise: Mapped[Paise]
    category: Mapped[str] = mapped_column(Text)
    spent_on: Mapped[date]
    purpose: Mapped[str | None] = mapped_column(Text)
    over_limit: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    decision_reason: Mapped[str | None] = mapped_column(Text)
    paid_on: Mapped[date | None]
    payment_reference: Mapped[str | None] = mapped_column(Text)

    receipts: Mapped[list["ClaimReceipt"]] = relationship(
        order_by="ClaimReceipt.position", cascade="all, delete-orphan"
    )
    moves: Mapped[list["ClaimMove"]] = relationship(
        order_by="ClaimMove.position", cascade="all, delete-orphan"
    )


class ClaimReceipt(Base):
    """The file of a bill. While its claim is not rejected or withdrawn (`live`), no other claim has the same file."""

    __tablename__ = "claim_receipts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "claim_id"], ["claims.business_id", "claims.id"]),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
        Index(
            "claim_receipts_file_key",
            "business_id",
            "sha256",
            unique=True,
            postgresql_where=text("live"),
        ),
    )

    business_id: Mapped[BusinessId]
    claim_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)
    live: Mapped[bool]


class ClaimMove(Base):
    """A step in a claim's life: to which status, when, and who made it (nobody named: the operator)."""

    __tablename__ = "claim_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "claim_id"], ["claims.business_id", "claims.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
