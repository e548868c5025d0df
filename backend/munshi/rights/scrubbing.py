"""What is said of a person in what is others': the owner's chat, a notice, an answer that was kept. Words become `…`.

Only what names the person, by an id of theirs or a reference of what was theirs, loses anything: others are called
alike, and say the same.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.rights.kinds import GONE

COLUMNS = text(
    """
    SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema IN ('public', 'assistant') AND data_type IN ('text', 'json', 'jsonb', 'ARRAY')
        AND column_name NOT IN ('business_id', 'phone_number_id', 'number', 'person', 'sender_id', 'key')
        AND is_generated = 'NEVER'
    """
)
SCOPES = {
    "business_id": "business_id = :business",
    "phone_number_id": "phone_number_id = ANY(:numbers)",
    "sender_id": "split_part(sender_id, ':', 1) = ANY(:numbers)",
}
EVENTS = "assistant.tracker_events"
NEVER = frozenset({"stock_moves", "leave_entries", "persons", "person_aliases", "businesses", "products"})


@dataclass(frozen=True)
class Traces:
    """By what others' rows speak of the person: their ids, the references of what was theirs, their names and words."""

    ids: Sequence[str]
    references: Sequence[str]
    names: Sequence[str]
    words: Sequence[str]


def scrub(session: Session, business: Business, traces: Traces) -> int:
    """Takes the person out of what is others'; of how many values."""
    scope = {"business": business.id, "numbers": [number.phone_number_id for number in business.numbers]}
    return sum(_scrub(session, traces, scope, *column) for column in _columns(session))


def _columns(session: Session) -> list[tuple[str, str, str, str]]:
    """Table, column, type and scope of everything that may hold words."""
    rows = session.execute(COLUMNS).all()
    scoped = session.execute(
        text(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns"
            " WHERE table_schema IN ('public', 'assistant') AND column_name = ANY(:scopes)"
        ),
        {"scopes": list(SCOPES)},
    ).all()
    scope_of = {(schema, table): column for schema, table, column in scoped}
    return [
        (f"{schema}.{table}", column, kind, SCOPES[scope_of[schema, table]])
        for schema, table, column, kind in rows
        if (schema, table) in scope_of and table not in NEVER
    ]


def _scrub(
    session: Session, traces: Traces, scope: dict[str, Any], table: str, column: str, kind: str, where: str
) -> int:
    """One column: the rows are found by what they hold, and written anew without it."""
    needles = list(_written([*traces.ids, *traces.references]))
    if not needles:
        return 0
    pattern = "|".join(re.escape(needle).replace("\\ ", " ") for needle in needles)
    found = session.execute(
        text(
            f'SELECT ctid::text, "{column}"::text FROM {table} WHERE {where} AND "{column}"::text ~ :pattern'
        ),
        {**scope, "pattern": pattern},
    ).all()
    changed = {ctid: after for ctid, before in found if (after := without(before, traces)) != before}
    for ctid, after in changed.items():
        session.execute(text(_anew(table, column, kind)), {"after": after, "at": ctid})
    return len(changed)


def _anew(table: str, column: str, kind: str) -> str:
    """Writes the value anew; an event of a conversation is never changed, so it goes whole."""
    here = "ctid = cast(:at AS tid)"
    if table == EVENTS:
        return f"DELETE FROM {table} WHERE {here} AND cast(:after AS text) IS NOT NULL"
    return f'UPDATE {table} SET "{column}" = cast(:after AS {_type(kind)}) WHERE {here}'


def without(told: str, traces: Traces) -> str:
    """A text that is about the person without their words, ids and names; any other as it is."""
    if not any(_stands_in(each, told) for each in (*traces.ids, *traces.references)):
        return told
    for needle in _written([*traces.words, *traces.ids, *traces.names]):
        told = told.replace(needle, GONE)
    return told


def _stands_in(needle: str, told: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(needle)}(?!\d)", told) is not None


def _written(values: Iterable[str]) -> Iterator[str]:
    """Each as it stands in a text, in JSON, and in JSON of ASCII only."""
    for value in values:
        for form in (value, json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1]):
            if form:
                yield form


def _type(kind: str) -> str:
    return "text[]" if kind == "ARRAY" else kind
