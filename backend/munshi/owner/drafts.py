"""What was said of the stock and is shown before it is written, with the token of what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.rules import token
from munshi.owner.models import StockDraft
from munshi.owner.rules import Kind

SHOWN = 3  # of the products that may be meant


@dataclass(frozen=True)
class File:
    """A picture that came along, where the connector keeps it."""

    path: str


@dataclass(frozen=True)
class Change:
    """One product and what happens to it; `figure` is a quantity in its own unit, or a price in paise.

    `portion`: the English name of the one variant whose price it is.
    `file` is the picture that is put on it.
    """

    sku: str
    kind: Kind
    figure: Decimal | None = None
    until: datetime | None = None
    portion: str | None = None
    file: File | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "sku": self.sku,
            "kind": self.kind,
            "figure": None if self.figure is None else plain(self.figure),
            "until": None if self.until is None else self.until.isoformat(),
            "portion": self.portion,
            "file": None if self.file is None else self.file.path,
        }

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Change":
        """The change that was stored."""
        figure, until, file = stored["figure"], stored.get("until"), stored.get("file")
        return cls(
            stored["sku"],
            Kind(stored["kind"]),
            None if figure is None else Decimal(figure),
            None if until is None else datetime.fromisoformat(until),
            portion=stored.get("portion"),
            file=None if file is None else File(file),
        )


def keep(session: Session, caller: Caller, changes: Sequence[Change]) -> str:
    """Keeps the changes in place of those shown before, and gives the token of a yes."""
    stored = [change.stored() for change in changes]
    summary = token([caller.business_id, caller.person.id, stored, clock.now().isoformat()])
    kept = {"changes": stored, "summary": summary, "at": clock.now()}
    kept_rows.put(session, StockDraft, kept_rows.of_person(caller), kept)
    return summary


def take(session: Session, caller: Caller, summary: str | None) -> list[Change] | None:
    """The changes that were shown with this token, once; None where others or none were."""
    draft = _locked(session, caller)
    if draft is None or draft.summary != summary:
        return None
    session.delete(draft)
    return [Change.of(each) for each in draft.changes]


def shown(session: Session, caller: Caller, summary: str | None) -> list[Change]:
    """The changes that are shown with this token and wait."""
    draft = _locked(session, caller)
    return [Change.of(each) for each in draft.changes] if draft and draft.summary == summary else []


def drop(session: Session, caller: Caller) -> None:
    """Forgets what was shown."""
    draft = _locked(session, caller)
    if draft is not None:
        session.delete(draft)


def _locked(session: Session, caller: Caller) -> StockDraft | None:
    key = (caller.business_id, caller.person.id)
    return session.get(StockDraft, key, with_for_update=True, populate_existing=True)
