"""What the assistant keeps of a person's conversations: read for an export, and removed.

The tables are the assistant's. Those of the demonstration's chat page are left: that page plays the person's own phone.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.people.models import Person

# The columns, and the parts of what is kept as JSON, in which people speak for themselves.
TOLD = frozenset({
    "address", "body", "caption", "note", "notes", "problem", "purpose", "reason", "text", "words",
})  # fmt: skip
OF_NUMBER = "phone_number_id = ANY(:numbers)"
OF_PERSON = f"{OF_NUMBER} AND person = ANY(:aliases)"
REMOVED = {
    "assistant.statuses": f"{OF_NUMBER} AND wamid = ANY(:wamids)",
    **dict.fromkeys(
        [f"assistant.{table}" for table in (
            "inbox", "outbox", "buttons", "notices", "handoffs", "persons", "echoes", "answering",
        )],
        OF_PERSON,
    ),
    "assistant.tracker_events": "sender_id = ANY(:senders)",
    "assistant.trackers": "sender_id = ANY(:senders)",
    "assistant.media": f"{OF_NUMBER} AND media_id = ANY(:media)",
    "assistant.uploads": f"{OF_NUMBER} AND sha256 = ANY(:shas)",
    "assistant.procrastinate_jobs": "lock = ANY(:senders) AND status <> 'doing'",
    "public.kept_answers": "split_part(key, ':', 1) = ANY(:wamids)",
}  # fmt: skip

SENT = text(
    """
    SELECT wamid FROM assistant.outbox
    WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases) AND wamid IS NOT NULL
    UNION SELECT wamid FROM assistant.inbox WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases)
    """
)
SAID = text(
    """
    SELECT 'person' AS by, received_at AS at, payload FROM assistant.inbox
    WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases)
    UNION ALL
    SELECT 'business', written_at, payload FROM assistant.outbox
    WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases)
    ORDER BY at
    """
)
FILES = text(
    """
    SELECT media.phone_number_id, media.media_id, media.path, media.sha256 FROM assistant.media AS media
    WHERE media.phone_number_id = ANY(:numbers) AND EXISTS (
        SELECT 1 FROM assistant.inbox AS inbox
        WHERE inbox.phone_number_id = media.phone_number_id AND inbox.person = ANY(:aliases)
            AND inbox.payload::text LIKE '%"' || media.media_id || '"%'
    )
    """
)


class File(NamedTuple):
    """A file that the person has sent."""

    phone_number_id: str
    media_id: str
    path: str
    sha256: str


class Whose(NamedTuple):
    """The numbers of the business, and the ids under which the person writes to them."""

    numbers: Sequence[str]
    aliases: Sequence[str]

    @property
    def ids(self) -> dict[str, Any]:
        """The parameters of a statement."""
        return {"numbers": list(self.numbers), "aliases": list(self.aliases)}

    @property
    def senders(self) -> list[str]:
        """The conversations, as the assistant calls them."""
        return [f"{number}:{alias}" for number in self.numbers for alias in self.aliases]


def whose(business: Business, person: Person) -> Whose:
    """Where the person writes, and as whom."""
    numbers = [number.phone_number_id for number in business.numbers]
    return Whose(numbers, [alias.value for alias in person.aliases])


def said(session: Session, of: Whose) -> list[dict[str, Any]]:
    """Every message of both sides, in the order in which they were said."""
    return [
        {"by": by, "at": at.isoformat(), "message": payload}
        for by, at, payload in session.execute(SAID, of.ids)
    ]


def files(session: Session, of: Whose) -> list[File]:
    """The files that the person has sent."""
    return [File(*row) for row in session.execute(FILES, of.ids)]


def words(session: Session, of: Whose) -> Iterator[str]:
    """What the person has written."""
    for each in said(session, of):
        if each["by"] == "person":
            yield from told_in(each["message"])


def told_in(value: Any, name: str = "") -> Iterator[str]:
    """What somebody has told in their own words, among all that is kept beside it."""
    if isinstance(value, str) and name in TOLD:
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from told_in(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from told_in(each, name)


def remove(session: Session, of: Whose, sent: Sequence[File]) -> dict[str, int]:
    """Removes everything; how many rows of each table. A conversation that is written to again is a new one."""
    wamids = [wamid for (wamid,) in session.execute(SENT, of.ids)]
    known = {
        **of.ids,
        "senders": of.senders,
        "wamids": wamids,
        "media": [file.media_id for file in sent],
        "shas": [file.sha256 for file in sent],
    }
    return {
        table: _run(session, f"DELETE FROM {table} WHERE {which}", known) for table, which in REMOVED.items()
    }


def _run(session: Session, statement: str, known: dict[str, Any]) -> int:
    done: Any = session.execute(
        text(statement), {name: known[name] for name in known if f":{name}" in statement}
    )
    return int(done.rowcount)
