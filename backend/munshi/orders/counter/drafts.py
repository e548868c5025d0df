"""What is told of a sale over the counter, until it is whole, and where it is kept."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.callers import Caller
from munshi.orders.counter.coming import Coming
from munshi.orders.counter.models import SaleDraft
from munshi.orders.kept import Payment


@dataclass(frozen=True)
class SoldLine:
    """Goods as they were named, in the amount that was said; `item` once it is known which they are."""

    said: str
    quantity: str | None = None
    unit: str | None = None
    pack: dict[str, str] | None = None
    item: str | None = None


@dataclass(frozen=True)
class Sale:
    """What was sold, to whom (the customer, else as they were named), how it was paid, and the sum that was said.

    `off` was said to be less. `entry` is what a helper has told of it. `coming`: nothing has gone over the counter,
    it is an order.
    """

    lines: Sequence[SoldLine]
    person: int | None = None
    who: str | None = None
    way: str | None = None
    paise: int | None = None
    off: int | None = None
    entry: int | None = None
    coming: Coming | None = None

    def with_line(self, place: int, **known: Any) -> "Sale":
        """The sale with more known of one of its lines."""
        lines = list(self.lines)
        lines[place] = replace(lines[place], **known)
        return replace(self, lines=lines)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Sale":
        """What was stored."""
        coming = stored.get("coming")
        lines = [SoldLine(**line) for line in stored["lines"]]
        return cls(**{**stored, "lines": lines, "coming": Coming.of(coming) if coming else None})


def load(session: Session, caller: Caller) -> Sale | None:
    """What the person has begun to tell."""
    whose = (caller.business_id, caller.person.id)
    draft = session.get(SaleDraft, whose, populate_existing=True, with_for_update=True)
    return Sale.of(draft.said) if draft else None


def keep(session: Session, caller: Caller, sale: Sale) -> None:
    """Stores it as it is now."""
    said = {"said": asdict(sale), "at": clock.now()}
    kept_rows.put(session, SaleDraft, kept_rows.of_person(caller), said)


def drop(session: Session, caller: Caller) -> None:
    """Forgets it."""
    kept_rows.drop(session, SaleDraft, kept_rows.of_person(caller))


def drop_on_khata(session: Session, caller: Caller, people: Collection[int]) -> None:
    """Forgets what was begun for the khata of one of these, into which it was written otherwise meanwhile."""
    sale = load(session, caller)
    if sale and sale.way == Payment.KHATA and sale.coming is None and sale.person in people:
        drop(session, caller)
