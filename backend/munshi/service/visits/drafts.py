"""What a person is asking for, message by message, until it is booked, asked for or dropped."""

import hashlib
import json
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits.models import VisitDraft

KEPT_FOR = timedelta(hours=24)  # what was said longer ago is not what a new message speaks of

Kept = dict[str, Any]


class Draft:
    """The draft of one kind, with its row locked: two messages of one person change it one after the other."""

    def __init__(self, session: Session, caller: Caller, kind: str) -> None:
        self._session = session
        self._caller = caller
        self._row = _locked(session, caller, kind)
        self.kept: Kept = dict(self._row.kept)
        if clock.now() - self._row.changed_at > KEPT_FOR:
            self.empty()

    def get(self, name: str) -> Any:
        """What was said of this, or None."""
        return self.kept.get(name)

    def put(self, **said: Any) -> None:
        """Keeps what was said; None takes it away."""
        merged = {**self.kept, **said}
        self.kept = {name: value for name, value in merged.items() if value is not None}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not set(self.kept) - {"serial", "done"}

    def empty(self, done: str | None = None) -> None:
        """Throws away what was said; `done` is the token of the yes by which it was booked."""
        self.kept = {"serial": self.kept.get("serial", 0) + 1, "done": done or self.kept.get("done")}
        self.save()

    def save(self) -> None:
        """Stores the draft as it is now."""
        self._row.kept = dict(self.kept)
        self._row.changed_at = clock.now()
        self._session.flush()

    def token(self, *shown: Any) -> str:
        """Stands for exactly what was shown to exactly this person."""
        who = [self._caller.business_id, self._caller.person.id, self.kept.get("serial", 0)]
        text = json.dumps([who, shown], ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class Wanted(Protocol):
    """Something that a person wants, shown once as a whole and then done by a yes to just that."""

    draft: Draft

    def answer(self) -> Outcome[Any]:
        """What is missing, or `confirm` with all of it and the `summary` that a yes names."""

    def do(self, summary: str) -> Outcome[Any]:
        """Does what was shown."""

    def done_with(self, summary: str) -> Outcome[Any]:
        """What came out of this yes before."""


def agreed(wanted: Wanted, summary: str | None) -> Outcome[Any]:
    """What a yes does: what was shown, once; what has changed since is shown anew. Refuses with `nothing_open`."""
    if summary and wanted.draft.get("done") == summary:
        return wanted.done_with(summary)
    if wanted.draft.is_empty:
        raise Refusal("nothing_open")
    answer = wanted.answer()
    if answer.outcome == "confirm" and answer.facts["summary"] != summary:
        return Outcome[str](outcome="changed", facts=answer.facts)
    return wanted.do(answer.facts["summary"]) if answer.outcome == "confirm" else answer


def dropped(session: Session, caller: Caller, kind: str) -> Outcome[Any]:
    """Leaves what was being asked for; refuses with `nothing_open`."""
    draft = Draft(session, caller, kind)
    if draft.is_empty:
        raise Refusal("nothing_open")
    draft.empty()
    return Outcome[str](outcome="dropped")


def _locked(session: Session, caller: Caller, kind: str) -> VisitDraft:
    """The row, which is read and locked once for a request."""
    locked: dict[Any, VisitDraft] = session.info.setdefault(VisitDraft, {})
    key = (caller.business_id, caller.person.id, kind)
    if key not in locked or locked[key] not in session:
        locked[key] = _read(session, caller, kind)
    return locked[key]


def _read(session: Session, caller: Caller, kind: str) -> VisitDraft:
    fresh = {"kept": {"serial": 0}, "changed_at": clock.now()}
    return kept_rows.locked(session, VisitDraft, {**kept_rows.of_person(caller), "kind": kind}, fresh)
