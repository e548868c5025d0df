"""What a person changed of an earlier message: edited it, or took it back; and what that means for whose turn it is.

A message that has not had its turn says what its last edit says, and is not answered once it was taken back. After its
turn an edit is not followed: the person is asked, once, to write it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import EDIT, REVOKE, kind_of, obj

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

# The changes of a message, and for an edit how far the message got that it changes.
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
WHERE letter.id = %s
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


async def wording(
    connection: Connection, id_: int, kind: str, message: dict[str, Any], *, tried: bool
) -> Wording:
    """What the stored message says now, and whether it still wants an answer.

    A turn that was `tried` may have done something, so that it says again what it said then.
    """
    rows = await (await connection.execute(CHANGES, (id_,))).fetchall()
    known = [Change(*row[:4]) for row in rows if row[0] is not None]
    edits = [change for change in known if change.kind == EDIT]
    settled = tuple(edit.id for edit in edits if edit.state == "waiting" and edit.id != id_ and not tried)
    counted = [edit.message for edit in edits if edit.state == "ignored" or edit.id in (id_, *settled)]
    taken_back = not tried and any(change.kind == REVOKE for change in known)
    silent = taken_back or any(edit.state == "answered" for edit in edits)
    original = rows[0][4] if rows else None
    if silent or (kind == EDIT and original == "ignored"):
        return Wording(kind, message, Fate.SILENT, settled)
    last = next((edited for edited in reversed(counted) if edited), None)
    if kind == EDIT and (last is None or original not in NEVER_ANSWERED):
        return Wording(kind, message, Fate.TOO_LATE, settled)
    return (
        _said(last, {} if kind == EDIT else message, settled)
        if last
        else Wording(kind, message, settled=settled)
    )


async def settle(connection: Connection, edits: Sequence[int]) -> None:
    """Notes that these edits count, and want no turn of their own, in the transaction that keeps what came of it."""
    if edits:
        await connection.execute(
            "UPDATE assistant.inbox SET state = 'ignored' WHERE id = ANY(%s) AND state = 'waiting'",
            (list(edits),),
        )


def _said(edited: dict[str, Any], original: dict[str, Any], settled: tuple[int, ...]) -> Wording:
    """The edited message; what it answers to, the original knows better."""
    context = {"context": original["context"]} if "context" in original else {}
    return Wording(kind_of(edited), {**edited, **context}, settled=settled)
