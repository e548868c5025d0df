"""A tap below what a helper told: it is written as it was shown, asked where it is not whole or not so any more."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import filing as khatas
from munshi.callers import Caller
from munshi.orders.counter import drafts as sale_drafts
from munshi.orders.counter import filing as sales
from munshi.orders.counter.offer import IN_CHARGE
from munshi.orders.told_entries import service
from munshi.orders.told_entries.models import CREDIT, SALE, ToldEntry
from munshi.orders.told_entries.telling import NOTICES, shown_token
from munshi.orders.told_entries.writing import said
from munshi.outcomes import Outcome

TOLD, VERDICT, WRITE = "told", "verdict", "right"
PAGES = {SALE: "record_sale", CREDIT: "record_credit"}
NEWS = frozenset(f"utter_notice_{name}" for name in NOTICES.values())
PLAIN_WHY = frozenset({khatas.UNPLAIN})  # asked only because it was not shown yet


def number_of(reading: Reading) -> int | None:
    """Which entry a tap decides."""
    told = reading.first(TOLD) if reading.is_tap else None
    return int(told) if told is not None else None


def decide(session: Session, caller: Caller, number: int, reading: Reading) -> Outcome[Any]:
    """Writes it, or leaves it; who taps second hears who was first."""
    return verdict(session, caller, number, written=reading.first(VERDICT) == WRITE)


def verdict(session: Session, caller: Caller, number: int, *, written: bool) -> Outcome[Any]:
    """The same of a yes or a no in words."""
    sales.refuse_others(session, caller)
    entry = service.locked(session, caller, number)
    if not written:
        service.decide(session, caller, number, written=False)
        return Outcome[str](outcome="told_no", facts={"words": entry.said["text"]})
    own = sale_drafts.load(session, caller) if entry.kind == SALE else None
    answer = _written(session, caller, entry)
    if own is None or own.entry == number or answer.outcome != "sold":
        return answer
    sale_drafts.keep(session, caller, own)  # what they were telling themselves waits on
    return Outcome[str](outcome="sold", facts={**answer.facts, "other_waits": True})


def _written(session: Session, caller: Caller, entry: ToldEntry) -> Outcome[Any]:
    """What becomes of it by their yes."""
    answer = said(session, caller, entry.kind, service.reading_of(entry), entry.id)
    if answer.outcome != "confirm" or not _is_as_shown(entry, answer):
        return answer
    confirm = sales.confirm if entry.kind == SALE else khatas.confirm
    return confirm(session, caller, answer.facts["summary"])


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A bare yes or no right behind the news of the only entry that waits decides it; of several it is asked which.

    Where another question is open, only a tap says of which it is.
    """
    if not reading.is_bare or NEWS.isdisjoint(asked.told) or not caller.may_act_as(*IN_CHARGE):
        return None
    there = service.waiting(session, caller)
    if not there:
        return None
    if asked.waits or len(there) > 1:
        facts = {
            "told_entries": [
                {"told": each.id, "kind": each.kind, "words": each.said["text"]} for each in there
            ]
        }
        return Heard(PAGES[SALE], Outcome[str](outcome="told_waits", facts=facts))
    number, is_yes = there[0].id, not reading.is_no
    return heard(
        session, caller, PAGES[there[0].kind], lambda here, by: verdict(here, by, number, written=is_yes)
    )


def _is_as_shown(entry: ToldEntry, answer: Outcome[Any]) -> bool:
    """Whether all of it stood above the button; a limit, a large sum or one that was just written is asked about."""
    return PLAIN_WHY.issuperset(answer.facts.get("why", ())) and entry.shown == shown_token(
        entry.kind, answer.facts
    )
