"""The tables of spare parts: which product of the shop is a part of which models, and what customers have asked for."""

from datetime import date

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import munshi.service.visits.models  # noqa: F401 - a request names a visit: its table is there first
from munshi.columns import BusinessId, Moment, Paise, Quantity, Ref, RowId
from munshi.database import Base
from munshi.series import Series

STATUS = "status IN ('reserved', 'ordered', 'arrived', 'used', 'handed_over', 'returned', 'cancelled')"


class SparePart(Base):
    """A product of the catalogue that is a part: its price and stock are the product's.

    It fits `models`, all of its kind of `machine` where none is named. `part` is what the policies of guarantees call
    it, `order_days` in how many days one comes that is not there; None cannot be ordered.
    """

    __tablename__ = "spare_parts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "sku"], ["products.business_id", "products.sku"]),
        CheckConstraint("quality IN ('original', 'compatible', 'refurbished')", name="quality"),
        CheckConstraint("guarantee_days >= 0", name="guarantee_days"),
        CheckConstraint("order_days >= 0", name="order_days"),
    )

    business_id: Mapped[BusinessId]
    sku: Mapped[str] = mapped_column(Text, primary_key=True)
    part: Mapped[str] = mapped_column(Text)
    machine: Mapped[str] = mapped_column(Text)
    models: Mapped[list[str]] = mapped_column(ARRAY(Text))
    quality: Mapped[str] = mapped_column(Text)
    guarantee_days: Mapped[int] = mapped_column(SmallInteger)
    order_days: Mapped[int | None] = mapped_column(SmallInteger)


class PartSeries(Series):
    """The last number that a business has given to a request for a part."""

    __tablename__ = "part_series"


class PartRequest(Base):
    """A part that is kept or ordered for a customer, or for a visit; `free` is under guarantee or a contract."""

    __tablename__ = "part_requests"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "visit_id"], ["visits.business_id", "visits.id"]),
        ForeignKeyConstraint(["business_id", "sku"], ["spare_parts.business_id", "spare_parts.sku"]),
        CheckConstraint("reference ~ '^PRT-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price_paise >= 0", name="price_paise"),
        Index("part_requests_reference_key", "business_id", "reference", unique=True),
        Index("part_requests_person_idx", "business_id", "person_id", "id"),
        Index("part_requests_visit_idx", "business_id", "visit_id"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    visit_id: Mapped[Ref | None]
    sku: Mapped[str] = mapped_column(Text)
    model: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[Quantity]
    price_paise: Mapped[Paise]
    free: Mapped[bool]
    expected_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)

    moves: Mapped[list["PartMove"]] = relationship(order_by="PartMove.position", cascade="all, delete-orphan")


class PartMove(Base):
    """A step in the life of a request for a part: to which status, when, and who made it."""

    __tablename__ = "part_moves"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "request_id"], ["part_requests.business_id", "part_requests.id"]
        ),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
