"""The table of who looked at what."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class Access(Base):
    """One look at something private of a person; nobody named as the looker is the operator."""

    __tablename__ = "accesses"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "looker_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(
            "kind IN ('leave_reason', 'certificate', 'receipt', 'prescription', 'ticket', 'sold', 'person')",
            name="kind",
        ),
        CheckConstraint("how IN ('notice', 'list', 'status', 'export', 'sheet', 'file')", name="how"),
        CheckConstraint("looker_id <> person_id", name="own"),
        Index("accesses_at_idx", "at"),
        Index("accesses_person_idx", "business_id", "person_id"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    looker_id: Mapped[Ref | None]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    how: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
