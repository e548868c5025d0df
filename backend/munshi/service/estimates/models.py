"""The table of estimates: every version of what a repair will cost, and what the customer said to it."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import Moment, Paise, Ref
from munshi.database import Base


class Estimate(Base):
    """A version; its `lines` are those of `munshi.service.estimates.rules`.

    A newer version takes the place of one that nobody has answered: that is `replaced`.
    """

    __tablename__ = "estimates"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "visit_id"], ["visits.business_id", "visits.id"]),
        ForeignKeyConstraint(["business_id", "written_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint("standing IN ('waiting', 'approved', 'rejected', 'replaced')", name="standing"),
        CheckConstraint("total_paise >= 0", name="total_paise"),
        CheckConstraint(
            "(standing IN ('approved', 'rejected')) = (answered_at IS NOT NULL)", name="answered"
        ),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    visit_id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    total_paise: Mapped[Paise]
    written_by: Mapped[Ref]
    written_at: Mapped[Moment]
    valid_until: Mapped[Moment]
    standing: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[Moment | None]
