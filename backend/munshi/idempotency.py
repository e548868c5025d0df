"""The answers that were given under an Idempotency-Key; the same call again gets the same answer and does nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, DateTime, Text, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from munshi import clock
from munshi.columns import BusinessId
from munshi.database import Base
from munshi.problems import Conflict

KEPT = timedelta(days=30)  # far longer than a turn is tried again


class KeptAnswer(Base):
    """The answer to a call; `digest` tells whether a later call with the key is the same call.

    JSON, not JSONB, so that the answer is the same to the letter.
    """

    __tablename__ = "kept_answers"

    business_id: Mapped[BusinessId]
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


KEPT_ANSWERS = Base.metadata.tables[
    KeptAnswer.__tablename__
]  # without the mapper, which has nothing to do here


def earlier_answer(session: Session, business_id: str, key: str, digest: str) -> dict[str, Any] | None:
    """The answer that the key has got already, or None after taking the key for this transaction.

    Waits for another transaction that holds the key. Raises Conflict where the key was used for another call.
    """
    row = {"business_id": business_id, "key": key, "digest": digest, "given_at": clock.now()}
    taken = session.execute(
        insert(KEPT_ANSWERS).values(row).on_conflict_do_nothing().returning(KeptAnswer.key)
    ).scalar_one_or_none()
    if taken is not None:
        return None
    given = session.execute(
        select(KeptAnswer.digest, KeptAnswer.answer).where(
            KeptAnswer.business_id == business_id, KeptAnswer.key == key
        )
    ).one()
    if given.digest != digest:
        raise Conflict(f"The Idempotency-Key {key} was used for another call.")
    answer: dict[str, Any] = given.answer
    return answer


def keep_answer(session: Session, business_id: str, key: str, answer: dict[str, Any]) -> None:
    """Stores the answer with the work that it tells of."""
    session.execute(
        update(KEPT_ANSWERS)
        .where(KeptAnswer.business_id == business_id, KeptAnswer.key == key)
        .values(answer=answer)
    )


def forget_old_answers(session: Session) -> None:
    """Removes what no repeated call can ask for any more, of all businesses."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.given_at < clock.now() - KEPT))
