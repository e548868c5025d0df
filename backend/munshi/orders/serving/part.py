"""What ran out of an order, in a file and out of it."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.orders.models import Order
from munshi.orders.sections import PlacedRunOut
from munshi.orders.serving.models import RunOut

KEPT = ("at", "due_at", "outcome", "ended_at", "instead", "quantity", "is_there")


def rows_of(order: Order, entries: Sequence[PlacedRunOut], ids: Mapping[str, int]) -> Iterator[RunOut]:
    """The rows of an order whose lines are numbered as the file has them."""
    for entry in entries:
        yield RunOut(
            business_id=order.business_id,
            order_id=order.id,
            position=entry.line,
            person_id=ids.get(entry.person) if entry.person else None,
            at=entry.at,
            due_at=entry.due_at,
            outcome=entry.outcome,
            ended_at=entry.ended_at,
            instead=entry.instead,
            quantity=entry.quantity,
            is_there=entry.is_there,
        )


def entries_of(
    session: Session, order: Order, positions: Sequence[int], ids: Mapping[int, str]
) -> list[PlacedRunOut]:
    """As the file has them, each with the place of its line."""
    query = select(RunOut).where(RunOut.business_id == order.business_id, RunOut.order_id == order.id)
    return [
        PlacedRunOut.model_validate(
            {
                "line": positions.index(row.position) + 1,
                "person": ids.get(row.person_id) if row.person_id else None,
                **{name: getattr(row, name) for name in KEPT},
            }
        )
        for row in session.scalars(query.order_by(RunOut.id))
    ]
