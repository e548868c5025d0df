"""The table of what somebody is telling of a sale over the counter."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment
from munshi.database import Base


class SaleDraft(Base):
    """A sale that is not whole or not confirmed yet, in the form of `munshi.orders.counter.drafts`."""

    __tablename__ = "sale_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[Moment]
