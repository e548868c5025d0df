"""A tap below what a helper told: it is written as it was shown, asked where it is not whole or not so any more."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.accounts import filing as khatas
from munshi.callers import Caller
from munshi.orders.counter import filing as sales
from munshi.orders.told_entries import service
from munshi.orders.told_entries.models import SALE, ToldEntry
from munshi.orders.told_entries.telling import shown_token
from munshi.orders.told_entries.writing import said
from munshi.outcomes import Outcome

TOLD, VERDICT, WRITE = "told", "verdict", "right"
PLAIN_WHY = frozenset({khatas.UNPLAIN})  # asked only because it was not shown yet


def number_of(reading: Reading) -> int | None:
    """Which entry a tap decides."""
    told = reading.first(TOLD) if reading.is_tap else None
    return int(told) if told is not None else None


def decide(session: Session, caller: Caller, number: int, reading: Reading) -> Outcome[Any]:
    """Writes it, or leaves it; who taps second hears who was first."""
    sales.refuse_others(caller)
    entry = service.locked(session, caller, number)
    if reading.first(VERDICT) != WRITE:
        service.decide(session, caller, number, written=False)
        return Outcome[str](outcome="kept")
    answer = said(session, caller, entry.kind, service.reading_of(entry), number)
    if answer.outcome != "confirm" or not _is_as_shown(entry, answer):
        return answer
    confirm = sales.confirm if entry.kind == SALE else khatas.confirm
    return confirm(session, caller, answer.facts["summary"])


def _is_as_shown(entry: ToldEntry, answer: Outcome[Any]) -> bool:
    """Whether all of it stood above the button; a limit, a large sum or one that was just written is asked about."""
    return PLAIN_WHY.issuperset(answer.facts.get("why", ())) and entry.shown == shown_token(
        entry.kind, answer.facts
    )
