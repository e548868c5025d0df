"""A bill goes to who has asked for it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills.facts import bill_facts, plain_facts
from munshi.billing.bills.models import Bill
from munshi.callers import Caller
from munshi.outcomes import Outcome


def sent(session: Session, caller: Caller, bill: Bill, name: str | None = None) -> Outcome[Any]:
    """The bill with its PDF; with where to pay it for whose it is alone, and the `name` that was just put on it."""
    named = {"bill_to": name} if name else {}
    if bill.person_id != caller.person.id:
        return Outcome[str](outcome="sent", facts={**plain_facts(bill), **named})
    facts = {**bill_facts(session, bill), **named}
    return Outcome[str](outcome="sent_to_pay" if facts["bill_pay_url"] else "sent", facts=facts)
