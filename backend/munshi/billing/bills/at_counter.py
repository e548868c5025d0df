"""A bill of a walk-in that is taken back: what was paid for it goes back at once, for there is no khata to keep it."""

from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.payments import refunding, service
from munshi.billing.payments.of_orders import paid_for
from munshi.orders.moving import find
from munshi.people import walk_in
from munshi.people.models import Person


def is_of_walk_in(session: Session, bill: Bill) -> bool:
    """Whether nobody who is known has bought it."""
    return walk_in.is_walk_in(session.get_one(Person, (bill.business_id, bill.person_id)))


def give_back(session: Session, bill: Bill, paise: int, by: Person) -> None:
    """So much of what was paid for the order of a bill goes back, the first payment first."""
    order = find(session, bill.business_id, bill.source)
    for paid in paid_for(session, order) if order else ():
        share = min(paise, paid.paise - paid.refunded_paise)
        payment = service.locked(session, bill.business_id, paid.reference) if share else None
        if payment is not None:
            refunding.begin(session, payment, by, share, is_told=False)
        paise -= share
