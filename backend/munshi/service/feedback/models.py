"""The table of what people say of how it went."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class Feedback(Base):
    """Stars and words of a person, of a ticket or of the shop; asked for (`asked_at`), or given unasked.

    `quotable` is their word on being quoted: None where they were not asked.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "ticket_id"], ["tickets.business_id", "tickets.id"]),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("asked_at IS NOT NULL OR given_at IS NOT NULL", name="given_at"),
        Index(
            "feedback_ticket_key",
            "business_id",
            "ticket_id",
            unique=True,
            postgresql_where=text("ticket_id IS NOT NULL"),
        ),
        Index("feedback_person_idx", "business_id", "person_id", "id"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    ticket_id: Mapped[Ref | None]
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    words: Mapped[str | None] = mapped_column(Text)
    quotable: Mapped[bool | None]
    asked_at: Mapped[Moment | None]
    given_at: Mapped[Moment | None]
