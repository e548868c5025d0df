"""A bill that is said to be wrong: the owners hear of it, and by their tap it is taken back or made anew."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.billing.bills.crediting import credit, replace_by
from munshi.billing.bills.facts import plain_facts
from munshi.billing.bills.models import Bill, BillParty
from munshi.billing.bills.naming import is_made_out
from munshi.billing.bills.notices import tell_customer, tell_of_dispute
from munshi.billing.bills.proposing import take_over
from munshi.billing.bills.service import bill_of, find, issue_for_order, left_of
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.moving import find as find_order
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role

WRONG = "wrong"  # why a bill was taken back, as `words.yml` says it
OTHER_NAME = "other_name"


def tapped(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What a button below a bill, or below a notice of one, asks for; None for everything else."""
    if number := reading.first("bill_wrong"):
        if caller.may_act_as(Role.OWNER, Role.MANAGER):
            return what_can_be_done(session, caller, number)
        return dispute(session, caller, _own(session, caller, number), None)
    if number := reading.first("bill_remade"):
        return remake(session, caller, number)
    if number := reading.first("bill_credit"):
        return ask_credit(session, caller, number)
    if number := reading.first("bill_credited"):
        return credit_whole(session, caller, number)
    if shown := reading.first("bill_rates"):
        return take_over(session, caller, shown)
    return None


def what_can_be_done(session: Session, caller: Caller, number: str) -> Outcome[Any]:
    """Who is in charge finds a customer's bill wrong: how a sum or goods are taken off it, or all of it back."""
    bill = _of_business(session, caller, number)
    left = left_of(session, bill)
    if not left:
        raise Refusal("nothing_left", bill_number=bill.number)
    facts = {**plain_facts(bill), "bill_left_paise": left, "files": []}
    return Outcome[str](outcome="how_to_change", facts=facts)


def dispute(session: Session, caller: Caller, bill: Bill, words: str | None) -> Outcome[Any]:
    """The owners hear that it is called wrong; once in a minute, whatever is tapped."""
    tell_of_dispute(session, bill, caller.person, words, f"{clock.now():%Y%m%d%H%M}")
    facts = {**plain_facts(bill), "files": [], "summary": bill.number}
    return Outcome[str](outcome="told_owner", facts=facts)


def explain(session: Session, caller: Caller, number: str, words: str) -> Outcome[Any]:
    """The owners hear what is wrong with a bill that was called so."""
    bill = _own(session, caller, number)
    tell_of_dispute(session, bill, caller.person, words, f"{clock.now():%Y%m%d%H%M%S}")
    return Outcome[str](outcome="explained", facts={**plain_facts(bill), "files": []})


def remake(session: Session, caller: Caller, number: str) -> Outcome[Any]:
    """By the owner's word: a credit note for the bill, and another one in the name that the customer wants."""
    bill = _of_business(session, caller, number)
    party = session.get(BillParty, (bill.business_id, bill.person_id))
    order = _order_of(session, bill)
    if order is None or is_made_out(bill, party):
        raise Refusal("remade_already", bill_number=bill.number)
    return _made_anew(session, caller, bill, order)


def rename(session: Session, caller: Caller, bill: Bill, name: str) -> Outcome[Any]:
    """By the owner's word: the same bill anew, in this name; the one that was made is taken back by a credit note."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    order = _order_of(session, bill)
    if order is None:
        raise Refusal("nothing_left", bill_number=bill.number)
    order.bill_name = name
    return _made_anew(session, caller, bill, order)


def _order_of(session: Session, bill: Bill) -> Order | None:
    """The order of a bill of which something is left."""
    of_order = bill.source_kind == "order" and left_of(session, bill)
    return find_order(session, bill.business_id, bill.source) if of_order else None


def _made_anew(session: Session, caller: Caller, bill: Bill, order: Order) -> Outcome[Any]:
    replace_by(session, bill, OTHER_NAME, caller.person)
    made = issue_for_order(session, order, caller.person)
    tell_customer(session, made, "bill_remade")
    return Outcome[str](outcome="remade", facts={**plain_facts(made), "bill_before": bill.number})


def ask_credit(session: Session, caller: Caller, number: str) -> Outcome[Any]:
    """What a credit note would take back, for a yes."""
    bill = _of_business(session, caller, number)
    left = left_of(session, bill)
    if not left:
        raise Refusal("nothing_left", bill_number=bill.number)
    facts = {**plain_facts(bill), "bill_total_paise": left, "files": [], "summary": bill.number}
    return Outcome[str](outcome="confirm_credit", facts=facts)


def credit_whole(session: Session, caller: Caller, number: str) -> Outcome[Any]:
    """Takes back all that is left of a bill, and has the customer told."""
    bill = _of_business(session, caller, number)
    if not left_of(session, bill):
        raise Refusal("nothing_left", bill_number=bill.number)
    note = credit(session, bill, WRONG, caller.person)
    tell_customer(session, note, "bill_credited")
    return Outcome[str](outcome="credited", facts={**plain_facts(note), "bill_before": bill.number})


def _of_business(session: Session, caller: Caller, number: str) -> Bill:
    """For owners and managers alone."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    bill = find(session, caller.business_id, number)
    if bill is None:
        raise Refusal("not_found", reference=number)
    return bill


def _own(session: Session, caller: Caller, number: str) -> Bill:
    bill = find(session, caller.business_id, number) or _of_order(session, caller, number)
    if bill is None or bill.person_id != caller.person.id:
        raise Refusal("not_found", reference=number)
    return bill


def _of_order(session: Session, caller: Caller, reference: str) -> Bill | None:
    order = find_order(session, caller.business_id, reference)
    return bill_of(session, order) if order else None
