"""What people of the business write to a person: from then on the conversation is theirs."""

from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.handoffs.conversations import Conversation
from munshi.outcomes import Refusal

WINDOW = timedelta(hours=24)  # Meta's: later than that after the person wrote, no text of ours goes through

HEARD_AT = text(
    "SELECT last_inbound_at FROM assistant.persons WHERE phone_number_id = :number AND person = :person"
)
WROTE = text(
    """
    INSERT INTO assistant.handoffs AS known (phone_number_id, person, since, reason, written_at, answered_by)
    VALUES (:number, :person, :now, 'wrote', :now, :by)
    ON CONFLICT (phone_number_id, person) WHERE ended_at IS NULL
        DO UPDATE SET written_at = excluded.written_at, answered_by = coalesce(excluded.answered_by, known.answered_by)
    """
)
# The sender's job comes with the message, as it does when the assistant writes.
SPEAK = text(
    """
    WITH written AS (
        INSERT INTO assistant.outbox
            (phone_number_id, person, turn, position, payload, reference, state, not_before, written_at)
        VALUES (:number, :person, :turn, 0, :payload, gen_random_uuid(), 'waiting', :now, :now)
    )
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    VALUES ('sends', 'send', concat('send:', cast(:number AS text), ':', cast(:person AS text)),
        jsonb_build_object('phone_number_id', cast(:number AS text), 'person', cast(:person AS text)))
    """
)


def speak(session: Session, where: Conversation, said: str, key: str, by: str | None = None) -> str:
    """Sends the words, after which the bot is silent; the turn under which they stand in the outbox.

    `by` is the id of who says them through the bot, who hears what is answered. Raises Refusal where Meta would refuse.
    """
    refuse_closed_window(session, where)
    turn, now = f"people:{key}", clock.now()
    session.execute(WROTE, {**where.ids, "now": now, "by": by})
    payload = Jsonb(_text_message(where.person, said))
    session.execute(SPEAK, {**where.ids, "turn": turn, "payload": payload, "now": now})
    return turn


def refuse_closed_window(session: Session, where: Conversation, **facts: Any) -> None:
    """Nothing is written to who has not written for 24 hours."""
    heard_at = _heard_at(session, where)
    if not _is_recent(heard_at):
        raise Refusal("window_closed", heard_at=heard_at.isoformat() if heard_at else None, **facts)


def is_window_open(session: Session, where: Conversation) -> bool:
    """Whether words of ours go through."""
    return _is_recent(_heard_at(session, where))


def _heard_at(session: Session, where: Conversation) -> datetime | None:
    at: datetime | None = session.execute(HEARD_AT, where.ids).scalar()
    return at


def _is_recent(heard_at: datetime | None) -> bool:
    return heard_at is not None and clock.now() - heard_at < WINDOW


def _text_message(person: str, said: str) -> dict[str, Any]:
    """The Graph request: a phone stands in `to`, a business-scoped user id in `recipient`."""
    receiver = {"recipient": person} if "." in person else {"to": person}
    content = {"type": "text", "text": {"body": said, "preview_url": "://" in said}}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **receiver, **content}
