"""What every request that somebody decides about has: whose it is, whom it waits for, and what became of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_
from sqlalchemy.orm import Mapped

from munshi.columns import Moment, Ref


class Waiting:
    """The columns of a request; it waits for `approver_id` since `asked_at`, and was handed on once at most."""

    person_id: Mapped[Ref]
    approver_id: Mapped[Ref | None]
    asked_at: Mapped[Moment]
    escalated_at: Mapped[Moment | None]
    decided_by: Mapped[Ref | None]
    decided_at: Mapped[Moment | None]


def is_overdue(requests: type[Waiting], asked_until: datetime, who_left: Select[int]) -> ColumnElement[bool]:
    """Whether a request was asked by then and not handed on yet, or waits for somebody who has left."""
    return or_(
        requests.escalated_at.is_(None) & (requests.asked_at <= asked_until),
        requests.approver_id.in_(who_left),
    )
