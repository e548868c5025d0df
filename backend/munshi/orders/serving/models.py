"""The tables of the shop's side: how long an order waits for an answer, and what ran out of it."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Quantity, Ref, RowId
from munshi.database import Base


class OrderWait(Base):
    """How far the shop has been asked to answer an order, and when the next is due; None: nobody is asked any more."""

    __tablename__ = "order_waits"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "order_id"], ["orders.business_id", "orders.id"]),
        Index("order_waits_due_idx", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )

    business_id: Mapped[BusinessId]
    order_id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(SmallInteger)
    due_at: Mapped[Moment | None]


class RunOut(Base):
    """A line of an order that the shop does not have, and what became of it; without an outcome its customer is asked.

    At `due_at` the shop is told that the customer has not answered; nobody named reported it: the operator did.
    `instead` is the product that the shop offers for it, where that is not the substitute which is set.
    Where there is a `quantity` the line has not run out: the shop offers so much of it. What `is_there` has not either:
    the shop offers something else for it, or would leave it out.
    """

    __tablename__ = "run_outs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["business_id", "order_id", "position"],
            ["order_lines.business_id", "order_lines.order_id", "order_lines.position"],
        ),
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint(
            "outcome IN ('left_out', 'replaced', 'cancelled', 'found', 'other_amount', 'kept')",
            name="outcome",
        ),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name="ended_at"),
        Index(
            "run_outs_open_key",
            "business_id",
            "order_id",
            "position",
            unique=True,
            postgresql_where=text("outcome IS NULL"),
        ),
        Index(
            "run_outs_due_idx",
            "due_at",
            postgresql_where=text("outcome IS NULL AND due_at IS NOT NULL"),
        ),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    order_id: Mapped[Ref]
    position: Mapped[int]
    person_id: Mapped[Ref | None]
    at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[Moment | None]
    instead: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[Quantity | None]
    is_there: Mapped[bool] = mapped_column(default=False, server_default="false")
