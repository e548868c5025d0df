"""The tables of orders: the open cart of each person, what was ordered, and every move of it."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment, Paise, Quantity, Rate, Ref, RowId
from munshi.database import Base
from munshi.series import Series

STATUS = "status IN ('placed', 'accepted', 'ready', 'out_for_delivery', 'delivered', 'cancelled')"


class OpenCart(Base):
    """What a person is putting together; `serial` counts the orders that came out of it.

    `lines` are `{"item", "quantity", "add_ons"}`, `wishes` what is still asked, in the form of `munshi.orders.drafts`;
    `before` has both as they were before the last change, so that it can be taken back, `kept` what was said beside the
    goods, in the form of `munshi.orders.kept`.
    """

    __tablename__ = "carts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    wishes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    pincode: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[Moment]


class OrderSeries(Series):
    """The last number that a business has given to an order."""

    __tablename__ = "order_series"


class Order(Base):
    """What a person has ordered, on the terms of that moment; `summary` is the token of the bill they said yes to.

    `discounts` are `{"name": {…}, "paise": int}`, together `discount_paise`, shared out over the lines; `prescription`
    is the file of one, as the channel keeps it. `promised_at` is the moment by which the shop has last said it comes.
    `bill_wanted`: its bill was asked for, and has not come yet. `addition`: what its customer wants with it, as
    `serving/goods_added.py` keeps it, while the shop is asked.
    """

    __tablename__ = "orders"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("reference ~ '^ORD-[0-9]+$'", name="reference"),
        CheckConstraint(STATUS, name="status"),
        CheckConstraint("fulfilment IN ('delivery', 'pickup', 'dine_in')", name="fulfilment"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("payment IN ('khata', 'cash', 'upi', 'card')", name="payment"),
        CheckConstraint("dining_table IS NULL OR fulfilment = 'dine_in'", name="dining_table"),
        CheckConstraint(
            "goods_paise >= 0 AND gst_paise >= 0 AND fee_paise >= 0 AND discount_paise BETWEEN 0 AND goods_paise"
            " AND total_paise = goods_paise - discount_paise + fee_paise"
            " + CASE WHEN gst_included THEN 0 ELSE gst_paise END",
            name="total_paise",
        ),
        Index("orders_reference_key", "business_id", "reference", unique=True),
        Index(
            "orders_summary_key",
            "business_id",
            "person_id",
            "summary",
            unique=True,
            postgresql_where=text("summary IS NOT NULL"),
        ),
        Index("orders_person_idx", "business_id", "person_id", "placed_at"),
        Index("orders_status_idx", "business_id", "status", "placed_at"),
        Index(
            "orders_slot_idx",
            "business_id",
            text("(wanted->>'day')"),
            text("(wanted->>'opens')"),
            postgresql_where=text("(wanted->>'slot')::boolean"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    fulfilment: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    pincode: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    goods_paise: Mapped[Paise]
    gst_paise: Mapped[Paise]
    gst_included: Mapped[bool]
    fee_paise: Mapped[Paise]
    total_paise: Mapped[Paise]
    placed_at: Mapped[Moment]
    opens_at: Mapped[Moment | None]
    notes: Mapped[list[str]] = mapped_column(JSONB)
    wanted: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    payment: Mapped[str | None] = mapped_column(Text)
    bill_name: Mapped[str | None] = mapped_column(Text)
    bill_wanted: Mapped[bool] = mapped_column(default=False)
    dining_table: Mapped[str | None] = mapped_column(Text)
    discount_paise: Mapped[Paise]
    discounts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    prescription: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    promised_at: Mapped[Moment | None]
    addition: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))

    lines: Mapped[list["OrderLine"]] = relationship(
        primaryjoin=lambda: (
            (Order.business_id == OrderLine.business_id)
            & (Order.id == OrderLine.order_id)
            & OrderLine.dropped.is_(False)
        ),
        order_by="OrderLine.position",
        cascade="all",
    )
    moves: Mapped[list["OrderMove"]] = relationship(
        order_by="OrderMove.position", cascade="all, delete-orphan"
    )


class NamedAddress(Base):
    """An address that a person calls by a name: `home`, `office`; the last order that went there had it."""

    __tablename__ = "named_addresses"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    pincode: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]


class OrderLine(Base):
    """A product in an order, with its name, price and tax as they were; the catalogue may change, this does not.

    A line that ran out and was left out by its customer's yes is `dropped`: it is kept, and no longer the order's.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "order_id"], ["orders.business_id", "orders.id"]),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price_paise >= 0 AND amount_paise >= 0", name="price_paise"),
        CheckConstraint("(pack_quantity IS NULL) = (pack_unit IS NULL)", name="pack"),
        CheckConstraint("discount_paise BETWEEN 0 AND amount_paise", name="discount_paise"),
    )

    business_id: Mapped[BusinessId]
    order_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(Text)
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    variant: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    add_ons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    quantity: Mapped[Quantity]
    unit: Mapped[str] = mapped_column(Text)
    pack_quantity: Mapped[Quantity | None]
    pack_unit: Mapped[str | None] = mapped_column(Text)
    price_paise: Mapped[Paise]
    amount_paise: Mapped[Paise]
    gst_rate: Mapped[Rate]
    hsn: Mapped[str | None] = mapped_column(Text)
    veg: Mapped[bool | None]
    notes: Mapped[list[str]] = mapped_column(JSONB)
    discount_paise: Mapped[Paise]
    dropped: Mapped[bool] = mapped_column(default=False)


class OrderMove(Base):
    """A step in an order's life: to which status, when, who made it (nobody named: the operator), and why it ended."""

    __tablename__ = "order_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "order_id"], ["orders.business_id", "orders.id"]),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STATUS, name="status"),
    )

    business_id: Mapped[str] = mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
    reason: Mapped[str | None] = mapped_column(Text)
