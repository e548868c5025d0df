"""The table of the tables that were asked for."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class AskedTable(Base):
    """Who asked for it and in which words, how often it `changes`; by whom it is kept, or not.

    What is changed is open again, and what is called off stands `off`. `offered` is what the shop has
    written of another hour, until the guest has answered.
    """

    __tablename__ = "asked_tables"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "decided_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint("(decided_by IS NULL) = (is_kept IS NULL)", name="decided"),
        Index("asked_tables_person_idx", "business_id", "person_id", "at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    words: Mapped[str] = mapped_column(Text)
    changes: Mapped[int] = mapped_column(Integer, default=0)
    at: Mapped[Moment]
    off: Mapped[bool] = mapped_column(default=False)
    offered: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[Ref | None]
    is_kept: Mapped[bool | None]
