"""The chats of the page in the books' database, so that they outlive the process that shows them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import database
from munshi.demo.media import UPLOADED_LIFE, Media
from munshi.demo.state import CHATS, MESSAGES_IN_A_CHAT, Changes, Chat, Message, State

CHATS_KEPT = text(
    """
    SELECT chat.number, chat.person, chat.name, chat.last_heard FROM demo.chats AS chat
    LEFT JOIN LATERAL (
        SELECT max(position) AS position FROM demo.messages
        WHERE number = chat.number AND person = chat.person
    ) AS last ON true
    ORDER BY last.position DESC NULLS LAST LIMIT :chats
    """
)
MESSAGES_KEPT = text(
    """
    SELECT message, position FROM (
        SELECT message, position, row_number() OVER (PARTITION BY number, person ORDER BY position DESC) AS place
        FROM demo.messages
    ) AS numbered
    WHERE place <= :most ORDER BY position
    """
)
FILES_KEPT = text(
    "SELECT id, number, content, mime_type, filename, at, heard FROM demo.files ORDER BY at, id"
)
FORGET_FILES = text("DELETE FROM demo.files WHERE at < :before")

SAVE_CHATS = text(
    """
    INSERT INTO demo.chats (number, person, name, last_heard)
    SELECT number, person, name, last_heard FROM jsonb_to_recordset(cast(:chats AS jsonb))
        AS chat(number text, person text, name text, last_heard timestamptz)
    ORDER BY number, person
    ON CONFLICT (number, person) DO UPDATE SET name = excluded.name, last_heard = excluded.last_heard
    """
)
SAVE_MESSAGES = text(
    """
    INSERT INTO demo.messages (wamid, number, person, position, message)
    SELECT message ->> 'wamid', message ->> 'number', message ->> 'person',
        cast(message ->> 'position' AS bigint), message
    FROM jsonb_array_elements(cast(:messages AS jsonb)) AS message
    ORDER BY message ->> 'wamid'
    ON CONFLICT (wamid) DO UPDATE SET message = excluded.message
    """
)
SAVE_FILE = text(
    """
    INSERT INTO demo.files (id, number, content, mime_type, filename, at, heard)
    VALUES (:id, :number, :content, :mime_type, :filename, :at, :heard) ON CONFLICT DO NOTHING
    """
)
FORGET_ALL = ("DELETE FROM demo.messages", "DELETE FROM demo.chats", "DELETE FROM demo.files")
FORGET = text("DELETE FROM demo.messages WHERE wamid = ANY(:wamids)")


def load(state: State, now: datetime) -> list[Media]:
    """Fills a state with what was said before; the files that came along, the oldest first."""
    with database.transaction() as session:
        session.execute(FORGET_FILES, {"before": now - UPLOADED_LIFE})
        found = session.execute(CHATS_KEPT, {"chats": CHATS})
        chats = [Chat(row.number, row.person, row.name, last_heard=row.last_heard) for row in found]
        rows = session.execute(MESSAGES_KEPT, {"most": MESSAGES_IN_A_CHAT})
        messages = [_message(kept, position) for kept, position in rows]
        files = [Media(*row) for row in session.execute(FILES_KEPT)]
    state.remember(reversed(chats), messages)
    return files


def save(changes: Changes) -> None:
    """Keeps what has changed since the last time."""
    with database.transaction() as session:
        if changes.forgets_all:
            for statement in FORGET_ALL:
                session.execute(text(statement))
        _save_chats(session, changes.chats.values())
        if changes.messages:
            kept = [_plain(message) for message in changes.messages.values()]
            session.execute(SAVE_MESSAGES, {"messages": Jsonb(kept)})
        if changes.gone:
            session.execute(FORGET, {"wamids": list(changes.gone)})
        for file in changes.files:
            session.execute(SAVE_FILE, asdict(file))


def _save_chats(session: Session, chats: Iterable[Chat]) -> None:
    rows = [
        {
            "number": chat.number,
            "person": chat.person,
            "name": chat.name,
            "last_heard": chat.last_heard.isoformat() if chat.last_heard else None,
        }
        for chat in chats
    ]
    if rows:
        session.execute(SAVE_CHATS, {"chats": Jsonb(rows)})


def _plain(message: Message) -> dict[str, Any]:
    return {**asdict(message), "at": message.at.isoformat()}


def _message(kept: dict[str, Any], position: int) -> Message:
    known = {name: kept[name] for name in Message.__dataclass_fields__ if name in kept}
    return Message(**{**known, "at": datetime.fromisoformat(kept["at"]), "position": position})
