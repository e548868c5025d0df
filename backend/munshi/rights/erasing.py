"""Erasing a person: what is theirs goes, what the law wants kept is cut down, and nobody's words of them are left."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database, settings
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.database import Base
from munshi.notices import service as notices
from munshi.outcomes import Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.rights import conversations, scrubbing
from munshi.rights.kinds import KINDS, Kind
from munshi.rights.models import Erasure
from munshi.rights.outcomes import Notice
from munshi.rights.unsettled import unsettled

GRACE = timedelta(minutes=10)  # so long the person may take it back
FILES = ("path",)  # where a file lies, in a column or inside one

log = logging.getLogger(__name__)


def ask(session: Session, business: Business, person: Person, by: Person | None) -> Erasure:
    """Has a person erased after the time to think; asked again it is the same."""
    refuse_staff(business, person)
    waiting = pending(session, person)
    if waiting is not None:
        return waiting
    now = clock.now()
    erasure = Erasure(
        business_id=business.id,
        person_id=person.id,
        asked_by=by.id if by else None,
        asked_at=now,
        due_at=now + GRACE,
    )
    session.add(erasure)
    session.flush()
    return erasure


def pending(session: Session, person: Person) -> Erasure | None:
    """What is asked for and not done yet, locked."""
    query = select(Erasure).where(
        Erasure.business_id == person.business_id,
        Erasure.person_id == person.id,
        Erasure.done_at.is_(None),
    )
    return session.scalar(query.with_for_update())


def take_back(session: Session, person: Person) -> bool:
    """The person does not want it any more; whether there was anything to take back."""
    waiting = pending(session, person)
    if waiting is None:
        return False
    session.delete(waiting)
    session.flush()
    return True


def refuse_staff(business: Business, person: Person) -> None:
    """Who works here is in records that the business has to keep; once they have left, they can be erased."""
    if works_here(business, person):
        raise Refusal("works_here")


def refuse_unsettled(session: Session, person: Person) -> None:
    """Nobody is erased while an order, a visit or a complaint of theirs runs."""
    if running := unsettled(session, person):
        raise Refusal("unsettled", references=list(running))


def works_here(business: Business, person: Person) -> bool:
    """Whether somebody is of the staff, and has not left."""
    return not people.roles_of(business, person).isdisjoint(STAFF)


def erase_due() -> None:
    """Erases whose time to think is over and of whom nothing runs, each in a transaction of its own."""
    with database.transaction() as session:
        due = select(Erasure.business_id, Erasure.id).where(
            Erasure.done_at.is_(None), Erasure.due_at <= clock.now()
        )
        waiting = session.execute(due).all()
    for business_id, erasure_id in waiting:
        try:
            _erase_due(business_id, erasure_id)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("A person of %s could not be erased.", business_id)


def _erase_due(business_id: str, erasure_id: int) -> None:
    with database.transaction() as session:
        business = business_service.get(session, business_id)
        erasure = session.get(Erasure, (business_id, erasure_id), with_for_update={"skip_locked": True})
        if business is None or erasure is None or erasure.done_at is not None:
            return
        person = session.get_one(Person, (business_id, erasure.person_id))
        if unsettled(session, person):
            return
        gone = erase(session, business, person)
        erasure.done_at, erasure.counts = clock.now(), gone.counts
        name: Notice = "rights_erased"
        notices.tell_role(session, business_id, Role.OWNER, name, f"{name}:{erasure_id}")
    gone.remove_files()


class Gone:
    """What an erasure removed: how many rows of each table, and the files and ids that go once it is committed."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.paths: set[str] = set()
        self.ids: list[str] = []

    def remove_files(self) -> None:
        """Deletes the files, and takes the ids out of the logs, which keep their length."""
        folder = settings.current().media_folder
        for path in self.paths:
            found = (folder / path).resolve()
            if found.is_relative_to(folder):
                found.unlink(missing_ok=True)
        for file in sorted((folder.parent / "logs").glob("*.log*")):
            _blot(file, self.ids)


def erase(session: Session, business: Business, person: Person) -> Gone:
    """Erases the person; the files go with `Gone.remove_files`, when the transaction is over."""
    gone, of = Gone(), conversations.whose(business, person)
    sent = conversations.files(session, of)
    traces = _traces(session, person, of)
    gone.ids = list(of.aliases)
    gone.paths = {file.path for file in sent}
    for name, kind in KINDS.items():
        if kind is not None and kind.does != "keep":
            _apply(session, person, Base.metadata.tables[name], kind, gone)
    gone.counts |= conversations.remove(session, of, sent)
    person.name = person.profile_name = person.language = person.spoken = person.opted = person.opted_at = (
        None
    )
    session.flush()
    session.expire(person)
    gone.counts["of others"] = scrubbing.scrub(session, business, traces)
    gone.paths -= _still_used(session, gone.paths)
    return gone


def _apply(session: Session, person: Person, table: Table, kind: Kind, gone: Gone) -> None:
    """One table, its children first."""
    mine = (table.c.business_id == person.business_id) & (table.c[kind.owned] == person.id)
    ids = [row[0] for row in session.execute(select(table.c.id).where(mine))] if kind.children else []
    for name, (column, changes) in kind.children.items():
        child = Base.metadata.tables[name]
        theirs = (child.c.business_id == person.business_id) & child.c[column].in_(ids)
        _collect(session, child, theirs, gone)
        _change(session, child, theirs, changes)
    _collect(session, table, mine, gone)
    gone.counts[table.name] = _change(session, table, mine, kind.columns if kind.does == "strip" else None)


def _change(session: Session, table: Table, which: Any, changes: Any) -> int:
    """Sets columns, or removes the rows where nothing is to be set."""
    statement = delete(table) if changes is None else update(table).values(**changes)
    done: Any = session.execute(statement.where(which))
    return int(done.rowcount)


def _collect(session: Session, table: Table, which: Any, gone: Gone) -> None:
    """The files that rows name."""
    for row in session.execute(select(table).where(which)).mappings():
        gone.paths |= set(_paths(dict(row)))


def _paths(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name in FILES and isinstance(each, str):
                yield each
            else:
                yield from _paths(each)
    elif isinstance(value, list):
        for each in value:
            yield from _paths(each)


def _still_used(session: Session, paths: set[str]) -> set[str]:
    """Files of the same content that somebody else has sent too, or that are vouchers."""
    if not paths:
        return set()
    receipts = Base.metadata.tables["claim_receipts"]
    media = Base.metadata.tables["ticket_media"]
    return {
        path
        for table in (receipts, media)
        for path in session.scalars(select(table.c.path).where(table.c.path.in_(paths)))
    }


def _traces(session: Session, person: Person, of: conversations.Whose) -> scrubbing.Traces:
    """By what others' rows speak of the person, collected before it goes."""
    said, references = list(conversations.words(session, of)), set()
    for name, kind in KINDS.items():
        table = Base.metadata.tables[name]
        if kind.does == "keep" or kind.owned not in table.c:
            continue
        mine = (table.c.business_id == person.business_id) & (table.c[kind.owned] == person.id)
        for row in session.execute(select(table).where(mine)).mappings():
            said += conversations.told_in(dict(row))
            if isinstance(row.get("reference"), str):
                references.add(row["reference"])
    names = [each for each in (person.name, person.profile_name) if each]
    words = sorted({each.strip() for each in said if each.strip()}, key=len, reverse=True)
    return scrubbing.Traces(list(of.aliases), sorted(references), names, words)


def _blot(file: Path, ids: list[str]) -> None:
    """Ids in a log become as many `x`: it is written to meanwhile, so its length and the place of each line stay."""
    try:
        before = file.read_bytes()
        with file.open("r+b") as opened:
            for value in ids:
                needle, at = value.encode(), before.find(value.encode())
                while at != -1:
                    opened.seek(at)
                    opened.write(b"x" * len(needle))
                    at = before.find(needle, at + len(needle))
    except OSError:
        log.warning("A log could not be cleaned.", exc_info=True)
