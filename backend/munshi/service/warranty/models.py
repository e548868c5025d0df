"""The tables of what was sold: the models a shop knows, the policies of their guarantees, and each piece by serial."""

from datetime import date
from typing import Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base

STANDING = "standing IN ('held', 'waiting', 'refused')"


class WarrantyPolicy(Base):
    """What holds for the models that name it: `months` from the day of sale, and parts that differ.

    `parts` are `{"part", "months"}`, `excluded` what no guarantee covers, in the shop's words. `visit_paise` is what a
    visit costs where none holds, `repair_days` for how long the same fault is put right again free of charge.
    """

    __tablename__ = "warranty_policies"
    __table_args__ = (
        CheckConstraint("months >= 0", name="months"),
        CheckConstraint("visit_paise >= 0", name="visit_paise"),
        CheckConstraint("repair_days >= 0", name="repair_days"),
    )

    business_id: Mapped[BusinessId]
    code: Mapped[str] = mapped_column(Text, primary_key=True)
    months: Mapped[int] = mapped_column(SmallInteger)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    excluded: Mapped[list[str]] = mapped_column(JSONB)
    visit_paise: Mapped[Paise | None]
    repair_days: Mapped[int] = mapped_column(SmallInteger)


class ProductModel(Base):
    """A model that the shop sells or looks after: `appliance` is its kind (`fridge`), `called` what people call it.

    `at_home`: it is repaired where it stands. `serial_form` is the pattern of its serials, `since` the first
    day on which it was sold.
    """

    __tablename__ = "product_models"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "policy"], ["warranty_policies.business_id", "warranty_policies.code"]
        ),
        CheckConstraint("model = upper(model)", name="model"),
    )

    business_id: Mapped[BusinessId]
    model: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    brand: Mapped[str | None] = mapped_column(Text)
    appliance: Mapped[str] = mapped_column(Text)
    called: Mapped[list[str]] = mapped_column(ARRAY(Text))
    sku: Mapped[str | None] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(Text)
    at_home: Mapped[bool]
    serial_form: Mapped[str | None] = mapped_column(Text)
    since: Mapped[date | None]


class SoldProduct(Base):
    """One piece that somebody has bought. `held`: it is theirs; `waiting`: they say so, and the owner has to confirm.

    `model` is the sku of its product where the shop has told no model of it: then no guarantee is known.
    `registered_at` is None for what came with the file. `bill` is the number of the bill, `bill_file` its
    picture as `{"path", "sha256", "mime_type"}` where the customer
    sent one. A serial is one piece's, unless it was refused.
    """

    __tablename__ = "sold_products"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "decided_by"], ["persons.business_id", "persons.id"]),
        CheckConstraint(STANDING, name="standing"),
        CheckConstraint("serial = upper(serial)", name="serial"),
        Index(
            "sold_products_serial_key",
            "business_id",
            "serial",
            unique=True,
            postgresql_where=text("standing <> 'refused'"),
        ),
        Index("sold_products_person_idx", "business_id", "person_id", "sold_on"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref | None]
    serial: Mapped[str | None] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    sold_on: Mapped[date]
    bill: Mapped[str | None] = mapped_column(Text)
    bill_file: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    sold_here: Mapped[bool]
    standing: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[Ref | None]
    registered_at: Mapped[Moment | None]


class WarrantyDraft(Base):
    """What a person is registering, as `munshi.service.warranty.drafts` has it; `serial` counts those before it."""

    __tablename__ = "warranty_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int]
    kept: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[Moment]
