"""The one row that a table has of somebody or something: locked, put in the place of what stood there, or gone."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, SessionTransaction

from munshi.callers import Caller
from munshi.database import Base

Key = Mapping[str, Any]

LOCKED = "locked"  # of a session's notes


def of_person(caller: Caller) -> Key:
    """Whose row it is in a table that has one of each person."""
    return {"business_id": caller.business_id, "person_id": caller.person.id}


def locked[Row: Base](session: Session, table: type[Row], whose: Key, fresh: Mapping[str, Any]) -> Row:
    """The row, made where there is none, and locked: two messages of one person change it one after the other."""
    query = select(table).filter_by(**whose).with_for_update()
    query = query.execution_options(populate_existing=True)
    row = session.scalar(query)
    if row is None:
        made = insert(table).values({**whose, **fresh}).on_conflict_do_nothing().returning(table)
        row = session.scalar(made) or session.execute(query).scalar_one()
    return row


def once[Row: Base](session: Session, table: type[Row], key: Hashable, lock: Callable[[], Row]) -> Row:
    """The row as `lock` reads it, which a request asks for once; once more where a savepoint around that has ended."""
    locked: dict[Any, tuple[SessionTransaction | None, Row]] = session.info.setdefault(LOCKED, {})
    within, row = locked.get((table, key), (None, None))
    if row is None or within is None or not within.is_active or row not in session:
        row = lock()
        locked[table, key] = session.get_nested_transaction() or session.get_transaction(), row
    return row


def put(session: Session, table: type[Base], whose: Key, said: Mapping[str, Any]) -> None:
    """Writes the row, in the place of what it said before."""
    query = insert(table).values({**whose, **said})
    session.execute(query.on_conflict_do_update(index_elements=list(whose), set_=said))


def drop(session: Session, table: type[Base], whose: Key) -> None:
    """Forgets the row."""
    session.execute(delete(table).filter_by(**whose))
