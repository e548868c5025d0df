"""In whose name bills are made out: somebody writes the GSTIN of their firm."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.billing.bills import firms, gstins
from munshi.billing.bills.facts import plain_facts
from munshi.billing.bills.models import Bill, BillParty
from munshi.billing.bills.notices import tell_of_wanted_name
from munshi.billing.bills.rules import Scheme
from munshi.billing.bills.sending import sent
from munshi.billing.bills.service import bill_of, issue_for_order
from munshi.billing.bills.terms import scheme_of
from munshi.callers import Caller
from munshi.orders.models import OpenCart, Order
from munshi.outcomes import Outcome, Refusal

GST = re.compile(r"(?<![a-z])gst(?![a-z])|जीएसटी", re.IGNORECASE)


def named(session: Session, caller: Caller, reading: Reading, orders: Sequence[Order]) -> Outcome[Any] | None:
    """Keeps the GSTIN of a message and makes out the last bill by it; None where the message has none.

    A bill that was issued without it is made anew by the owner's word alone.
    """
    kept = beside_an_order(session, caller, reading.text or "")
    if kept is None or not orders or _is_ordering(session, caller):
        return kept
    written = gstins.check(kept.facts["bill_gstin"])
    bill = bill_of(session, orders[0]) or issue_for_order(session, orders[0])
    if bill.recipient["gstin"] == written.gstin:
        return sent(session, caller, bill)
    tell_of_wanted_name(session, bill, caller.person, written.gstin)
    facts = {**plain_facts(bill), "bill_gstin": written.gstin, "files": []}
    return Outcome[str](outcome="gstin_asked", facts=facts)


def beside_an_order(session: Session, caller: Caller, text: str) -> Outcome[Any] | None:
    """Keeps the GSTIN of a message, and the firm's name where it is said, for the bills to come; None without one."""
    written = gstins.find(text)
    if written is None:
        return None
    if scheme_of(caller.business) is not Scheme.REGULAR:
        raise Refusal("no_gst", business=caller.business.name)
    if written.problem:
        raise Refusal(f"gstin_{written.problem}", bill_gstin=written.gstin)
    firm = firms.find(text, written.gstin)
    party = keep(session, caller.business_id, caller.person.id, written.gstin, firm)
    return Outcome[str](
        outcome="gstin_kept", facts={"bill_gstin": written.gstin, "bill_firm": party.name or ""}
    )


def wants_gst(caller: Caller, text: str) -> bool:
    """Whether a bill with GST is wanted where none are made."""
    return scheme_of(caller.business) is not Scheme.REGULAR and bool(GST.search(text))


def refused_in(caller: Caller, text: str) -> str | None:
    """The GSTIN of a message, where it is wrong or none are made here; "" where only GST is said."""
    written = gstins.find(text)
    if written is None and wants_gst(caller, text):
        return ""
    if written is None or not (written.problem or scheme_of(caller.business) is not Scheme.REGULAR):
        return None
    return written.gstin


def _is_ordering(session: Session, caller: Caller) -> bool:
    """Whether what is said of bills is of an order that the person has still to say yes to."""
    cart = session.get(OpenCart, (caller.business_id, caller.person.id))
    return cart is not None and bool(cart.lines)


def keep(session: Session, business_id: str, person_id: int, gstin: str, name: str | None) -> BillParty:
    """From now on this person's bills are in the name of the firm."""
    party = session.get(BillParty, (business_id, person_id))
    if party is None:
        party = BillParty(business_id=business_id, person_id=person_id, gstin=gstin, at=clock.now())
        session.add(party)
    if party.gstin != gstin or name:
        party.gstin, party.name, party.at = gstin, name, clock.now()
    session.flush()
    return party


def is_made_out(bill: Bill, party: BillParty | None) -> bool:
    """Whether the bill is in this name already."""
    gstin: str | None = bill.recipient["gstin"]
    return gstin == (party.gstin if party else None)
