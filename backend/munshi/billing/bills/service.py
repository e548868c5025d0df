"""Bills in the books: issuing one for what was sold, once, and finding those that were issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from munshi import clock
from munshi.billing.bills import gstins, numbers
from munshi.billing.bills.models import Bill, BillLine, BillParty
from munshi.billing.bills.places import state_of
from munshi.billing.bills.rates import Rate, rate_on
from munshi.billing.bills.rules import (
    Item,
    Kind,
    Line,
    Scheme,
    Sort,
    Sums,
    Terms,
    delivery,
    financial_year,
    kind_of,
    number_of,
    reckoned,
    sums,
)
from munshi.billing.bills.terms import prefix_of, scheme_of, terms_of
from munshi.billing.print.wording import words
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.orders.models import Order, OrderLine
from munshi.people import service as people
from munshi.people.models import Person

WHOLE = (selectinload(Bill.lines),)
LANGUAGES = ("hi", "en", "hinglish")


@dataclass(frozen=True)
class Source:
    """What a bill is of: an order, a visit, a part, a yearly contract, or the bill that a credit note takes back."""

    kind: Literal["order", "visit", "part", "amc", "bill"]
    reference: str


@dataclass(frozen=True)
class Delivered:
    """Where the goods went; without a pincode they were handed over in the shop."""

    address: str | None = None
    pincode: str | None = None


def issue(
    session: Session,
    business: Business,
    customer: Person,
    source: Source,
    items: Sequence[Item],
    *,
    prices_include_gst: bool,
    to: Delivered = Delivered(),
    about: Mapping[str, Any] | None = None,
    by: Person | None = None,
    name: str | None = None,
) -> Bill:
    """The bill of this source: the one that stands, else a new one with the next number of its series.

    `name` is that of the buyer, where it shall be another than the customer's or the firm's.
    """
    lock(session, business.id, source)
    earlier = standing(session, business.id, source)
    if earlier is not None:
        return earlier
    terms, party = terms_of(business), session.get(BillParty, (business.id, customer.id))
    scheme, place = scheme_of(business), _place(business, to, party, items)
    lines = reckoned(items, Terms(scheme, prices_include_gst, place == business.state, terms.round_off))
    bill = Bill(
        business_id=business.id,
        kind=kind_of(scheme, lines, party is not None),
        person_id=customer.id,
        source_kind=source.kind,
        source=source.reference,
        edition=_editions(session, business.id, source) + 1,
        by_person_id=by.id if by else None,
        scheme=scheme,
        supplier=supplier_of(business),
        recipient=_recipient(customer, to, party, name),
        place_of_supply=place,
        about={**(about or {}), "prices_include_gst": prices_include_gst},
        lines=[row_of(position, line) for position, line in enumerate(lines, 1)],
    )
    return number(session, business, bill, sums(lines, terms.round_off))


def number(session: Session, business: Business, bill: Bill, total: Sums) -> Bill:
    """Gives the bill its sums, the next number of its series and its moment, and writes it down.

    The moment is that after waiting for others, so that numbers and days rise together; but a year that ended
    meanwhile is still the bill's.
    """
    for name, paise in vars(total).items():
        setattr(bill, name, paise)
    asked_at = clock.now()
    bill.prefix = prefix_of(business, Kind(bill.kind))
    bill.year = financial_year(_day(business, asked_at))
    bill.serial = numbers.take(session, business.id, bill.prefix, bill.year)
    bill.number = number_of(bill.prefix, bill.year, bill.serial)
    taken_at = clock.now()
    is_same_year = financial_year(_day(business, taken_at)) == bill.year
    bill.issued_at = taken_at if is_same_year else asked_at
    bill.issued_on = _day(business, bill.issued_at)
    session.add(bill)
    session.flush()
    return bill


def issue_for_order(session: Session, order: Order, by: Person | None = None) -> Bill:
    """The bill of an order, on the terms on which it was placed."""
    business = business_service.get(session, order.business_id)
    assert business is not None
    customer = session.get_one(Person, (order.business_id, order.person_id))
    own, today = _own_rates(business, order), _day(business, clock.now())
    items = [_item(line, own, today) for line in order.lines]
    if order.fee_paise:
        named = {language: str(words(language)["delivery"]) for language in LANGUAGES}
        rate = terms_of(business).delivery_gst_rate
        items.append(delivery(order.fee_paise, items, named, rate))
    to = Delivered(order.address, order.pincode) if order.fulfilment == "delivery" else Delivered()
    about = {"order": order.reference, "payment": order.payment}
    source = Source("order", order.reference)
    included = order.gst_included
    return issue(
        session,
        business,
        customer,
        source,
        items,
        prices_include_gst=included,
        to=to,
        about=about,
        by=by,
        name=order.bill_name,
    )


def bill_of(session: Session, order: Order) -> Bill | None:
    """The bill of an order that stands; None where there is none, or it was credited as a whole."""
    return standing(session, order.business_id, Source("order", order.reference))


def find(session: Session, business_id: str, number: str) -> Bill | None:
    """The bill with this number: `INV/26-27/0042`, also written with dashes or without leading zeros."""
    parts = number.upper().replace("-", "/").split("/")
    if len(parts) != 4 or not all(part.isdecimal() for part in parts[1:]):
        return None
    prefix, first, last, serial = parts
    query = select(Bill).where(
        Bill.business_id == business_id,
        Bill.prefix == prefix,
        Bill.year == f"{first}-{last}",
        Bill.serial == int(serial),
    )
    return session.scalar(query.options(*WHOLE))


def of_person(
    session: Session,
    business_id: str,
    person_id: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Sequence[Bill]:
    """A person's bills and credit notes from a moment on until before another, in their order."""
    query = select(Bill).where(Bill.business_id == business_id, Bill.person_id == person_id)
    if since is not None:
        query = query.where(Bill.issued_at >= since)
    if until is not None:
        query = query.where(Bill.issued_at < until)
    return session.scalars(query.order_by(Bill.id).options(*WHOLE)).all()


def credit_notes(session: Session, bill: Bill) -> Sequence[Bill]:
    """What was taken back of a bill."""
    query = select(Bill).where(Bill.business_id == bill.business_id, Bill.corrects_id == bill.id)
    return session.scalars(query.order_by(Bill.id).options(*WHOLE)).all()


def left_of(session: Session, bill: Bill) -> int:
    """What of a bill was not taken back, in paise."""
    return bill.total_paise - sum(note.total_paise for note in credit_notes(session, bill))


def standing(session: Session, business_id: str, source: Source) -> Bill | None:
    """The last bill of the source, unless all of it was taken back."""
    bill = last_of(session, business_id, source)
    if bill is None:
        return None
    notes = credit_notes(session, bill)
    taken_back = bool(notes) and sum(note.total_paise for note in notes) >= bill.total_paise
    return None if taken_back else bill


def last_of(session: Session, business_id: str, source: Source) -> Bill | None:
    """The last bill of the source, whatever of it was taken back."""
    return session.scalar(_of(business_id, source).order_by(Bill.edition.desc()).limit(1).options(*WHOLE))


def lock(session: Session, business_id: str, source: Source) -> None:
    """Two who need the bill of one source at once get one bill."""
    key = f"bill:{business_id}:{source.kind}:{source.reference}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def row_of(position: int, line: Line) -> BillLine:
    """A line as the books keep it."""
    item = line.item
    return BillLine(
        position=position,
        sort=item.sort,
        name=item.name,
        hsn=item.hsn,
        quantity=item.quantity,
        unit=item.unit,
        price_paise=item.price_paise,
        discount_paise=item.discount_paise,
        gst_rate=item.gst_rate,
        taxable_paise=line.taxable_paise,
        cgst_paise=line.cgst_paise,
        sgst_paise=line.sgst_paise,
        igst_paise=line.igst_paise,
    )


def line_of(row: BillLine) -> Line:
    """A line as the rules know it."""
    item = Item(
        row.name,
        row.quantity,
        row.unit,
        row.price_paise,
        row.gst_rate,
        row.hsn,
        row.discount_paise,
        Sort(row.sort),
    )
    return Line(item, row.taxable_paise, row.cgst_paise, row.sgst_paise, row.igst_paise)


def supplier_of(business: Business) -> dict[str, Any]:
    """Who bills, as of today."""
    scheme = scheme_of(business)
    return {
        "name": business.name,
        "legal_name": terms_of(business).legal_name,
        "address": business.address,
        "pincode": business.pincode,
        "state": business.state,
        "gstin": business.gstin if scheme is not Scheme.UNREGISTERED else None,
        "fssai": business.fssai,
        "phone": business.numbers[0].display_number if business.numbers else None,
    }


def _recipient(customer: Person, to: Delivered, party: BillParty | None, name: str | None) -> dict[str, Any]:
    phones = people.phones(customer)
    return {
        "name": name or (party.name if party else None) or customer.called,
        "phone": phones[0] if phones else None,
        "gstin": party.gstin if party else None,
        "address": to.address,
        "pincode": to.pincode,
    }


def _place(business: Business, to: Delivered, party: BillParty | None, items: Sequence[Item]) -> str:
    """Where the supply is (IGST Act): goods where they went, or were handed over; what is done for a registered firm in
    its own state."""
    if party is not None and all(item.sort is Sort.SERVICE for item in items):
        return gstins.check(party.gstin).state or business.state
    return state_of(to.pincode, business.state)


def _item(line: OrderLine, own: Sequence[Rate], day: date) -> Item:
    """A line with its tax: at the business's own rate of that day for the code, else as it was ordered."""
    said = rate_on(own, line.hsn, line.pack_unit is not None, day)
    rate = said.gst_rate if said else line.gst_rate
    off = line.discount_paise
    return Item(_name(line), line.quantity, line.unit, line.price_paise, rate, line.hsn, off)


def _own_rates(business: Business, order: Order) -> Sequence[Rate]:
    """The rates that the owner has said with their days. A sum that was agreed without tax keeps its tax."""
    said = terms_of(business).hsn_rates if order.gst_included else ()
    return [Rate(each.hsn, each.gst_rate, each.since) for each in said]


def _name(line: OrderLine) -> dict[str, str]:
    """What was sold, with its size and what was added."""
    added = [add_on["name"] for add_on in line.add_ons]
    return {
        language: " + ".join(
            [
                f"{line.name[language]} ({line.variant[language]})" if line.variant else line.name[language],
                *(each[language] for each in added),
            ]
        )
        for language in LANGUAGES
    }


def _editions(session: Session, business_id: str, source: Source) -> int:
    return session.scalar(select(func.count()).select_from(_of(business_id, source).subquery())) or 0


def _of(business_id: str, source: Source) -> Select[Bill]:
    return select(Bill).where(
        Bill.business_id == business_id, Bill.source_kind == source.kind, Bill.source == source.reference
    )


def _day(business: Business, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(business.timezone)).date()
