"""Writing an order that somebody gave by word of mouth: shown first, then in the books like any other, and taken."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts.facts import named
from munshi.billing.accounts.of_shelf import short_of
from munshi.billing.bills.terms import collects_gst
from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import Said
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.columns import plain
from munshi.orders.counter.coming import Coming, ways_of
from munshi.orders.counter.drafts import Sale
from munshi.orders.counter.offer import IN_CHARGE, SKILL
from munshi.orders.desk import is_marked, terms_of
from munshi.orders.facts import beside_facts, bill_facts, where_facts
from munshi.orders.filing import lines_as_ordered, next_reference, what_it_comes_to
from munshi.orders.kept import Kept, Note, Payment, Wanted
from munshi.orders.models import Order, OrderMove
from munshi.orders.moving import record
from munshi.orders.places import brought_last
from munshi.orders.quoting import quoted
from munshi.orders.rules import Bill, Fulfilment, priced_lines, token
from munshi.orders.serving.facts import card
from munshi.orders.statuses import Status
from munshi.orders.totals import delivery_fee, goods_amount, totals
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person

Facts = dict[str, Any]


def show(
    session: Session, caller: Caller, customer: Person, lines: Sequence[Line], sale: Sale
) -> Outcome[Any]:
    """What is still open of how it comes, else the order as it would be written."""
    coming = settled(session, caller, sale)
    facts: Facts = {**named(customer), "whose": people.name_and_phone(customer)}
    if coming.way is None:
        return Outcome[str](outcome="order_ask_way", facts={**facts, "ways": ways_of(caller.business)})
    if coming.way not in ways_of(caller.business):
        raise Refusal("order_no_way", way=coming.way)
    terms = terms_of(caller.business)
    if coming.table and not (terms.any_table or coming.table in terms.tables):
        raise Refusal("order_no_table", table=coming.table)
    if coming.way is Fulfilment.DELIVERY and not coming.place:
        return Outcome[str](outcome="order_ask_place", facts=facts)
    bill = _bill(caller, lines, coming)
    facts |= _facts(caller, bill, sale, coming)
    goods = tuple((line.item.sku, plain(line.quantity)) for line in lines)
    if short := short_of(session, caller.business_id, goods):
        raise Refusal("order_short", short=short)
    paid = _paid_paise(sale, coming, bill)
    if paid and not (caller.may_act_as(*IN_CHARGE) and SKILL in caller.business.skills):
        raise Refusal("order_paid_by_owner")
    total = bill.totals.total_paise
    if sale.off or paid > total or (not paid and sale.paise not in (None, total)):
        said = total - (sale.off or 0) if sale.paise is None else sale.paise
        raise Refusal("sum_differs", total_paise=total, paise=said)
    if coming.is_paid and sale.way is None:
        return Outcome[str](outcome="ask_way", facts=facts)
    if paid:
        facts["beside"]["left_paise"] = total - paid
    return Outcome[str](
        outcome="order_confirm", facts={**facts, "summary": token([caller.business_id, customer.id, facts])}
    )


def settled(session: Session, caller: Caller, sale: Sale) -> Coming:
    """How it comes, as far as it is known: where there is but one way that one, and where the last order went."""
    assert sale.coming is not None
    assert sale.person is not None
    coming, ways = sale.coming, ways_of(caller.business)
    if coming.way is None and len(ways) == 1:
        coming = replace(coming, way=ways[0])
    if coming.way is not Fulfilment.DELIVERY or coming.place:
        return coming
    last = session.scalar(brought_last(caller.business_id, sale.person))
    return replace(coming, place=last.address, pincode=coming.pincode or last.pincode) if last else coming


def take(
    session: Session, caller: Caller, customer: Person, lines: Sequence[Line], sale: Sale
) -> Outcome[Any]:
    """The order, taken by who wrote it down; the kitchen hears it, and the customer where they have ever written."""
    coming = settled(session, caller, sale)
    bill, now = _bill(caller, lines, coming), clock.now()
    kept = _kept(sale, coming)
    brought = bill.fulfilment is Fulfilment.DELIVERY
    with session.begin_nested():
        reference = next_reference(session, caller.business_id)
        _reserve(session, caller, lines, reference)
    order = Order(
        business_id=caller.business_id,
        reference=reference,
        person_id=customer.id,
        status=Status.PLACED,
        fulfilment=bill.fulfilment,
        address=coming.place if brought else None,
        pincode=coming.pincode if brought else None,
        currency=caller.business.currency,
        **what_it_comes_to(bill.totals, bill.off),
        placed_at=now,
        notes=kept.notes_of_all(),
        wanted=kept.wanted.as_json() if kept.wanted else None,
        payment=kept.payment,
        bill_wanted=False,
        dining_table=coming.table,
        lines=list(lines_as_ordered(lines, bill.off, kept)),
        moves=[OrderMove(position=1, status=Status.PLACED, person_id=caller.person.id, at=now)],
    )
    session.add(order)
    session.flush()
    record(session, order, Status.ACCEPTED, caller.person)
    paid = _paid_paise(sale, coming, bill)
    if paid and sale.way:
        said = Said(paid, Way(sale.way), named=order.reference)
        payments.record(session, order.business_id, customer.id, said, caller.person)
    facts: Facts = {
        **card(session, order),
        "name": customer.called,
        "payment": sale.way,
        "paise": paid or None,
    }
    return Outcome[str](outcome="order_taken_paid" if paid else "order_taken", facts=facts)


def _reserve(session: Session, caller: Caller, lines: Sequence[Line], reference: str) -> None:
    wanted = [StockLine(line.item.sku, line.quantity) for line in lines]
    try:
        stock.reserve(session, caller.business_id, wanted, reference)
    except OutOfStock as gone:
        name = next(line.item.name for line in lines if line.item.sku == gone.sku)
        unit = next(line.item.measure.unit for line in lines if line.item.sku == gone.sku)
        left = [{"name": name, "unit": unit, "left": plain(gone.left)}]
        raise Refusal("order_short", short=left) from gone


def _bill(caller: Caller, lines: Sequence[Line], coming: Coming) -> Bill:
    """What it comes to, delivery with it; no minimum holds for what the shop itself writes down."""
    terms, off = terms_of(caller.business), quoted(caller.business, lines).off
    priced = priced_lines(lines, off)
    fulfilment = coming.way or Fulfilment.PICKUP
    is_brought = fulfilment is Fulfilment.DELIVERY
    fee = delivery_fee(goods_amount(priced), terms.delivery) if is_brought else 0
    return Bill(tuple(lines), totals(priced, terms.prices_include_gst, fee), fulfilment, off=off)


def _kept(sale: Sale, coming: Coming) -> Kept:
    return Kept(
        [Note(each) for each in coming.notes],
        payment=Payment(sale.way) if sale.way else None,
        wanted=Wanted.of(dict(coming.wanted)) if coming.wanted else None,
        table=coming.table,
    )


def _facts(caller: Caller, bill: Bill, sale: Sale, coming: Coming) -> Facts:
    kept, business = _kept(sale, coming), caller.business
    marked = is_marked(business)
    return {
        **bill_facts(bill, marked, kept, collects_gst=collects_gst(business)),
        "where": where_facts(
            bill.fulfilment, coming.place, coming.pincode, business.address, table=coming.table
        ),
        "beside": beside_facts(kept),
        "opens_at": None,
    }


def _paid_paise(sale: Sale, coming: Coming, bill: Bill) -> int:
    """What was paid for it already: the sum that was said, else all; what goes on a khata is not."""
    if not coming.is_paid or sale.way == Payment.KHATA:
        return 0
    return bill.totals.total_paise if sale.paise is None else sale.paise
