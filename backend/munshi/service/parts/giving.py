"""A part goes out over the counter: it is billed as the shop bills, and what was paid for it is noted."""

from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.billing.bills.facts import bill_facts
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Item
from munshi.billing.bills.service import Delivered, Source
from munshi.billing.payments import same
from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from munshi.business.models import Business
from munshi.catalogue import service as catalogue
from munshi.people.models import Person
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import move, tell_customer
from munshi.service.parts.statuses import Status
from munshi.service.visits import billing

LATER = "later"


def hand_over(
    session: Session, business: Business, request: PartRequest, paise: int, way: str | None, by: Person
) -> None:
    """The customer has it; what is not paid is owed."""
    move(session, request, Status.HANDED_OVER, by)
    bill = _bill(session, business, request, by)
    if bill is not None and paise and way not in (None, LATER):
        told = payments.Said(paise, Way(way), named=bill.number)
        same.take_for_bill(session, business.id, request.person_id, told, bill.issued_at, by)
    owed = 0 if request.free else request.price_paise - paise
    more = bill_facts(session, bill) if bill is not None else {}
    tell_customer(session, request, part_paid=paise, how=way, part_owed=owed, **more)


def _bill(session: Session, business: Business, request: PartRequest, by: Person) -> Bill | None:
    """None where the shop does not bill here, or the part is free."""
    product = catalogue.get(session, business.id, request.sku)
    if billing.SKILL not in business.skills or not request.price_paise or product is None:
        return None
    each = int(Decimal(request.price_paise) / request.quantity)
    item = Item(product.name, request.quantity, product.unit, each, product.gst_rate, product.hsn)
    customer = session.get_one(Person, (business.id, request.person_id))
    source = Source("part", request.reference)
    return billing.issue(session, business, customer, source, [item], Delivered(), by)
