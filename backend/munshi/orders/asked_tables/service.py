"""Keeping what a guest asks for, telling the shop, and closing it once; the guest hears what became of it."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.asked_tables.models import AskedTable
from munshi.orders.passing_on import in_charge
from munshi.orders.serving.duty import must_serve
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person

LASTS = timedelta(days=1)  # so long what is asked for may be changed
TAP = "table"  # begins what a tap of the shop decides
ASKED, CHANGED, OFF = "order_table_asked", "order_table_changed", "order_table_off"  # the notices
KEPT, NOT_KEPT, OFFERED = "order_table_kept", "order_table_not_kept", "order_table_offered"
TAKEN, NOT_TAKEN = "order_table_taken", "order_table_not_taken"
TAPPED = re.compile(rf"{TAP}:(\d+):(\d+)")
LONGEST = 500  # characters


def latest(session: Session, caller: Caller) -> AskedTable | None:
    """The table that the guest has asked for of late and still wants."""
    query = select(AskedTable).where(
        AskedTable.business_id == caller.business_id,
        AskedTable.person_id == caller.person.id,
        AskedTable.at >= clock.now() - LASTS,
        AskedTable.off.is_(False),
    )
    return session.scalars(query.order_by(AskedTable.id.desc()).limit(1)).first()


def waiting(session: Session, caller: Caller) -> list[AskedTable]:
    """What was asked for of late and nobody has answered."""
    query = select(AskedTable).where(
        AskedTable.business_id == caller.business_id,
        AskedTable.decided_by.is_(None),
        AskedTable.at >= clock.now() - LASTS,
        AskedTable.off.is_(False),
    )
    return list(session.scalars(query.order_by(AskedTable.id)).all())


def ask(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """The shop is asked for a table, in the guest's words."""
    table = AskedTable(
        business_id=caller.business_id,
        person_id=caller.person.id,
        words=_in_short(words),
        changes=0,
        at=clock.now(),
        off=False,
    )
    session.add(table)
    session.flush()
    _tell_shop(session, caller, table, ASKED)
    return _told("table_asked", table)


def ask_beside(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """The same while something else is open, which stays so."""
    return Outcome[str](outcome="table_asked_beside", facts=ask(session, caller, words).facts)


def change(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """What was asked for is another one, which the shop answers anew; the taps of before answer nothing."""
    table = latest(session, caller)
    if table is None:
        return ask(session, caller, words)
    before = table.words
    table.words, table.changes = _in_short(f"{before}; {_in_short(words)}"), table.changes + 1
    table.decided_by, table.is_kept, table.offered, table.at = None, None, None, clock.now()
    session.flush()
    _tell_shop(session, caller, table, CHANGED, words_changed=_in_short(words), words_before=before)
    return _told("table_changed", table)


def call_off(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """The table is not wanted any more, which the shop hears."""
    table = latest(session, caller)
    if table is None:
        raise Refusal("unclear")
    table.off, table.changes = True, table.changes + 1
    session.flush()
    _tell_shop(session, caller, table, OFF, words_changed=_in_short(words))
    return _told("table_off", table)


def decide(session: Session, caller: Caller, token: str, *, kept: bool) -> Outcome[Any]:
    """The shop keeps it, or not; or the guest takes the hour that the shop has offered, or not. The other one hears so.

    Refuses what is decided, and what was changed since it was shown.
    """
    table = _locked(session, caller, token)
    if table.person_id == caller.person.id and table.offered is not None:
        return _answer_offer(session, caller, table, taken=kept)
    must_serve(session, caller)
    facts = _facts(session, table)
    table.decided_by, table.is_kept, table.offered = caller.person.id, kept, None
    session.flush()
    _tell_guest(session, caller, table, KEPT if kept else NOT_KEPT)
    return Outcome[str](outcome="table_kept" if kept else "table_refused", facts=facts)


def ask_hour(session: Session, caller: Caller, token: str) -> Outcome[Any]:
    """For when the shop can keep it, which is written next."""
    must_serve(session, caller)
    table = _locked(session, caller, token)
    return Outcome[str](outcome="table_hour", facts={**_facts(session, table), "summary": token_of(table)})


def offer(session: Session, caller: Caller, token: str, words: str) -> Outcome[Any]:
    """The guest is asked whether another hour will do, in the words of the shop."""
    must_serve(session, caller)
    table = _locked(session, caller, token)
    table.offered, table.changes = _in_short(words), table.changes + 1
    session.flush()
    _tell_guest(session, caller, table, OFFERED, hour_words=table.offered)
    return Outcome[str](
        outcome="table_offered", facts={**_facts(session, table), "hour_words": table.offered}
    )


def _answer_offer(session: Session, caller: Caller, table: AskedTable, *, taken: bool) -> Outcome[Any]:
    """The guest's yes keeps it so; a no leaves it open, and what they write next changes it."""
    offered = table.offered or ""
    table.offered, table.changes = None, table.changes + 1
    if taken:
        table.words, table.is_kept, table.decided_by = (
            _in_short(f"{table.words}; {offered}"),
            True,
            caller.person.id,
        )
    session.flush()
    _tell_shop(session, caller, table, TAKEN if taken else NOT_TAKEN, hour_words=offered)
    facts = {"order_words": table.words, "hour_words": offered}
    return Outcome[str](outcome="table_taken" if taken else "table_not_taken", facts=facts)


def _locked(session: Session, caller: Caller, token: str) -> AskedTable:
    """The table, which nobody else decides meanwhile."""
    found = TAPPED.fullmatch(token)
    query = select(AskedTable).where(
        AskedTable.business_id == caller.business_id, AskedTable.id == (int(found[1]) if found else 0)
    )
    table = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if table is None or found is None:
        raise Refusal("table_is_off", order_words="…", guest="")
    facts = _facts(session, table)
    if table.off:
        raise Refusal("table_is_off", **facts)
    if table.decided_by is not None:
        by = session.get_one(Person, (caller.business_id, table.decided_by))
        raise Refusal(
            "table_was_kept" if table.is_kept else "table_was_refused", decided_by=by.called, **facts
        )
    if table.changes != int(found[2]):
        raise Refusal("table_is_other", **facts)
    return table


def _facts(session: Session, table: AskedTable) -> dict[str, Any]:
    guest = session.get_one(Person, (table.business_id, table.person_id))
    return {"order_words": table.words, "guest": guest.called or people.name_and_phone(guest)["phone"] or ""}


def is_open(session: Session, caller: Caller, token: str) -> bool:
    """Whether what was shown with a token still waits for its answer."""
    return any(token_of(each) == token for each in waiting(session, caller))


def token_of(table: AskedTable) -> str:
    """What a tap on what was shown of it carries."""
    return f"{TAP}:{table.id}:{table.changes}"


def _tell_guest(session: Session, caller: Caller, table: AskedTable, name: str, **facts: Any) -> None:
    guest = session.get_one(Person, (caller.business_id, table.person_id))
    said = {"order_shop": caller.business.name, "order_words": table.words, "token": token_of(table), **facts}
    notices.tell(session, caller.business_id, guest, name, f"{token_of(table)}:{name}", **said)


def _tell_shop(session: Session, caller: Caller, table: AskedTable, name: str, **facts: Any) -> None:
    said = {
        "customer": people.name_and_phone(caller.person),
        "order_words": table.words,
        "token": token_of(table),
        **facts,
    }
    for person in in_charge(session, caller):
        notices.tell(session, caller.business_id, person, name, f"{token_of(table)}:{name}", **said)


def _told(outcome: str, table: AskedTable) -> Outcome[Any]:
    """What the guest is told; more words behind it are of the same table."""
    facts = {"order_words": table.words, "summary": clock.now().isoformat()}
    return Outcome[str](outcome=outcome, facts=facts)


def _in_short(words: str) -> str:
    """The end of what is too long, as there stands what holds."""
    return " ".join(words.split())[-LONGEST:]
