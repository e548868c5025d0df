"""What a customer says to an entry in their khata that they were told of: right, or wrong."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import notices, service
from munshi.billing.accounts.facts import entry_facts
from munshi.billing.accounts.models import AccountEntry
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal

RIGHT, WRONG = "right", "wrong"


def judge(session: Session, caller: Caller, number: int, verdict: str) -> Outcome[Any]:
    """A wrong entry is told to the owners; the ledger stays as it is until they answer it by a reversal."""
    entry = session.get(AccountEntry, (caller.business_id, number))
    if entry is None or entry.person_id != caller.person.id:
        raise Refusal("only_own")
    balance = service.balance(session, caller.business_id, caller.person.id)
    facts = entry_facts(entry, caller.person, balance, caller.business)
    if verdict == WRONG:
        notices.tell_of_dispute(session, caller.business, caller.person, entry)
    return Outcome[str](outcome="verdict_wrong" if verdict == WRONG else "verdict_right", facts=facts)
