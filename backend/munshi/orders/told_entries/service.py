"""Keeping what a helper has told, and closing it once: who told it hears what became of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Named, Reading, Side, Sum, Value
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.told_entries.models import ToldEntry
from munshi.outcomes import Refusal
from munshi.people.models import Person

Facts = dict[str, Any]

WAITS, LISTED = timedelta(hours=12), 3
AGAIN_WITHIN = timedelta(minutes=30)  # so long the same words are of the same entry
WRITTEN, LEFT = "order_helper_written", "order_helper_left"  # the notices


def keep(
    session: Session, caller: Caller, kind: str, reading: Reading, shown: str | None
) -> ToldEntry | None:
    """What was told, to be written by a tap; None where it waits already, in the same words."""
    told = select(ToldEntry).where(
        ToldEntry.business_id == caller.business_id,
        ToldEntry.person_id == caller.person.id,
        ToldEntry.decided_by.is_(None),
        ToldEntry.at >= clock.now() - AGAIN_WITHIN,
        ToldEntry.said["text"].astext == reading.text,
    )
    if session.scalars(told).first() is not None:
        return None
    entry = ToldEntry(
        business_id=caller.business_id,
        person_id=caller.person.id,
        kind=kind,
        said=asdict(reading),
        shown=shown,
        at=clock.now(),
    )
    session.add(entry)
    session.flush()
    return entry


def waiting(session: Session, caller: Caller) -> Sequence[ToldEntry]:
    """What was told of late and nobody has decided, the last first."""
    query = select(ToldEntry).where(
        ToldEntry.business_id == caller.business_id,
        ToldEntry.decided_by.is_(None),
        ToldEntry.at >= clock.now() - WAITS,
    )
    return session.scalars(query.order_by(ToldEntry.id.desc()).limit(LISTED)).all()


def locked(session: Session, caller: Caller, number: int) -> ToldEntry:
    """The entry, which nobody else decides meanwhile. Refuses where it is decided, saying by whom."""
    query = select(ToldEntry).where(ToldEntry.business_id == caller.business_id, ToldEntry.id == number)
    entry = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if entry is None:
        raise Refusal("unclear")
    if entry.decided_by is not None:
        by = session.get_one(Person, (caller.business_id, entry.decided_by))
        facts = {"by": by.called, "words": entry.said["text"]}
        raise Refusal("told_written" if entry.is_written else "told_left", **facts)
    return entry


def decide(session: Session, caller: Caller, number: int | None, *, written: bool) -> None:
    """It is written, or will not be; who told it hears so. Nothing where nobody has told it."""
    if number is None:
        return
    if not written and _is_decided(session, caller, number):
        return
    entry = locked(session, caller, number)
    entry.decided_by, entry.decided_at, entry.is_written = caller.person.id, clock.now(), written
    session.flush()
    teller = session.get_one(Person, (caller.business_id, entry.person_id))
    facts = {"by": caller.person.called, "order_words": entry.said["text"]}
    notices.tell(
        session, caller.business_id, teller, WRITTEN if written else LEFT, f"told:{entry.id}", **facts
    )


def _is_decided(session: Session, caller: Caller, number: int) -> bool:
    return (
        session.get_one(ToldEntry, (caller.business_id, number), populate_existing=True).decided_by
        is not None
    )


def reading_of(entry: ToldEntry) -> Reading:
    """The message as it was read when it was told."""
    said = entry.said
    return Reading(
        said["text"],
        [(name, chance) for name, chance in said["intents"]],
        [Value(**each) for each in said["values"]],
        [Value(**each) for each in said["as_answer"]],
        said["left_over"],
        None,
        [Side(*each) for each in said["facets"]],
        telling=said["telling"],
        sums=[Sum(*each) for each in said["sums"]],
        addresses=said["addresses"],
        people=[Named(*each) for each in said["people"]],
    )
