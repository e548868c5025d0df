"""Everything that is kept of a person, whole, as a file that people can read."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.database import Base
from munshi.people.models import Person
from munshi.rights import conversations
from munshi.rights.kinds import KINDS

NOT_OF_THEM = frozenset({"accesses"})  # who looked stands there by itself, without a name


def whole(session: Session, business: Business, person: Person) -> dict[str, Any]:
    """What each table holds of the person, what was said, and which files they sent."""
    of = conversations.whose(business, person)
    tables = {name: rows for name in KINDS if (rows := _rows(session, person, name))}
    return {
        "business": business.name,
        "person": {
            "name": person.called,
            "phones_and_ids": list(of.aliases),
            "language": person.language,
            "messages_allowed": person.opted,
        },
        "records": tables,
        "conversation": conversations.said(session, of),
        "files": [{"path": file.path, "sha256": file.sha256} for file in conversations.files(session, of)],
    }


def as_text(told: dict[str, Any]) -> bytes:
    """The same as a text file."""
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120).encode()


def counts(session: Session, business: Business, person: Person) -> dict[str, int]:
    """How many rows of each table are the person's, and how many messages were said."""
    of = conversations.whose(business, person)
    found = {name: len(_rows(session, person, name)) for name in KINDS}
    return {
        **{name: number for name, number in found.items() if number},
        "messages": len(conversations.said(session, of)),
    }


def _rows(session: Session, person: Person, name: str) -> list[dict[str, Any]]:
    kind, table = KINDS[name], Base.metadata.tables[name]
    column = "id" if name == "persons" else kind.owned
    if name in NOT_OF_THEM or column not in table.c:
        return []
    mine = (table.c.business_id == person.business_id) & (table.c[column] == person.id)
    rows = session.execute(select(table).where(mine)).mappings()
    return [
        {key: _plain(value) for key, value in row.items() if key not in ("business_id", column)}
        for row in rows
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
