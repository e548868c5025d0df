"""What a person was just shown: the answer to a question about goods can be ordered by "haan 2 kilo" or "ye wala"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from munshi import clock, kept_rows
from munshi.callers import Caller
from munshi.columns import BusinessId, Moment, plain
from munshi.database import Base
from munshi.turns import message_of

REMEMBERED = timedelta(hours=1)


class ShownGoods(Base):
    """The goods that one person was shown last, in the order shown.

    `{"item", "quantity", "unit", "name", "message"}`: the last is the id of the message that they answered.
    """

    __tablename__ = "shown_goods"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    goods: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    at: Mapped[Moment]


@dataclass(frozen=True)
class Shown:
    """An item by its key, with the quantity that was spoken of, as it was said, and the name that was asked about."""

    key: str
    quantity: Decimal | None = None
    unit: str | None = None
    name: str | None = None


def show(session: Session, caller: Caller, goods: Sequence[Shown]) -> None:
    """Remembers what is shown now in place of what was before."""
    kept = {
        "goods": [
            {
                "item": each.key,
                "quantity": None if each.quantity is None else plain(each.quantity),
                "unit": each.unit,
                "name": each.name,
                "message": message_of(session),
            }
            for each in goods
        ],
        "at": clock.now(),
    }
    kept_rows.put(session, ShownGoods, kept_rows.of_person(caller), kept)


def forget(session: Session, caller: Caller, inside: Collection[str] = ()) -> None:
    """The cart was changed: what is pointed at from now on stands in it.

    What the same message asked about besides may be pointed at still, unless it is `inside` the cart by now.
    """
    row = session.get(ShownGoods, (caller.business_id, caller.person.id))
    if row is None:
        return
    message = message_of(session)
    row.goods = [
        each
        for each in row.goods
        if message and each.get("message") == message and each["item"] not in inside
    ]
    if not row.goods:
        session.delete(row)


def last_shown(session: Session, caller: Caller) -> list[Shown]:
    """What was shown within the hour, after the last change of the cart."""
    row = session.get(ShownGoods, (caller.business_id, caller.person.id))
    if row is None or clock.now() - row.at > REMEMBERED:
        return []
    return [
        Shown(
            each["item"],
            Decimal(each["quantity"]) if each["quantity"] else None,
            each["unit"],
            each.get("name"),
        )
        for each in row.goods
    ]
