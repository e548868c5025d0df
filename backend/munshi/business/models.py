"""The tables of businesses, of their WhatsApp numbers and of their opening hours."""

from datetime import date, time

from sqlalchemy import ARRAY, CheckConstraint, Date, ForeignKey, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment
from munshi.database import Base


class Business(Base):
    """One business of the deployment; `settings` holds each skill's own, by the skill's name."""

    __tablename__ = "businesses"
    __table_args__ = (
        CheckConstraint("id ~ '^[a-z0-9][a-z0-9-]{1,62}$'", name="id"),
        CheckConstraint("kind IN ('shop', 'restaurant', 'repair', 'workshop')", name="kind"),
        CheckConstraint("language IN ('hi', 'en', 'hinglish')", name="language"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    pincode: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    gstin: Mapped[str | None] = mapped_column(Text)
    fssai: Mapped[str | None] = mapped_column(Text)
    upi_id: Mapped[str | None] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    prices_include_gst: Mapped[bool]
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    closed_days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    settings: Mapped[dict[str, object]] = mapped_column(JSONB)
    created_at: Mapped[Moment]

    numbers: Mapped[list["Number"]] = relationship(
        order_by="Number.phone_number_id", cascade="all, delete-orphan"
    )
    hours: Mapped[list["Opening"]] = relationship(
        order_by="(Opening.weekday, Opening.opens)", cascade="all, delete-orphan"
    )

    @property
    def place(self) -> str:
        """Its address with the pincode; empty where neither is known."""
        return ", ".join(filter(None, (self.address, self.pincode)))


class Number(Base):
    """A WhatsApp number: whoever is written to there is this business."""

    __tablename__ = "numbers"
    __table_args__ = (CheckConstraint("phone_number_id ~ '^[0-9]{1,32}$'", name="phone_number_id"),)

    phone_number_id: Mapped[str] = mapped_column(Text, primary_key=True)
    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), index=True)
    display_number: Mapped[str] = mapped_column(Text)


class Opening(Base):
    """One stretch of a weekday (Monday is 0) during which the business is open, in its own time zone."""

    __tablename__ = "openings"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens < closes", name="order"),
    )

    business_id: Mapped[BusinessId]
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time]
