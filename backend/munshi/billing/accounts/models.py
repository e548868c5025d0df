"""The tables of what customers owe: an account each, and the one ledger of all of them."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from munshi.billing.accounts.rules import KINDS
from munshi.columns import BusinessId, Moment, Paise, Ref, RowId
from munshi.database import Base

SIGNS = (
    "paise <> 0 AND CASE WHEN kind IN ('sale', 'credit', 'refund') THEN paise > 0 "
    "WHEN kind IN ('payment', 'credit_note', 'waiver', 'return') THEN paise < 0 ELSE true END"
)


class Account(Base):
    """What a customer owes now, and on what terms they buy on khata.

    `paise` is the sum of the entries, `open` what of them is not settled (`{"entry", "paise"}`, the oldest first), and
    `since` the moment of the oldest that is owed: all three follow from the ledger, and are kept for reading.
    `on_khata` and `limit_paise` are the customer's own; without them the business's hold. `remind_at`: somebody has
    wished a reminder, which goes out then. `promised_on`: until that day the customer has said to pay.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("limit_paise >= 0", name="limit_paise"),
        Index("accounts_since_idx", "business_id", "since", postgresql_where=text("paise > 0")),
        Index("accounts_remind_at_idx", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    paise: Mapped[Paise]
    open: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    since: Mapped[Moment | None]
    on_khata: Mapped[bool | None]
    limit_paise: Mapped[Paise | None]
    reminded_at: Mapped[Moment | None]
    remind_at: Mapped[Moment | None]
    promised_on: Mapped[date | None]


class AccountEntry(Base):
    """A line of the ledger, never changed: `paise` are owed more, or less where they are below nothing.

    `key` is its own once in the business, as `sale:ORD-1001`; `by_person_id` is who wrote it, nobody named the books
    or the operator; `way` is how a payment came. A wrong entry is answered by one that `reverses_id` it.
    """

    __tablename__ = "account_entries"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["accounts.business_id", "accounts.person_id"]),
        ForeignKeyConstraint(["business_id", "by_person_id"], ["persons.business_id", "persons.id"]),
        ForeignKeyConstraint(
            ["business_id", "reverses_id"], ["account_entries.business_id", "account_entries.id"]
        ),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(SIGNS, name="paise"),
        CheckConstraint("way IN ('cash', 'upi', 'gateway', 'card', 'cheque', 'other')", name="way"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reverses_id"),
        Index("account_entries_key", "business_id", "key", unique=True),
        Index("account_entries_reverses_key", "business_id", "reverses_id", unique=True),
        Index("account_entries_person_idx", "business_id", "person_id", "at"),
        Index("account_entries_at_idx", "business_id", "at"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(Text)
    paise: Mapped[Paise]
    at: Mapped[Moment]
    by_person_id: Mapped[Ref | None]
    order_reference: Mapped[str | None] = mapped_column(Text)
    bill_number: Mapped[str | None] = mapped_column(Text)
    payment_reference: Mapped[str | None] = mapped_column(Text)
    way: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    reverses_id: Mapped[Ref | None]
    key: Mapped[str] = mapped_column(Text)


class CreditDraft(Base):
    """What an owner wants written down and has not said whole yet, in the form of `munshi.billing.accounts.drafts`."""

    __tablename__ = "credit_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    at: Mapped[Moment]
