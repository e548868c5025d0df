"""The table of cash that was handed in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

import munshi.people.models  # noqa: F401
from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base


class HandedIn(Base):
    """Cash of a technician that went to who runs the shop, by the word of one of them, `by_id`.

    `seen_at`: who runs the shop says so too. `struck_at`: they say that they have not got it, and it counts no more.
    """

    __tablename__ = "cash_handed_in"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "by_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("paise > 0", name="paise"),
        Index("cash_handed_in_person_idx", "business_id", "person_id", "at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    paise: Mapped[Paise]
    by_id: Mapped[Ref]
    at: Mapped[Moment]
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    struck_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
