"""A bill goes to who has asked for it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills import notices
from munshi.billing.bills.facts import bill_facts, plain_facts
from munshi.billing.bills.models import Bill
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person


def sent(session: Session, caller: Caller, bill: Bill, name: str | None = None) -> Outcome[Any]:
    """The bill with its PDF; with where to pay it for whose it is alone, and the `name` that was just put on it."""
    named = {"bill_to": name} if name else {}
    if bill.person_id != caller.person.id:
        return Outcome[str](outcome="sent", facts={**plain_facts(bill), **named})
    facts = {**bill_facts(session, bill), **named}
    return Outcome[str](outcome="sent_to_pay" if facts["bill_pay_url"] else "sent", facts=facts)


def sent_to_them(session: Session, bill: Bill) -> Outcome[Any]:
    """The bill goes to its customer, and is shown to who has sent it."""
    notices.send(session, bill)
    customer = session.get_one(Person, (bill.business_id, bill.person_id))
    return Outcome[str](outcome="sent_to_them", facts={**plain_facts(bill), "bill_payer": called(customer)})


def called(customer: Person) -> str:
    """What a customer is called, else their number."""
    return customer.called or next(iter(people.phones(customer)), "?")
