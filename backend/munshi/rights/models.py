"""The tables of people's rights: erasures that are wanted or done, and since when what is old is removed."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class Erasure(Base):
    """That a person is to be erased at a moment, who asked for it (nobody named: the operator), and when it was done.

    `counts` says of how many rows of each table, for whoever has to prove it; it names nobody.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "asked_by"], ["persons.business_id", "persons.id"]),
        Index("erasures_due_idx", "due_at", postgresql_where=text("done_at IS NULL")),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    asked_by: Mapped[Ref | None]
    asked_at: Mapped[Moment]
    due_at: Mapped[Moment]
    done_at: Mapped[Moment | None]
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class RetentionRun(Base):
    """Since when what is old is removed: the owner was told, it begins on a day, and ran last on another."""

    __tablename__ = "retention_runs"

    business_id: Mapped[BusinessId]
    told_at: Mapped[Moment]
    begins_on: Mapped[date]
    ran_on: Mapped[date | None]
