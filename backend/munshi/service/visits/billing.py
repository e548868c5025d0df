"""What a visit comes to in the end: the repair that was agreed to, or the visit alone; billed as the shop bills."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.bills import crediting
from munshi.billing.bills import service as bills
from munshi.billing.bills.facts import bill_facts
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Item, Sort
from munshi.billing.bills.service import Delivered, Source
from munshi.billing.payments import same
from munshi.billing.payments import service as payments
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.statuses import Status as PaymentStatus
from munshi.business.models import Business
from munshi.catalogue import service as catalogue
from munshi.people.models import Person
from munshi.service.amc.models import AmcContract, AmcPlan
from munshi.service.estimates import writing
from munshi.service.estimates.rules import Line, total
from munshi.service.visits import paid_ahead, words
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import LET_OFF
from munshi.service.visits.statuses import Status
from munshi.service.visits.terms import said

SKILL = "billing"
VISIT_CHARGE = "visit"
FOR_FREE = "for_free"  # in the work of a visit for which nothing is to be paid
FIT_LATER = "fit_later"  # in the work of a visit: the parts that come later, `{"sku", "quantity"}` each
REPAIR_SAC, REPAIR_RATE = "998715", Decimal(18)  # repair of household appliances, and its GST
LANGUAGES = ("hi", "en", "hinglish")


def lines_of(session: Session, business: Business, visit: Visit) -> list[Line]:
    """The agreed lines without those that are fitted later; the visit charge where there is no repair, or the business
    does not take it off one. None where the shop has said that nothing is to be paid.
    """
    if visit.work.get(FOR_FREE):
        return []
    estimate = writing.approved(session, visit)
    agreed = writing.lines_in(estimate) if estimate and visit.status != Status.REJECTED else []
    lines, terms = parted(agreed, visit.work)[0], said(business)
    charged = terms.rejected_pays if visit.status == Status.REJECTED else not (agreed and terms.adjusted)
    if charged and visit.charge_paise:
        lines.append(Line(VISIT_CHARGE, VISIT_CHARGE, visit.charge_paise))
    return lines


def parted(lines: Sequence[Line], work: Mapping[str, Any]) -> tuple[list[Line], list[Line]]:
    """The lines that are billed with a visit, and those of the parts that are fitted later."""
    off = [(each["sku"], each["quantity"]) for each in work.get(FIT_LATER) or ()]
    now, later = list[Line](), list[Line]()
    for line in lines:
        if (one := (line.sku, line.quantity)) in off:
            off.remove(one)
            later.append(line)
        else:
            now.append(line)
    return now, later


def write(session: Session, business: Business, visit: Visit, by: Person) -> dict[str, Any]:
    """Bills what is due, once, and keeps it with the visit; where the shop does not bill here, only the sum."""
    lines = lines_of(session, business, visit)
    due, laid = total(lines), list[int]()
    kept: dict[str, Any] = {"lines": [asdict(line) for line in lines], "total_paise": due}
    if due and SKILL in business.skills:
        customer = session.get_one(Person, (business.id, visit.person_id))
        items = [_item(session, business, line) for line in lines if not line.free and line.amount_paise]
        place = Delivered(visit.address, visit.pincode)
        ahead = due_of(session, business.id, visit.person_id).ahead_paise
        bill = issue(session, business, customer, Source("visit", visit.reference), items, place, by)
        kept = {**kept, "number": bill.number, "total_paise": bill.total_paise}
        laid = paid_ahead.lay(session, visit, bill.number, ahead, by)
    visit.work = {**visit.work, "bill": kept}
    session.flush()
    for part in visit.work.get("advance") or ():  # what was paid before there was a bill
        if part["paise"] in laid:  # the shop has booked the same money
            laid.remove(part["paise"])
        elif paise := min(part["paise"], left_of(session, visit)):
            pay(session, visit, part["by"], by, paise)
    return kept


def sell(session: Session, business: Business, contract: AmcContract, plan: AmcPlan) -> Bill | None:
    """Bills a contract of yearly care; None where the shop does not bill here."""
    if SKILL not in business.skills or not contract.price_paise:
        return None
    customer = session.get_one(Person, (business.id, contract.person_id))
    item = Item(plan.name, Decimal(1), "pc", contract.price_paise, REPAIR_RATE, REPAIR_SAC, sort=Sort.SERVICE)
    return issue(
        session, business, customer, Source("amc", contract.reference), [item], Delivered(), customer
    )


def take_back(session: Session, contract: AmcContract, by: Person) -> bool:
    """Takes back the bill of a contract; whether there was one that stood."""
    bill = bills.standing(session, contract.business_id, Source("amc", contract.reference))
    if bill is not None:
        crediting.credit(session, bill, contract.reference, by)
    return bill is not None


def take_back_unpaid(session: Session, visit: Visit, by: Person) -> bool:
    """Takes back the bill of a visit of which nothing was paid; whether nothing was."""
    kept = visit.work.get("bill") or {}
    if (visit.work.get("paid") or {}).get("parts") or left_of(session, visit) != (
        kept.get("total_paise") or 0
    ):
        return False
    bill = bills.standing(session, visit.business_id, Source("visit", visit.reference))
    if bill is not None:
        crediting.credit(session, bill, visit.reference, by)
    visit.work = {name: each for name, each in visit.work.items() if name != "bill"}
    session.flush()
    return True


def pay(session: Session, visit: Visit, way: str, by: Person, paise: int) -> None:
    """What the technician was paid is a payment like any other, for this bill; nobody's word of it books it twice."""
    before = visit.work.get("paid") or {}
    parts = before.get("parts") or []
    kept, payment = visit.work["bill"], None
    bill = bills.find(session, visit.business_id, kept["number"]) if kept.get("number") else None
    if bill is not None:
        told = payments.Said(paise, Way(way), named=bill.number)
        mine = [each["payment"] for each in parts if each["payment"]]
        due = kept["total_paise"] - _let_off(parts)
        taken = same.take_for_bill(
            session, visit.business_id, visit.person_id, told, bill.issued_at, by, due=due, but=mine
        )
        payment = taken.reference if taken else None
    part = {"by": way, "paise": paise, "payment": payment}
    whole = {"by": way, "at": clock.now().isoformat(), "paise": before.get("paise", 0) + paise}
    visit.work = {**visit.work, "paid": {**whole, "parts": [*parts, part]}}
    session.flush()


def let_off(session: Session, visit: Visit, by: Person, paise: int) -> None:
    """Who does the job takes so much less: it is owed no more, and is no payment."""
    before = visit.work.get("paid") or {"paise": 0, "by": LET_OFF}
    parts = before.get("parts") or []
    key = f"waiver:{visit.reference}:{clock.now().isoformat()}"
    number = visit.work["bill"].get("number")
    if number:
        accounts.post(
            session, visit.business_id, visit.person_id, Kind.WAIVER, -paise, key, by=by, bill_number=number
        )
    part = {"by": LET_OFF, "paise": paise, "payment": None, "entry": key}
    paid = {**before, "at": clock.now().isoformat(), "parts": [*parts, part]}
    visit.work = {**visit.work, "paid": paid}
    session.flush()


def unpay(session: Session, visit: Visit, by: Person) -> None:
    """What was written last as paid was not: its payment is taken back."""
    paid = visit.work["paid"]
    *before, last = paid["parts"]
    if last["by"] == LET_OFF:
        entry = accounts.find(session, visit.business_id, last["entry"])
        if entry is not None:
            accounts.reverse(session, entry, by)
        visit.work = {**visit.work, "paid": {**paid, "parts": before}}
        session.flush()
        return
    payment = payments.locked(session, visit.business_id, last["payment"]) if last["payment"] else None
    if payment is not None and payment.status == PaymentStatus.CONFIRMED:
        payments.take_back(session, payment, PaymentStatus.REJECTED, by)
    visit.work = {**visit.work, "paid": {**paid, "paise": paid["paise"] - last["paise"], "parts": before}}
    session.flush()


def left_of(session: Session, visit: Visit) -> int:
    """What of the bill is still to be paid, in paise, whoever has taken the rest."""
    kept, told = visit.work.get("bill") or {}, visit.work.get("paid") or {}
    left: int = (kept.get("total_paise") or 0) - paid_of(session, visit) - _let_off(told.get("parts") or ())
    return max(0, left)


def paid_of(session: Session, visit: Visit) -> int:
    """What of the bill was paid, in paise, to whomever."""
    number = (visit.work.get("bill") or {}).get("number")
    if number:
        return same.paid_for(session, visit.business_id, visit.person_id, number)
    return int((visit.work.get("paid") or {}).get("paise") or 0)


def _let_off(parts: Iterable[Mapping[str, Any]]) -> int:
    """What of the parts nobody pays any more, in paise."""
    return sum(int(each["paise"]) for each in parts if each["by"] == LET_OFF)


def facts(session: Session, visit: Visit) -> dict[str, Any]:
    """What is due, line by line, with the bill and where it can be paid."""
    kept = visit.work["bill"]
    shown = {"estimate_lines": kept["lines"], "estimate_paise": kept["total_paise"]}
    bill = bills.find(session, visit.business_id, kept["number"]) if kept.get("number") else None
    return {**shown, **(bill_facts(session, bill) if bill else {})}


def issue(
    session: Session,
    business: Business,
    customer: Person,
    source: Source,
    items: Sequence[Item],
    to: Delivered,
    by: Person,
) -> Bill:
    """The bill, which is owed from now on."""
    bill = bills.issue(
        session,
        business,
        customer,
        source,
        items,
        prices_include_gst=business.prices_include_gst,
        to=to,
        by=by,
    )
    again = f":{bill.edition}" if bill.edition > 1 else ""
    key = f"{accounts.SALE}{source.reference}{again}"
    accounts.post(
        session, business.id, customer.id, Kind.SALE, bill.total_paise, key, by=by, bill_number=bill.number
    )
    return bill


def _item(session: Session, business: Business, line: Line) -> Item:
    """A line as bills have it: a part by its product, work by the code of repairs."""
    product = catalogue.get(session, business.id, line.sku) if line.sku else None
    if product is not None:
        return Item(product.name, Decimal(1), product.unit, line.amount_paise, product.gst_rate, product.hsn)
    own = {**line.name} if line.name else words.called(line.text)
    named = own or dict.fromkeys(LANGUAGES, line.text)
    return Item(named, Decimal(1), "pc", line.amount_paise, REPAIR_RATE, REPAIR_SAC, sort=Sort.SERVICE)
