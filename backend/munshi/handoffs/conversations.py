"""What was said in a conversation: what the person wrote, and what the bot and the people of the business did."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.business.models import Business

By = Literal["person", "bot", "people"]


LONGEST_EXCERPT = 160  # characters
SEARCHED_FOR_WORDS = 10  # messages: before words there may be pictures


class Conversation(NamedTuple):
    """A number of the business, and the id under which a person writes to it."""

    number: str
    person: str

    def __str__(self) -> str:
        """As the assistant calls it."""
        return f"{self.number}:{self.person}"

    @property
    def ids(self) -> dict[str, str]:
        """The parameters of a statement."""
        return {"number": self.number, "person": self.person}


class Opened(NamedTuple):
    """A hand-off of a conversation."""

    phone_number_id: str
    person: str
    reason: str
    since: datetime
    written_at: datetime | None
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
    SELECT phone_number_id, person, reason, since, written_at, ended_at FROM assistant.handoffs
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
WRITTEN_IN_THE_APP = text(
    """
    SELECT kind, payload, sent_at FROM assistant.echoes
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
    session: Session, business: Business, *, ended: bool, after: datetime | None, limit: int
) -> list[Opened]:
    """The hand-offs of a business, the longest open first."""
    asked = {"numbers": numbers(business), "ended": ended, "after": after, "limit": limit}
    return [Opened(*row) for row in session.execute(HANDOFFS, asked)]


def numbers(business: Business) -> list[str]:
    """Meta's ids of the numbers of a business."""
    return [number.phone_number_id for number in business.numbers]


def is_known(session: Session, business: Business, where: Conversation) -> bool:
    """Whether the person has ever written to the number, and it is one of the business's."""
    if where.number not in numbers(business):
        return False
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
    by_hand = [
        Said("people", kind, _words(payload, kind), at, "sent")
        for kind, payload, at in session.execute(WRITTEN_IN_THE_APP, asked)
    ]
    said = sorted([*heard, *sent, *by_hand], key=lambda each: each.at)
    return said[-limit:]


def last_words(session: Session, where: Conversation, messages: int = 1) -> str | None:
    """How what the person wrote last begins, in one line; None where they wrote nothing."""
    heard = session.execute(HEARD, {**where.ids, "limit": SEARCHED_FOR_WORDS})
    written = (_words(payload, kind) for kind, payload, _, _ in heard)
    lines = [line for words in written if words and (line := excerpt(words))]
    return " / ".join(reversed(lines[:messages])) or None


def excerpt(words: str) -> str:
    """The words in one line, cut between two where it is too long."""
    line = " ".join(words.split())
    if len(line) <= LONGEST_EXCERPT:
        return line
    return f"{line[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"


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
