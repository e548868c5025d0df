"""The answers that were given under an Idempotency-Key; the same call again gets the same answer and does nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, DateTime, Text, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from munshi import clock
from munshi.columns import BusinessId
from munshi.database import Base
from munshi.problems import Conflict

KEPT_FOR = timedelta(days=30)  # far longer than a turn is tried again


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


# Every call that does something takes a key and keeps its answer: written once, and without the mapper.
KEPT = Base.metadata.tables[KeptAnswer.__tablename__]
TAKE = (
    insert(KEPT)
    .values({name: bindparam(name) for name in ("business_id", "key", "digest", "given_at")})
    .on_conflict_do_nothing()
    .returning(KEPT.c.key)
)
KEEP = (
    update(KEPT)
    .where(KEPT.c.business_id == bindparam("whose"), KEPT.c.key == bindparam("taken"))
    .values(answer=bindparam("answer"))
)


def earlier_answer(session: Session, business_id: str, key: str, digest: str) -> dict[str, Any] | None:
    """The answer that the key has got already, or None after taking the key for this transaction.

    Waits for another transaction that holds the key. Raises Conflict where the key was used for another call.
    """
    row = {"business_id": business_id, "key": key, "digest": digest, "given_at": clock.now()}
    taken = session.execute(TAKE, row).scalar_one_or_none()
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
    session.execute(KEEP, {"whose": business_id, "taken": key, "answer": answer})


def forget_old_answers(session: Session) -> None:
    """Removes what no repeated call can ask for any more, of all businesses."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.given_at < clock.now() - KEPT_FOR))
