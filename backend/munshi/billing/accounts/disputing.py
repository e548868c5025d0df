"""What a customer says to what is written in their khata: right, or wrong, by a tap or in words.

Nothing is changed by it: the owners hear which entry it is, and take it back or not.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.sums import figures
from munshi.billing.accounts import notices, prepaid, service
from munshi.billing.accounts.facts import Facts, day, entry_facts, named
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.models import Payment
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal

RIGHT, WRONG = "right", "wrong"
OF_LATE = timedelta(days=62)


def judge(session: Session, caller: Caller, number: int, verdict: str) -> Outcome[Any]:
    """A wrong entry is told to the owners; the ledger stays as it is until they answer it by a reversal."""
    entry = session.get(AccountEntry, (caller.business_id, number))
    if entry is None or entry.person_id != caller.person.id:
        raise Refusal("only_own")
    return (
        _told(session, caller, entry, None)
        if verdict == WRONG
        else _of(session, caller, entry, "verdict_right")
    )


def dispute(session: Session, caller: Caller, words: str, shown: str | None = None) -> Outcome[Any]:
    """The entry whose sum is said is called wrong, the last of several, else the one that was just shown; else all."""
    entry = entry_of(session, caller, words) or _shown(session, caller, shown)
    if entry is not None:
        return _told(session, caller, entry, words)
    doubted = _doubted(session, caller, words)
    facts = {**doubted, "paise": doubted["balance_paise"]}
    return Outcome[str](outcome="doubt_told", facts=facts)


def tell_of_goods(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """Goods that the customer has taken back are told to the owners, who write it; what is owed until then is said."""
    return Outcome[str](outcome="goods_back_told", facts={**_doubted(session, caller, words), "said": words})


def want_back(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """Money that the customer misses, of which the books know nothing, is told to the owners in their own words."""
    return Outcome[str](outcome="back_told", facts=_doubted(session, caller, words))


def _doubted(session: Session, caller: Caller, words: str) -> Facts:
    """The owners hear the words; what the customer owes until they have changed something."""
    notices.tell_of_doubt(session, caller.business, caller.person, words)
    balance = prepaid.owed_by(session, caller.business_id, caller.person.id)
    return {**named(caller.person), "balance_paise": balance}


def explain(session: Session, caller: Caller, entry: AccountEntry) -> Outcome[Any]:
    """What an entry is and when it was written; nothing is changed, and nobody is told."""
    said = _of(session, caller, entry, "entry_told")
    reference = entry.order_reference or entry.bill_number or entry.payment_reference
    item = {
        "kind": entry.kind,
        "reference": reference,
        "note": entry.note,
        "since": day(entry.at, caller.business),
        "paise": abs(entry.paise),
    }
    return Outcome[str](outcome=said.outcome, facts={**said.facts, "items": [item], "summary": str(entry.id)})


def entry_of(session: Session, caller: Caller, words: str | None) -> AccountEntry | None:
    """The last of the caller's entries whose sum is said."""
    said = set(figures(words))
    if not said:
        return None
    there = standing(session, caller)
    found = next((each for each in there if abs(each.paise) in said), None)
    return found or _of_payment(session, caller, there, said)


def is_of_khata(session: Session, caller: Caller, words: str) -> bool:
    """Whether a sum is said that stands in the caller's khata: an entry's, or what is owed."""
    balance = prepaid.owed_by(session, caller.business_id, caller.person.id)
    return balance in figures(words) or entry_of(session, caller, words) is not None


def gone(session: Session, caller: Caller, words: str) -> Outcome[Any] | None:
    """The last of the caller's entries that was taken back of late, of the sum where one is said."""
    every = service.entries(session, caller.business_id, caller.person.id)
    said, since = set(figures(words)), clock.now() - OF_LATE
    back = {each.reverses_id for each in every if each.kind == Kind.REVERSAL and each.at >= since}
    found = (each for each in reversed(every) if each.id in back and (not said or abs(each.paise) in said))
    entry = next(found, None)
    return _of(session, caller, entry, "entry_gone") if entry is not None else None


def _of_payment(
    session: Session, caller: Caller, there: Sequence[AccountEntry], said: set[int]
) -> AccountEntry | None:
    """The last entry of a payment that has one of these sums in all."""
    query = select(Payment.reference).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == caller.person.id,
        Payment.paise.in_(said),
        Payment.status == Status.CONFIRMED,
    )
    paid = set(session.scalars(query))
    return next((each for each in there if each.payment_reference in paid), None)


def _shown(session: Session, caller: Caller, shown: str | None) -> AccountEntry | None:
    """The entry of the caller's that was just shown."""
    entry = session.get(AccountEntry, (caller.business_id, int(shown))) if shown else None
    return entry if entry is not None and entry.person_id == caller.person.id else None


def standing(session: Session, caller: Caller) -> list[AccountEntry]:
    """The caller's entries that nobody has taken back, the last first."""
    every = service.entries(session, caller.business_id, caller.person.id)
    reversed_ = {each.reverses_id for each in every}
    return [each for each in reversed(every) if each.kind != Kind.REVERSAL and each.id not in reversed_]


def _told(session: Session, caller: Caller, entry: AccountEntry, words: str | None) -> Outcome[Any]:
    notices.tell_of_dispute(session, caller.business, caller.person, entry, words)
    return _of(session, caller, entry, "verdict_wrong")


def _of(session: Session, caller: Caller, entry: AccountEntry, outcome: str) -> Outcome[Any]:
    balance = prepaid.owed_by(session, caller.business_id, caller.person.id)
    return Outcome[str](outcome=outcome, facts=entry_facts(entry, caller.person, balance, caller.business))
