"""Who is told of a bill without asking: the customer with its delivery, the owners of what a customer wants of it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.bills.facts import Facts, bill_facts, plain_facts
from munshi.billing.bills.models import Bill
from munshi.billing.bills.outcomes import Notice
from munshi.billing.bills.service import bill_of, issue_for_order
from munshi.notices import service as notices
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

TO_PAY: Mapping[Notice, Notice] = {"bill_remade": "bill_remade_to_pay", "bill_sent": "bill_sent_to_pay"}


def with_delivery(session: Session, order: Order) -> tuple[Notice, Facts] | None:
    """The notice that tells of a delivery and brings the bill, in one message; None where none was issued."""
    bill = bill_of(session, order)
    if bill is None:
        return None
    facts = bill_facts(session, bill)
    return ("bill_delivered_to_pay" if facts["bill_pay_url"] else "bill_delivered"), facts


def tell_of_dispute(session: Session, bill: Bill, customer: Person, words: str | None, key: str) -> None:
    """The owners hear that a customer calls a bill wrong, with the bill and the customer's words."""
    facts = {**plain_facts(bill), "customer": people.name_and_phone(customer), "said": words}
    notices.tell_role(
        session,
        bill.business_id,
        Role.OWNER,
        "bill_disputed",
        f"{bill.number}:disputed:{key}",
        customer,
        **facts,
    )


def tell_of_wanted_name(session: Session, bill: Bill, customer: Person, gstin: str) -> None:
    """The owners hear that a bill is wanted in the name of a firm."""
    facts = {**plain_facts(bill), "customer": people.name_and_phone(customer), "bill_gstin": gstin}
    key = f"{bill.number}:name:{gstin}"
    notices.tell_role(session, bill.business_id, Role.OWNER, "bill_name_wanted", key, customer, **facts)


def tell_customer(session: Session, bill: Bill, name: Notice) -> None:
    """The customer gets a bill that the business made anew, with where it is paid, or its credit note."""
    _bring(session, bill, name, f"{bill.number}:{name}")


def send(session: Session, bill: Bill) -> None:
    """The customer gets a bill that the business sends, as often as it does."""
    _bring(session, bill, "bill_sent", f"{bill.number}:bill_sent:{clock.now():%Y%m%d%H%M}")


def _bring(session: Session, bill: Bill, name: Notice, key: str) -> None:
    """One message with the bill, and the button of its pay page while anything of it is to be paid there."""
    customer = session.get_one(Person, (bill.business_id, bill.person_id))
    facts = bill_facts(session, bill)
    told = TO_PAY.get(name, name) if facts["bill_pay_url"] else name
    notices.tell(session, bill.business_id, customer, told, key, **facts)


def send_promised(session: Session, order: Order) -> None:
    """The customer gets the bill that they asked for before the shop took the order, once."""
    if order.bill_wanted and order.status not in (Status.PLACED, Status.CANCELLED):
        order.bill_wanted = False
        send(session, issue_for_order(session, order))
