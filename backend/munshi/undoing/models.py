"""The table of what people have done and may take back for a while."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base
from munshi.undoing.rules import KINDS


class Act(Base):
    """Something that a person has done with one word: to which `references`, when, and since when it is undone."""

    __tablename__ = "acts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint('jsonb_array_length("references") > 0', name="references"),
        CheckConstraint("undone_at >= at", name="undone_at"),
        Index("acts_person_idx", "business_id", "person_id", "at"),
        Index("acts_at_idx", "at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(Text)
    references: Mapped[list[str]] = mapped_column(JSONB)
    at: Mapped[Moment]
    undone_at: Mapped[Moment | None]
