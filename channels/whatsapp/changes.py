"""What a person changed of an earlier message: edited it, or took it back; and what that means for whose turn it is.

A message that has not had its turn says what its last edit says, and is not answered once it was taken back. After its
turn an edit is not followed: the person is asked, once, to write it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from channels.whatsapp.database import Connection
from channels.whatsapp.payload import EDIT, REVOKE, kind_of, obj

# Whether the message `i` has any: nearly none has.
HAS_CHANGES = """
EXISTS (
    SELECT FROM assistant.inbox AS change WHERE change.kind IN ('edit', 'revoke')
        AND change.phone_number_id = i.phone_number_id
        AND left(coalesce(
            change.payload #>> '{edit,original_message_id}', change.payload #>> '{revoke,original_message_id}'
        ), 200) = i.wamid
)
"""

# The changes of a message, and for an edit how far the message got that it changes. A turn that was tried already may
# have done something, so that what it says stands.
CHANGES = """
SELECT change.id, change.kind, change.state, change.payload, original.state
FROM assistant.inbox AS letter
LEFT JOIN assistant.inbox AS original ON letter.kind = 'edit'
    AND original.phone_number_id = letter.phone_number_id AND original.person = letter.person
    AND original.wamid = letter.payload #>> '{edit,original_message_id}'
LEFT JOIN assistant.inbox AS change ON change.kind IN ('edit', 'revoke')
    AND change.phone_number_id = letter.phone_number_id AND change.person = letter.person
    AND left(coalesce(
        change.payload #>> '{edit,original_message_id}', change.payload #>> '{revoke,original_message_id}'
    ), 200) = CASE letter.kind WHEN 'edit' THEN left(letter.payload #>> '{edit,original_message_id}', 200)
        ELSE letter.wamid END
WHERE letter.id = %s AND (letter.attempts = 0 OR letter.kind = 'edit')
ORDER BY change.id
"""

NEVER_ANSWERED = (None, "waiting", "dead")


class Fate(Enum):
    """What becomes of a message whose turn it is."""

    ANSWERED = "answered"
    SILENT = "silent"  # taken back, or said already by an edit that came before it
    TOO_LATE = "too late"  # it changes what has been answered


@dataclass(frozen=True)
class Wording:
    """What a message says by now; `settled` are the edits that say it, which want no turn of their own."""

    kind: str
    message: dict[str, Any]
    fate: Fate = Fate.ANSWERED
    settled: tuple[int, ...] = ()


@dataclass(frozen=True)
class Change:
    """A stored edit or withdrawal."""

    id: int
    kind: str
    state: str
    payload: dict[str, Any]

    @property
    def message(self) -> dict[str, Any]:
        """The edited message; empty where it cannot be read."""
        return obj(obj(self.payload.get(EDIT)).get("message"))


async def wording(connection: Connection, id_: int, kind: str, message: dict[str, Any]) -> Wording:
    """What the stored message says now, and whether it still wants an answer."""
    rows = await (await connection.execute(CHANGES, (id_,))).fetchall()
    known = [Change(*row[:4]) for row in rows if row[0] is not None]
    if kind == EDIT:
        return _of_edit(id_, message, known, rows[0][4] if rows else None)
    return _of_original(kind, message, known)


async def settle(connection: Connection, edits: Sequence[int]) -> None:
    """Notes that what these edits say has been said, in the transaction that keeps the answer to it."""
    if edits:
        await connection.execute(
            "UPDATE assistant.inbox SET state = 'ignored' WHERE id = ANY(%s) AND state = 'waiting'",
            (list(edits),),
        )


def _of_original(kind: str, message: dict[str, Any], known: Sequence[Change]) -> Wording:
    edits = [change for change in known if change.kind == EDIT]
    waiting = [edit for edit in edits if edit.state == "waiting"]
    settled = tuple(edit.id for edit in waiting)
    if _is_taken_back(known) or any(edit.state == "answered" for edit in edits):
        return Wording(kind, message, Fate.SILENT, settled)
    last = next((edit.message for edit in reversed(waiting) if edit.message), None)
    return Wording(kind, message, settled=settled) if last is None else _said(last, message, settled)


def _of_edit(
    id_: int, message: dict[str, Any], known: Sequence[Change], state_of_original: str | None
) -> Wording:
    """An edit stands for a message that never came or had no answer; of one that had, it comes too late."""
    edits = [change for change in known if change.kind == EDIT]
    settled = tuple(edit.id for edit in edits if edit.state == "waiting" and edit.id != id_)
    if _is_taken_back(known) or state_of_original == "ignored":
        return Wording(EDIT, message, Fate.SILENT, settled)
    if any(edit.state == "answered" for edit in edits):
        return Wording(EDIT, message, Fate.SILENT, settled)
    own = Change(id_, EDIT, "waiting", message).message
    last = next((edit.message for edit in reversed(edits) if edit.state == "waiting" and edit.message), own)
    if state_of_original in NEVER_ANSWERED and last:
        return _said(last, {}, settled)
    return Wording(EDIT, message, Fate.TOO_LATE, settled)


def _is_taken_back(known: Sequence[Change]) -> bool:
    return any(change.kind == REVOKE for change in known)


def _said(edited: dict[str, Any], original: dict[str, Any], settled: tuple[int, ...]) -> Wording:
    """The edited message; what it answers to, the original knows better."""
    context = {"context": original["context"]} if "context" in original else {}
    return Wording(kind_of(edited), {**edited, **context}, settled=settled)
