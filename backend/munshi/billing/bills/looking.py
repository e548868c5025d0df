"""A bill is asked for: the one that is meant, or which it may be."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.billing.bills import changing, gstins, naming, of_customers, of_orders
from munshi.billing.bills.facts import Facts, pdf
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind
from munshi.billing.bills.sending import called, sent, sent_to_them
from munshi.billing.bills.service import bill_of, find, issue_for_order, left_of, of_person
from munshi.billing.bills.terms import makes_bills
from munshi.billing.payments.of_orders import paid_for
from munshi.callers import Caller
from munshi.orders import bill_names
from munshi.orders.goods_in_text import skus_in
from munshi.orders.looking import SITTING, WHOLE, normalised
from munshi.orders.models import Order
from munshi.orders.rules import Fulfilment
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.orders.tables import names_table
from munshi.orders.taking_shown import takes_two
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role

NUMBER = re.compile(r"(?<![\w/-])\d{3,6}(?![\w/-])")
RIGHT_AFTER = timedelta(minutes=30)  # so long it is that of the order that was placed
RECENT = timedelta(days=2)  # of several orders since then it is asked which is meant
LISTED = 9  # rows of a list in WhatsApp
LONGEST_SERIAL = 8  # figures: a bank's reference is no bill
MOST = 60  # bills in one file
EVERY, BOTH = "every_order", 2  # the side of a message that speaks of all of them
NOTHING = ("nothing", "nothing_then")
BILLED = (Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY, Status.DELIVERED)


def request(session: Session, caller: Caller, reading: Reading, wrong: bool = False) -> Outcome[Any]:
    """What the person wants of a bill: to have it, in the name of a firm, for many days, or to say that it is wrong."""
    if not makes_bills(caller.business):
        raise Refusal("not_offered", business=caller.business.name)
    tapped = changing.tapped(session, caller, reading)
    if tapped is not None:
        return tapped
    if customer := of_customers.whose(session, caller, reading):
        return _of_customer(session, caller, reading, customer)
    if not gstins.find(reading.text or "") and naming.wants_gst(caller, reading.text or ""):
        raise Refusal("no_gst", business=caller.business.name)
    named = naming.named(session, caller, reading, _billable(session, caller))
    if named is not None:
        return named
    wanted = _wanted(session, caller, reading) if not _of_unknown(caller, reading) else []
    if not wanted:
        raise Refusal("of_whom")
    other = bill_names.find(reading.text)
    if other and len(wanted) == 1 and (order := _not_billed(session, wanted[0])):
        order.bill_name = other.name
        return sent(session, caller, _bill(session, order), name=other.name)
    if other and len(wanted) == 1 and caller.may_act_as(Role.OWNER, Role.MANAGER):
        return changing.rename(session, caller, _bill(session, wanted[0]), other.name)
    if (wrong or other) and len(wanted) == 1:
        return changing.dispute(session, caller, _bill(session, wanted[0]), reading.text)
    if wrong:
        return _which(caller, wanted, "which_wrong")
    return _answer(
        session,
        caller,
        wanted,
        everything=_means_all(wanted, reading),
        to_them=of_customers.goes_to_them(caller, reading),
    )


def _of_customer(session: Session, caller: Caller, reading: Reading, customer: Person) -> Outcome[Any]:
    """The bill of the customer who is named, as they would get it by the same words."""
    try:
        wanted = _wanted(session, of_customers.as_theirs(caller, customer), reading)
    except Refusal as refusal:
        if refusal.outcome not in NOTHING:
            raise
        raise Refusal("none_of_theirs", bill_payer=called(customer)) from refusal
    to_them = of_customers.goes_to_them(caller, reading)
    return _answer(session, caller, wanted, everything=bool(reading.first("period")), to_them=to_them)


def _of_unknown(caller: Caller, reading: Reading) -> bool:
    """Whether who is in charge wants a bill sent to somebody, and names nobody who is known and no order."""
    named = reading.first("reference") or NUMBER.search(reading.text or "") or reading.first("period")
    return of_customers.goes_to_them(caller, reading) and not named


def _not_billed(session: Session, wanted: Order | Bill) -> Order | None:
    """The order whose bill is made only now: it may have another name still."""
    return wanted if isinstance(wanted, Order) and bill_of(session, wanted) is None else None


def _not_taken(caller: Caller, wanted: Order | Bill) -> Order | None:
    """Their own order that the shop has not taken yet."""
    if not isinstance(wanted, Order) or wanted.person_id != caller.person.id:
        return None
    return wanted if wanted.status == Status.PLACED else None


def again(session: Session, caller: Caller) -> Outcome[Any]:
    """The person's last bill once more."""
    bills = of_person(session, caller.business_id, caller.person.id)
    if not bills:
        raise Refusal("nothing")
    return sent(session, caller, bills[-1])


def chosen(session: Session, caller: Caller, references: Sequence[str]) -> Outcome[Any]:
    """Those of the shown orders that were chosen."""
    return _answer(session, caller, [named_by(session, caller, each) for each in references], everything=True)


def chosen_as_wrong(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """The one of the shown orders whose bill is wrong."""
    bill = _bill(session, named_by(session, caller, reference))
    return changing.dispute(session, caller, bill, None)


def with_goods(session: Session, caller: Caller, text: str) -> str | None:
    """The number of the bill of the last order of the person that has goods which are named, else of their last."""
    bought = _billable(session, caller)
    skus = skus_in(StockedShelf(session, caller.business_id), text) if bought else set()
    named = [order for order in bought if any(line.sku in skus for line in order.lines)]
    return _bill(session, (named or bought)[0]).number if bought else None


def _wanted(session: Session, caller: Caller, reading: Reading) -> Sequence[Order | Bill]:
    """What is meant: by its number, by its days, else what was bought last. Refuses where there is none."""
    reference, period = reading.first("reference"), reading.first("period")
    if reference:
        named = dict.fromkeys(str(each.value) for each in reading.all("reference"))
        return [named_by(session, caller, each) for each in named]
    if numbered := _by_bare_numbers(session, caller, reading.text or ""):
        return numbered
    if period:
        found = _of_days(session, caller, period)
        if not found:
            raise Refusal("nothing_then", **{"from": period.get("from"), "to": period.get("to")})
        return found
    if reading.placed(EVERY) and (several := _several(session, caller, reading)):
        return several
    if sitting := _of_this_sitting(session, caller):
        return sitting
    found = _last(session, caller)
    at_table = [each for each in found if _is_of_table([each], reading)]
    return at_table or found


def _of_this_sitting(session: Session, caller: Caller) -> Sequence[Order]:
    """All that a guest ordered at the table at which they sit and has yet to pay, where it is more than one order."""
    orders = _orders(session, caller, clock.now() - SITTING, None, (Status.PLACED, *BILLED))
    found = [each for each in orders if _sits_with(each, orders[0]) and not paid_for(session, each)]
    return found if len(found) > 1 else ()


def _sits_with(order: Order, other: Order) -> bool:
    """Whether both were ordered at one table, and for no later day."""
    at_one = order.fulfilment == Fulfilment.DINE_IN and order.dining_table == other.dining_table
    return at_one and not order.wanted


def _several(session: Session, caller: Caller, reading: Reading) -> Sequence[Order]:
    """All that the person has ordered, or what *both* may be of: that of the last days."""
    since = clock.now() - RECENT if takes_two(reading.text) else None
    return _orders(session, caller, since, None, (Status.PLACED, *BILLED))


def _means_all(wanted: Sequence[Order | Bill], reading: Reading) -> bool:
    """Whether all of these are meant: those of days, of a table, of numbers, or all there are; *both* are two."""
    if reading.first("reference") or reading.first("period") or _is_of_table(wanted, reading):
        return True
    if len(wanted) > 1 and all(isinstance(each, Order) and _is_eaten_here(each) for each in wanted):
        return True
    numbered = {normalised(number) for number in NUMBER.findall(reading.text or "")}
    if all(isinstance(each, Order) and each.reference in numbered for each in wanted):
        return True
    return bool(reading.placed(EVERY)) and (not takes_two(reading.text) or len(wanted) == BOTH)


def _is_of_table(wanted: Sequence[Order | Bill], reading: Reading) -> bool:
    """Whether the bill of a table is wanted, and all of these were eaten at one in this sitting."""
    since = clock.now() - SITTING
    return names_table(reading.text) and all(
        isinstance(each, Order) and each.fulfilment == Fulfilment.DINE_IN and each.placed_at > since
        for each in wanted
    )


def _is_eaten_here(order: Order) -> bool:
    """Whether it was ordered at a table in this sitting."""
    return order.fulfilment == Fulfilment.DINE_IN and order.placed_at > clock.now() - SITTING


def _by_bare_numbers(session: Session, caller: Caller, text: str) -> Sequence[Order]:
    """The orders that are named by their numbers alone, of those whom the person may see: "1042 ka bill"."""
    orders = [_order(session, caller, number) for number in NUMBER.findall(text)]
    return [each for each in orders if each is not None and _may_see(caller, each.person_id)]


def _answer(
    session: Session, caller: Caller, wanted: Sequence[Order | Bill], everything: bool, to_them: bool = False
) -> Outcome[Any]:
    if len(wanted) == 1 and (order := _not_taken(caller, wanted[0])):
        return of_orders.promise(session, order)
    if len(wanted) == 1:
        bill = _bill(session, wanted[0])
        is_theirs = to_them and bill.person_id != caller.person.id
        return sent_to_them(session, bill) if is_theirs else sent(session, caller, bill)
    if everything:
        return _of_all(session, caller, wanted)
    return _which(caller, wanted, "choose")


def _of_all(session: Session, caller: Caller, wanted: Sequence[Order | Bill]) -> Outcome[Any]:
    """The bills of all that is meant in one file; of what the shop has not taken yet each comes once it has."""
    waiting = [order for each in wanted if (order := _not_taken(caller, each))]
    for order in waiting:
        of_orders.promise(session, order)
    promised = {"reference": ", ".join(order.reference for order in waiting)}
    bills = [_bill(session, each) for each in wanted if each not in waiting]
    if not bills:
        return Outcome[str](outcome="none_yet", facts=promised)
    facts = {"bill_count": len(bills), "bill_total_paise": _worth(bills), "files": [pdf(bills)]}
    if waiting:
        return Outcome[str](outcome="sent_ready", facts={**facts, **promised})
    return Outcome[str](outcome="sent_several", facts=facts)


def _which(caller: Caller, wanted: Sequence[Order | Bill], outcome: str) -> Outcome[Any]:
    """Asks which is meant."""
    options = [_option(caller, each) for each in wanted[:LISTED]]
    shown = ",".join(option["choice"] for option in options)
    return Outcome[str](outcome=outcome, facts={"options": options, "summary": shown})


def _bill(session: Session, wanted: Order | Bill) -> Bill:
    if isinstance(wanted, Bill):
        return wanted
    if wanted.status == Status.CANCELLED:
        raise Refusal("cancelled", reference=wanted.reference)
    if wanted.status == Status.PLACED:
        raise Refusal("not_yet", reference=wanted.reference)
    return bill_of(session, wanted) or issue_for_order(session, wanted)


def named_by(session: Session, caller: Caller, reference: str) -> Order | Bill:
    """A bill by its number, an order by its own; owners and managers may name those of every customer."""
    found = find(session, caller.business_id, reference) or _order(session, caller, reference)
    found = found or _bill_of_serial(session, caller, reference)
    if found is None or not _may_see(caller, found.person_id):
        raise Refusal("not_found", reference=reference)
    return found


def _order(session: Session, caller: Caller, reference: str) -> Order | None:
    query = select(Order).where(
        Order.business_id == caller.business_id, Order.reference == normalised(reference)
    )
    return session.scalar(query.options(*WHOLE))


def _bill_of_serial(session: Session, caller: Caller, reference: str) -> Bill | None:
    """A bill of this year by the last part of its number alone: "bill no 42"."""
    if not reference.isdecimal() or len(reference) > LONGEST_SERIAL:
        return None
    query = select(Bill).where(
        Bill.business_id == caller.business_id,
        Bill.serial == int(reference),
        Bill.kind != Kind.CREDIT_NOTE,
    )
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        query = query.where(Bill.person_id == caller.person.id)
    return session.scalar(query.order_by(Bill.id.desc()).limit(1))


def _may_see(caller: Caller, person_id: int) -> bool:
    return person_id == caller.person.id or caller.may_act_as(Role.OWNER, Role.MANAGER)


def _of_days(session: Session, caller: Caller, period: dict[str, Any]) -> Sequence[Order | Bill]:
    """The person's bills of these days, and what was bought then and not billed yet; a future reading is the past."""
    since, until = _moments(caller, period)
    bills = [
        bill
        for bill in of_person(session, caller.business_id, caller.person.id, since, until)
        if bill.kind != Kind.CREDIT_NOTE and left_of(session, bill)
    ]
    sources = {bill.source for bill in bills}
    orders = [
        order
        for order in _orders(session, caller, since, until)
        if order.reference not in sources and bill_of(session, order) is None
    ]
    found: list[Order | Bill] = [*bills, *orders]
    return found[:MOST]


def _moments(caller: Caller, period: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    zone = ZoneInfo(caller.business.timezone)
    first, last = (period.get(end) and date.fromisoformat(period[end]) for end in ("from", "to"))
    since = datetime.combine(first, time(), zone) if first else None
    until = datetime.combine(last + timedelta(days=1), time(), zone) if last else None
    return since, until


def _last(session: Session, caller: Caller) -> Sequence[Order | Bill]:
    """What was placed just now, else what was bought in the last days, or last. Refuses with `nothing`."""
    waiting = _orders(session, caller, None, None, (Status.PLACED,))
    if waiting and clock.now() - waiting[0].placed_at < RIGHT_AFTER:
        return waiting[:1]
    found = _billable(session, caller)
    if found:
        recent = [order for order in found if order.placed_at > clock.now() - RECENT]
        return recent or found[:1]
    bills = of_person(session, caller.business_id, caller.person.id)
    standing = [bill for bill in bills if bill.kind != Kind.CREDIT_NOTE and left_of(session, bill)]
    if standing:
        return standing[-1:]
    if not waiting:
        raise Refusal("nothing")
    return waiting[:1]


def _billable(session: Session, caller: Caller) -> Sequence[Order]:
    return _orders(session, caller, None, None)


def _orders(
    session: Session,
    caller: Caller,
    since: datetime | None,
    until: datetime | None,
    statuses: Sequence[Status] = BILLED,
) -> Sequence[Order]:
    """The person's orders in these statuses, the last one first."""
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id == caller.person.id,
        Order.status.in_(statuses),
    )
    if since is not None:
        query = query.where(Order.placed_at >= since)
    if until is not None:
        query = query.where(Order.placed_at < until)
    query = query.order_by(Order.placed_at.desc(), Order.id.desc()).limit(MOST)
    return session.scalars(query.options(*WHOLE)).all()


def _option(caller: Caller, wanted: Order | Bill) -> Facts:
    at = wanted.placed_at if isinstance(wanted, Order) else wanted.issued_at
    return {
        "choice": wanted.reference if isinstance(wanted, Order) else wanted.number,
        "total_paise": wanted.total_paise,
        "at": at.astimezone(ZoneInfo(caller.business.timezone)).isoformat(),
    }


def _worth(bills: Sequence[Bill]) -> int:
    return sum(bill.total_paise for bill in bills)
