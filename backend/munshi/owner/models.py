"""The table of what an owner has said of the stock and not yet confirmed."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment
from munshi.database import Base


class StockDraft(Base):
    """The changes that one person was shown, as `munshi.owner.drafts` keeps them, and their token."""

    __tablename__ = "stock_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    summary: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
