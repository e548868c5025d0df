"""What was said in a conversation: what the person wrote, and what the bot and the people of the business sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.handoffs.service import Conversation

By = Literal["person", "bot", "people"]


class Opened(NamedTuple):
    """A hand-off of a conversation."""

    phone_number_id: str
    person: str
    reason: str
    since: datetime
    ended_at: datetime | None


class Said(NamedTuple):
    """One message; `state` is how far its handling or its sending is."""

    by: By
    kind: str
    text: str | None
    at: datetime
    state: str


HANDOFFS = text(
    """
    SELECT phone_number_id, person, reason, since, ended_at FROM assistant.handoffs
    WHERE phone_number_id = ANY(:numbers) AND (ended_at IS NOT NULL) = :ended
        AND (cast(:after AS timestamptz) IS NULL OR since > :after)
    ORDER BY since LIMIT :limit
    """
)
HEARD = text(
    """
    SELECT kind, payload, received_at, state FROM assistant.inbox
    WHERE phone_number_id = :number AND person = :person ORDER BY id DESC LIMIT :limit
    """
)
SENT = text(
    """
    SELECT turn, payload, written_at, coalesce(delivery, state) FROM assistant.outbox
    WHERE phone_number_id = :number AND person = :person ORDER BY id DESC LIMIT :limit
    """
)


def handoffs(
    session: Session, numbers: Sequence[str], *, ended: bool, after: datetime | None, limit: int
) -> list[Opened]:
    """The hand-offs of these numbers, the longest open first."""
    asked = {"numbers": list(numbers), "ended": ended, "after": after, "limit": limit}
    return [Opened(*row) for row in session.execute(HANDOFFS, asked)]


def is_known(session: Session, where: Conversation) -> bool:
    """Whether the person has ever written to the number."""
    query = text("SELECT 1 FROM assistant.persons WHERE phone_number_id = :number AND person = :person")
    return session.execute(query, where.ids).first() is not None


def last_messages(session: Session, where: Conversation, limit: int) -> list[Said]:
    """The last messages of both sides, in the order in which they were said."""
    asked = {**where.ids, "limit": limit}
    heard = [
        Said("person", kind, _words(payload, kind), at, state)
        for kind, payload, at, state in session.execute(HEARD, asked)
    ]
    sent = [
        Said(_speaker(turn), payload["type"], _words(payload, payload["type"]), at, state)
        for turn, payload, at, state in session.execute(SENT, asked)
    ]
    said = sorted([*heard, *sent], key=lambda each: each.at)
    return said[-limit:]


def _speaker(turn: str) -> By:
    return "people" if turn.startswith("people:") else "bot"


def _words(payload: dict[str, Any], kind: str) -> str | None:
    """The words of a message in Meta's form, of either direction; None where it has none."""
    content = payload.get(kind)
    if not isinstance(content, dict):
        return None
    body = content.get("body")
    if isinstance(body, dict):  # of what can be tapped
        body = body.get("text")
    tapped = content.get("button_reply") or content.get("list_reply")
    title = tapped.get("title") if isinstance(tapped, dict) else None
    words = next((each for each in (body, title, content.get("text"), content.get("caption")) if each), None)
    return words if isinstance(words, str) else None
