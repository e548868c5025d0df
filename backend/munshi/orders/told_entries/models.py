"""The table of what helpers have told of sales and khatas."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base

SALE, CREDIT = "sale", "credit"
KINDS = (SALE, CREDIT)


class ToldEntry(Base):
    """Who told it, the message as it was read, and the token of what was `shown`; by whom it was written or refused."""

    __tablename__ = "told_entries"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "decided_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (is_written IS NULL)",
            name="decided",
        ),
        Index("told_entries_person_idx", "business_id", "person_id", "at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(Text)
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    shown: Mapped[str | None] = mapped_column(Text)
    at: Mapped[Moment]
    decided_by: Mapped[Ref | None]
    decided_at: Mapped[Moment | None]
    is_written: Mapped[bool | None]
