"""The owners hear what a helper told of a sale or a khata, with what a tap would write: goods, stock, sum, balance."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.rules import token
from munshi.orders.told_entries import service
from munshi.orders.told_entries.models import CREDIT, SALE
from munshi.orders.told_entries.writing import ASKS, SHOWS, said
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

NOTICES = {SALE: "order_helper_sale", CREDIT: "order_helper_credit"}
LONGEST = 500  # characters


class _Tried(Refusal):
    """Carries what would be written out of a trial, of which nothing stays."""


def tell(session: Session, caller: Caller, kind: str, reading: Reading) -> bool:
    """Whether the owners were told with a tap that writes it; what no tap could write is left to words."""
    owners = people.holders(session, caller.business, {Role.OWNER})
    would = next((_would(session, caller, owner, kind, reading) for owner in owners), None)
    if would is None or would.outcome not in ASKS | SHOWS:
        return False
    is_whole = would.outcome in SHOWS
    entry = service.keep(session, caller, kind, reading, shown_token(kind, would.facts) if is_whole else None)
    if entry is None:
        return True
    facts: dict[str, Any] = {
        "customer": people.name_and_phone(caller.person),
        "order_words": " ".join((reading.text or "").split())[:LONGEST],
        "told": str(entry.id),
        "told_facts": would.facts if is_whole else {},
    }
    key = f"told:{entry.id}:{clock.now().isoformat()}"
    notices.tell_role(session, caller.business_id, Role.OWNER, NOTICES[kind], key, **facts)
    return True


def shown_token(kind: str, facts: Mapping[str, Any]) -> str:
    """Of all that decides what is written; of a khata whose, how much and for what, whatever is owed by then."""
    if kind != CREDIT:
        return token([{name: each for name, each in facts.items() if name != "summary"}])
    return token([[row["account"], row["paise"], row["note"], row.get("on")] for row in facts["rows"]])


def _would(session: Session, caller: Caller, owner: Person, kind: str, reading: Reading) -> Outcome[Any]:
    """What the owner would be shown or asked if they had written it."""
    by = Caller(caller.business, owner, people.roles_of(caller.business, owner))
    try:
        with session.begin_nested():
            answer = said(session, by, kind, reading)
            raise _Tried(answer.outcome, **answer.facts)
    except Refusal as tried:
        return Outcome[str](outcome=tried.outcome, facts=tried.facts)
