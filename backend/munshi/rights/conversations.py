"""What the assistant keeps of a person's conversations: read for an export, and removed.

The tables are the assistant's. Those of the demonstration's chat page are left: that page plays the person's own phone.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.people.models import Person

BY_PERSON = ("inbox", "outbox", "buttons", "notices", "handoffs", "persons", "echoes", "answering")
# The columns, and the parts of what is kept as JSON, in which people speak for themselves.
TOLD = frozenset({
    "address", "body", "caption", "note", "notes", "problem", "purpose", "reason", "text", "words",
})  # fmt: skip
BY_SENDER = ("tracker_events", "trackers")

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
    ids, counts = of.ids, {}
    wamids = [wamid for (wamid,) in session.execute(SENT, ids)]
    counts["statuses"] = _run(
        session, "DELETE FROM assistant.statuses WHERE phone_number_id = ANY(:numbers) AND wamid = ANY(:wamids)",
        numbers=ids["numbers"], wamids=wamids,
    )  # fmt: skip
    for table in BY_PERSON:
        counts[table] = _run(
            session,
            f"DELETE FROM assistant.{table} WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases)",
            **ids,
        )
    for table in BY_SENDER:
        counts[table] = _run(
            session, f"DELETE FROM assistant.{table} WHERE sender_id = ANY(:senders)", senders=of.senders
        )
    for file in sent:
        _run(
            session,
            "DELETE FROM assistant.media WHERE phone_number_id = :number AND media_id = :media",
            number=file.phone_number_id,
            media=file.media_id,
        )
        _run(
            session,
            "DELETE FROM assistant.uploads WHERE phone_number_id = ANY(:numbers) AND sha256 = :sha",
            numbers=ids["numbers"],
            sha=file.sha256,
        )
    _run(
        session,
        "DELETE FROM assistant.procrastinate_jobs WHERE lock = ANY(:senders) AND status <> 'doing'",
        senders=of.senders,
    )
    _run(
        session,
        "DELETE FROM public.kept_answers WHERE split_part(key, ':', 1) = ANY(:wamids)",
        wamids=wamids,
    )
    return counts


def _run(session: Session, statement: str, **values: Any) -> int:
    done: Any = session.execute(text(statement), values)
    return int(done.rowcount)
