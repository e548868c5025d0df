"""The tables of the catalogue: products, which edition of their names this is, and the ledger of their stock."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Paise, Quantity, Rate, Ref, RowId
from munshi.database import Base


class Product(Base):
    """Something that a business sells; `name` holds `hi`, `en` and `hinglish`. Until `out_until` it is sold out.

    `variants` and `add_ons` are lists of `{"name": {…}, "price_paise": int}`. A product with `keeps_stock` is sold
    while the ledger has it, any other without limit. `special` is today's,
    `prescription` wants one, `photo` is the address of a picture, and `photo_file` one that is kept here:
    `{"path", "sha256", "mime_type"}`.
    """

    __tablename__ = "products"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "substitute"],
            ["products.business_id", "products.sku"],
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint("sku ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$'", name="sku"),
        CheckConstraint("name ?& ARRAY['hi', 'en', 'hinglish']", name="name"),
        CheckConstraint("price_paise >= 0", name="price_paise"),
        CheckConstraint("gst_rate BETWEEN 0 AND 100", name="gst_rate"),
        CheckConstraint("step > 0", name="step"),
        CheckConstraint("max_quantity >= step", name="max_quantity"),
        CheckConstraint("min_quantity >= step", name="min_quantity"),
        CheckConstraint("(pack_quantity IS NULL) = (pack_unit IS NULL)", name="pack"),
        CheckConstraint("pack_quantity > 0", name="pack_quantity"),
        CheckConstraint("substitute <> sku", name="substitute"),
        CheckConstraint("warranty_months > 0", name="warranty_months"),
        Index(
            "products_substitute_idx",
            "business_id",
            "substitute",
            postgresql_where=text("substitute IS NOT NULL"),
        ),
    )

    business_id: Mapped[BusinessId]
    sku: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[int]
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    category: Mapped[str | None] = mapped_column(Text)
    brand: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    pack_quantity: Mapped[Quantity | None]
    pack_unit: Mapped[str | None] = mapped_column(Text)
    step: Mapped[Quantity]
    max_quantity: Mapped[Quantity | None]
    price_paise: Mapped[Paise]
    gst_rate: Mapped[Rate]
    hsn: Mapped[str | None] = mapped_column(Text)
    veg: Mapped[bool | None]
    available: Mapped[bool]
    out_until: Mapped[Moment | None]
    keeps_stock: Mapped[bool]
    substitute: Mapped[str | None] = mapped_column(Text)
    warranty_months: Mapped[int | None] = mapped_column(SmallInteger)
    variants: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    add_ons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    min_quantity: Mapped[Quantity | None]
    special: Mapped[bool]
    prescription: Mapped[bool]
    photo: Mapped[str | None] = mapped_column(Text)
    photo_file: Mapped[dict[str, str] | None] = mapped_column(JSONB)

    def is_on_sale(self, now: datetime) -> bool:
        """Whether it is sold at that moment, as far as there is any."""
        return self.available and (self.out_until is None or self.out_until <= now)

    @property
    def names(self) -> list[str]:
        """Everything that the product is called: its names, then its aliases."""
        return [*self.name.values(), *self.aliases]

    @property
    def called(self) -> tuple[object, ...]:
        """Everything by which it is found; where this changes, the shelf is another edition."""
        said = (self.brand, self.category, self.pack_quantity, self.pack_unit, self.position)
        return (*self.names, *said, [variant["name"] for variant in self.variants])


class ShelfEdition(Base):
    """Which edition of a business's names this is: another one after every change of what something is called."""

    __tablename__ = "shelf_editions"

    business_id: Mapped[BusinessId]
    edition: Mapped[UUID]


class StockMove(Base):
    """A line of the stock ledger: what came in is positive. Lines are added, never changed; the stock is their sum.

    `counted` says that somebody counted `counted` on the shelf and the quantity is the difference; `reserved` is for
    the order `reference`, or the entry of a khata with that key; `given_back` reverses the move `reverses`.
    """

    __tablename__ = "stock_moves"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "sku"], ["products.business_id", "products.sku"]),
        ForeignKeyConstraint(["business_id", "reverses"], ["stock_moves.business_id", "stock_moves.id"]),
        CheckConstraint("kind IN ('counted', 'received', 'reserved', 'given_back')", name="kind"),
        CheckConstraint("(kind = 'counted') = (counted IS NOT NULL)", name="counted"),
        CheckConstraint("(kind = 'given_back') = (reverses IS NOT NULL)", name="reverses"),
        CheckConstraint("kind <> 'reserved' OR (quantity < 0 AND reference IS NOT NULL)", name="reserved"),
        Index("stock_moves_sum_idx", "business_id", "sku", postgresql_include=["quantity"]),
        Index(
            "stock_moves_reference_idx",
            "business_id",
            "reference",
            postgresql_where=text("reference IS NOT NULL"),
        ),
        Index(
            "stock_moves_reverses_key",
            "business_id",
            "reverses",
            unique=True,
            postgresql_where=text("reverses IS NOT NULL"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    sku: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    quantity: Mapped[Quantity]
    counted: Mapped[Quantity | None]
    reference: Mapped[str | None] = mapped_column(Text)
    reverses: Mapped[Ref | None]
    at: Mapped[Moment]
