"""The tables of yearly care: plans, and the contracts that customers have."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base
from munshi.series import Series


class AmcPlan(Base):
    """What is offered for a kind of machine: so many visits in so many months; `parts` says whether parts are free."""

    __tablename__ = "amc_plans"
    __table_args__ = (
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("visits > 0", name="visits"),
        CheckConstraint("price_paise >= 0", name="price_paise"),
    )

    business_id: Mapped[BusinessId]
    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    machine: Mapped[str] = mapped_column(Text)
    months: Mapped[int] = mapped_column(SmallInteger)
    visits: Mapped[int] = mapped_column(SmallInteger)
    parts: Mapped[bool]
    price_paise: Mapped[Paise]


class AmcSeries(Series):
    """The last number that a business has given to a contract."""

    __tablename__ = "amc_series"


class AmcContract(Base):
    """A plan that somebody has, from a day to another; `used` visits of `visits`. It keeps what it was sold with.

    `called` is which machine it is for, as the shop knows it or the customer calls it.
    """

    __tablename__ = "amc_contracts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(["business_id", "sold_id"], ["sold_products.business_id", "sold_products.id"]),
        ForeignKeyConstraint(["business_id", "plan"], ["amc_plans.business_id", "amc_plans.code"]),
        CheckConstraint("reference ~ '^AMC-[0-9]+$'", name="reference"),
        CheckConstraint("first <= last", name="span"),
        CheckConstraint("used >= 0", name="used"),
        Index("amc_contracts_reference_key", "business_id", "reference", unique=True),
        Index("amc_contracts_person_idx", "business_id", "person_id", "last"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    reference: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]
    sold_id: Mapped[Ref | None]
    plan: Mapped[str] = mapped_column(Text)
    machine: Mapped[str] = mapped_column(Text)
    called: Mapped[str | None] = mapped_column(Text)
    first: Mapped[date]
    last: Mapped[date]
    visits: Mapped[int] = mapped_column(SmallInteger)
    used: Mapped[int] = mapped_column(SmallInteger)
    parts: Mapped[bool]
    price_paise: Mapped[Paise]
    summary: Mapped[str | None] = mapped_column(Text)
    sold_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSONB)
