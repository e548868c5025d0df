"""The tables of bills: which number comes next, the bills with their lines, and in whose name somebody wants theirs."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.billing.bills.rules import Kind, Sort
from munshi.columns import BusinessId, Moment, Paise, Quantity, Rate, Ref, RowId
from munshi.database import Base

KINDS = tuple(str(kind) for kind in Kind)
SORTS = tuple(str(sort) for sort in Sort)


class BillSeries(Base):
    """The last number given in a series of a financial year; its row is locked until the bill is there."""

    __tablename__ = "bill_series"

    business_id: Mapped[BusinessId]
    prefix: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int]


class BillParty(Base):
    """In whose name a customer wants bills: the firm's GSTIN, and its name where it was said."""

    __tablename__ = "bill_parties"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    gstin: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    at: Mapped[Moment]


class Bill(Base):
    """A bill as it was issued; neither it nor its lines ever change.

    `supplier` and `recipient` are as they were that day, `about` what else it names: the order, when it was placed,
    how it is paid. A credit note `corrects_id` another bill. `edition` counts the bills of one source: a second one
    stands for a first that was credited.
    """

    __tablename__ = "bills"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "by_person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "corrects_id"], ["bills.business_id", "bills.id"]),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("number ~ '^[A-Z0-9][A-Z0-9/-]{0,15}$'", name="number"),
        CheckConstraint("(kind = 'credit_note') = (corrects_id IS NOT NULL)", name="corrects_id"),
        CheckConstraint(
            "total_paise = taxable_paise + exempt_paise + cgst_paise + sgst_paise + igst_paise + round_off_paise"
            " AND total_paise >= 0 AND cgst_paise = sgst_paise",
            name="total_paise",
        ),
        Index("bills_number_key", "business_id", "number", unique=True),
        Index("bills_serial_key", "business_id", "prefix", "year", "serial", unique=True),
        Index("bills_source_key", "business_id", "source_kind", "source", "edition", unique=True),
        Index("bills_person_idx", "business_id", "person_id", "issued_at"),
        Index(
            "bills_corrects_idx",
            "business_id",
            "corrects_id",
            postgresql_where=text("corrects_id IS NOT NULL"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    number: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    year: Mapped[str] = mapped_column(Text)
    serial: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    source_kind: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    edition: Mapped[int]
    corrects_id: Mapped[Ref | None]
    reason: Mapped[str | None] = mapped_column(Text)
    by_person_id: Mapped[Ref | None]
    issued_at: Mapped[Moment]
    issued_on: Mapped[date]
    scheme: Mapped[str] = mapped_column(Text)
    supplier: Mapped[dict[str, Any]] = mapped_column(JSONB)
    recipient: Mapped[dict[str, Any]] = mapped_column(JSONB)
    place_of_supply: Mapped[str] = mapped_column(Text)
    about: Mapped[dict[str, Any]] = mapped_column(JSONB)
    taxable_paise: Mapped[Paise]
    exempt_paise: Mapped[Paise]
    cgst_paise: Mapped[Paise]
    sgst_paise: Mapped[Paise]
    igst_paise: Mapped[Paise]
    round_off_paise: Mapped[Paise]
    total_paise: Mapped[Paise]

    lines: Mapped[list["BillLine"]] = relationship(order_by="BillLine.position", cascade="all, delete-orphan")


class BillLine(Base):
    """A line of a bill with its tax; of a credit note `position` is that of the line it takes back."""

    __tablename__ = "bill_lines"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "bill_id"], ["bills.business_id", "bills.id"]),
        CheckConstraint(f"sort IN {SORTS}", name="sort"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("cgst_paise = sgst_paise", name="halves"),
    )

    business_id: Mapped[BusinessId]
    bill_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(Text)
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    hsn: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[Quantity]
    unit: Mapped[str] = mapped_column(Text)
    price_paise: Mapped[Paise]
    discount_paise: Mapped[Paise]
    gst_rate: Mapped[Rate]
    taxable_paise: Mapped[Paise]
    cgst_paise: Mapped[Paise]
    sgst_paise: Mapped[Paise]
    igst_paise: Mapped[Paise]
