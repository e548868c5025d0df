"""A part of a bill that the owner's words take back: goods that came back, or a sum; shown first, and one yes."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import prepaid
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.whom import named_in
from munshi.billing.bills import at_counter, exchanging
from munshi.billing.bills.changing import ask_credit
from munshi.billing.bills.crediting import Part, credit, left_lines, worth
from munshi.billing.bills.exchanging import Instead
from munshi.billing.bills.facts import plain_facts
from munshi.billing.bills.looking import named_by
from munshi.billing.bills.models import Bill
from munshi.billing.bills.notices import tell_customer
from munshi.billing.bills.rules import Kind
from munshi.billing.bills.service import bill_of, find, issue_for_order, left_of, of_person
from munshi.billing.bills.terms import makes_bills
from munshi.billing.payments.of_orders import paid_for
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.columns import plain
from munshi.orders.goods_in_text import skus_in
from munshi.orders.looking import WHOLE
from munshi.orders.models import Order
from munshi.orders.moving import find as find_order
from munshi.orders.quantities import FINER, MANY_BARE, Measure, QuantityQuestion, converted
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.turns import decide
from munshi.undoing.wording import Back, lowers, of_money
from munshi.word_lists import WordLists

RETURNED, LOWERED = "returned", "lowered"  # why a bill was taken back, as `words.yml` says it
BILL = re.compile(r"\b(?:bill|invoice|बिल)\s*(?:no\.?|number|नंबर)?\s*([0-9]+)(?![0-9])", re.IGNORECASE)
YEAR_AND_SERIAL = "/"  # between them in the whole number of a bill
BEFORE = 2  # words before goods among which their number is
GRAMS = 1000  # in a kilo
NUMBER = re.compile(r"(?<![0-9])[0-9]{3,6}(?![0-9])")
FIGURE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
OF_LATE = timedelta(days=30)
LISTS = WordLists(__file__, "again.yml")
NOTHING: Outcome[Any] = Outcome[str](outcome="none")
SHORTEST = 3  # letters of a word by which goods are known
IN_CHARGE = (Role.OWNER, Role.MANAGER)


@dataclass(frozen=True)
class Proposal:
    """A part of a bill that would be taken back."""

    bill: Bill
    part: Part
    instead: Instead | None = None  # what went in the place of it

    def summary(self) -> str:
        """Stands for exactly this: `BL/26-27/0001|2x1.5`, or a sum in paise, `BL/26-27/0001|4000`."""
        if isinstance(self.part, Mapping):
            said = ",".join(f"{position}x{plain(quantity)}" for position, quantity in self.part.items())
        else:
            said = str(self.part)
        parts = [self.bill.number, said]
        return "|".join([*parts, str(self.instead.paise), self.instead.name] if self.instead else parts)


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What a credit note would take back of the bill that is named; None where the words are of something else."""
    if reading.is_tap or not caller.may_act_as(*IN_CHARGE):
        return None
    if exchange := _exchanged(session, caller, reading):
        return exchange
    if not lowers(reading.text):
        return None
    reference = _reference(session, caller, reading) or _of_customer(session, caller, reading)
    if reference is None:
        return None
    text = _beside_number(reading.text or "", str(reference))
    goods = [each.value for each in reading.all("order_line") if each.value.get("name")]
    number = re.sub(r"\D", "", str(reference))
    amounts = {int(Decimal(str(each.get("quantity") or 0)) * 100) for each in goods}
    sums = [each for each in figures(text) if str(each // 100) != number and each not in amounts]
    back = of_money(reading.text)
    if back is Back.REFUNDED and sums and not goods and _was_paid(session, caller, str(reference)):
        return None  # money that went back
    found = named_by(session, caller, str(reference))
    bill = found if isinstance(found, Bill) else _billed(session, caller, found)
    if part := _goods(session, bill, goods) or (not goods and _goods_in(session, bill, text)):
        counted = {int(Decimal(each) * 100) for each in FIGURE.findall(text)}
        return _shown(session, Proposal(bill, _held(session, bill, part, sums, counted)))
    if len(sums) == 1:
        return _shown(session, Proposal(bill, sums[0]))
    if goods:
        raise Refusal("not_in_bill", **_plain(bill), bill_lines=_named(session, bill))
    return _whole(session, caller, bill) if back is Back.CREDITED else None


def _beside_number(text: str, reference: str) -> str:
    """The words without the number of the bill, of which no part is a sum: *INV/26-27/0003 se 14 kam karo*."""
    whole = rf"(?<!\w){re.escape(reference)}(?!\w)"
    return re.sub(whole, " ", text, flags=re.IGNORECASE) if YEAR_AND_SERIAL in reference else text


def _exchanged(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """Other goods went than stand on the bill of a delivered order that is named, or whose customer is."""
    if exchanging.names_goods(reading) is None:
        return None
    reference = _reference(session, caller, reading) or _of_customer(session, caller, reading)
    order = find_order(session, caller.business_id, str(reference)) if reference else None
    if order is None or order.status != Status.DELIVERED or not makes_bills(caller.business):
        return None
    bill = _billed(session, caller, order)
    exchange = exchanging.of_bill(session, caller, reading, bill)
    if exchange is None:
        return None
    return _shown(session, Proposal(bill, {exchange.position: exchange.quantity}, exchange.instead))


def _was_paid(session: Session, caller: Caller, reference: str) -> bool:
    """Whether money came for the order that is named, or a bill is, of which that is not known here."""
    order = find_order(session, caller.business_id, reference)
    return order is None or bool(paid_for(session, order))


def _held(
    session: Session, bill: Bill, part: Mapping[int, Decimal], said: Sequence[int], counted: Set[int]
) -> Part:
    """The goods where no sum is said, or theirs, or so much of them as it is worth; else the sum that is said.

    A number that is said as how much of the goods is no sum.
    """
    if len(part) != 1:
        return part
    [(at, quantity)] = part.items()
    counts = int(quantity * 100)
    sums = [each for each in said if each > counts and each != counts * GRAMS]
    if len(sums) != 1 or sums[0] >= left_of(session, bill):
        return part
    try:
        whole = worth(session, bill, part)
    except Refusal:
        return part
    if sums[0] == whole:
        return part
    so_much = (quantity * sums[0] / whole).quantize(Decimal("0.001")) if whole else quantity
    return {at: so_much} if so_much < quantity and int(so_much * 100) in counted else sums[0]


def _reference(session: Session, caller: Caller, reading: Reading) -> str | None:
    """The bill or order that is named: *bill 12*, *ORD-1044*, or a number that is one of an order."""
    text = reading.text or ""
    if found := BILL.search(text):
        return found.group(1)
    said = [reading.first("reference"), *(f"ORD-{number}" for number in NUMBER.findall(text))]
    orders = (str(each) for each in said if each and find_order(session, caller.business_id, str(each)))
    return next(orders, None) or reading.first("reference")


def _of_customer(session: Session, caller: Caller, reading: Reading) -> str | None:
    """The last delivered order with goods that are named, of the customer who is named too; of two it is unknown."""
    text = reading.text or ""
    people = [each.id for each in named_in(session, caller.business_id, text)]
    if not people:
        return None
    shelf = StockedShelf(session, caller.business_id)
    named = (str(each.value.get("name") or "") for each in reading.all("order_line"))
    skus = skus_in(shelf, text) | {item.sku for name in named if name for item in shelf.meant(name).items}
    delivered = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id.in_(people),
        Order.status == Status.DELIVERED,
        Order.placed_at >= clock.now() - OF_LATE,
    )
    orders = session.scalars(delivered.order_by(Order.id.desc()).options(*WHOLE))
    found = [each for each in orders if any(line.sku in skus for line in each.lines)]
    return found[0].reference if len({each.person_id for each in found}) == 1 else None


def of_late(session: Session, caller: Caller, person: Person, since: datetime, paise: int) -> Sequence[Bill]:
    """The bills of a customer that are owed and of which so much is left, the last first."""
    if not makes_bills(caller.business):
        return []
    return [
        each
        for each in reversed(of_person(session, caller.business_id, person.id, since))
        if each.kind != Kind.CREDIT_NOTE
        and accounts.sale_of(session, caller.business_id, each.source) is not None
        and left_of(session, each) >= paise
    ]


def names_its_goods(session: Session, bill: Bill, text: str) -> bool:
    """Whether words name goods of which something is left on a bill."""
    return bool(_goods_in(session, bill, text))


def lowered(session: Session, caller: Caller, bill: Bill, paise: int, text: str) -> Outcome[Any]:
    """A bill by so much less, for a yes: its goods that the words name where they come to just that, else the sum."""
    caller.must_be(*IN_CHARGE)
    words = [word for word in text.split() if word.strip(",.") != str(paise // 100)]
    bare = [word for word in words if not small_number(word)]
    for part in (_goods_in(session, bill, " ".join(each)) for each in (words, bare)):
        if part and _comes_to(session, bill, part, paise):
            return _shown(session, Proposal(bill, part))
    return _shown(session, Proposal(bill, paise))


def _comes_to(session: Session, bill: Bill, part: Part, paise: int) -> bool:
    try:
        return worth(session, bill, part) == paise
    except Refusal:
        return False


def may_be(reading: Reading) -> bool:
    """Whether words may take something back of a bill."""
    return not reading.is_tap and (lowers(reading.text) or exchanging.names_goods(reading) is not None)


def led_to(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The same, or why it cannot be, as the page of credit notes says it."""
    if not may_be(reading):
        return None
    answer = decide(session, caller, lambda here, by: told(here, by, reading) or NOTHING)
    if answer.outcome == NOTHING.outcome:
        return None
    return Outcome[str](outcome="returning", facts={"answer": answer.model_dump()})


def of_lines(session: Session, caller: Caller, order: Order, places: Sequence[int]) -> Outcome[Any]:
    """What a credit note would take back of lines of a delivered order, by their places in it."""
    caller.must_be(*IN_CHARGE)
    bill = _billed(session, caller, order)
    left = left_lines(session, bill)
    part = {at: left[at].item.quantity for at in places if at in left}
    if not part:
        raise Refusal("nothing_left", bill_number=bill.number)
    return _shown(session, Proposal(bill, part))


def part_of(session: Session, caller: Caller, reading: Reading, number: str) -> Outcome[Any] | None:
    """What words take back of the bill that is spoken of: a line that is named, where a sum beside it is what it is
    worth or none is said, else the sum; None where they take back nothing.
    """
    bill = find(session, caller.business_id, number)
    text = _beside_number(reading.text or "", number)
    if bill is None or not lowers(text):
        return None
    order = find_order(session, caller.business_id, bill.source) if bill.source_kind == "order" else None
    named, left = skus_in(StockedShelf(session, caller.business_id), text), left_lines(session, bill)
    lines = enumerate(order.lines if order else (), 1)
    part = {at: left[at].item.quantity for at, line in lines if line.sku in named and at in left}
    sums = figures(text)
    if part and (not sums or sums == [worth(session, bill, part)]):
        return _shown(session, Proposal(bill, part))
    return _shown(session, Proposal(bill, sums[0])) if len(sums) == 1 else None


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to it: the credit note is made, what went instead is written on the khata, and the customer told.

    Goods of an order that came back, or never went, are on the shelf again.
    """
    caller.must_be(*IN_CHARGE)
    number, said, *went = summary.split("|")
    bill = find(session, caller.business_id, number)
    if bill is None:
        raise Refusal("not_found", reference=number)
    proposal = Proposal(bill, _read(said))
    reason = RETURNED if isinstance(proposal.part, Mapping) else LOWERED
    note = credit(session, bill, reason, caller.person, proposal.part)
    tell_customer(session, note, "bill_credited")
    if isinstance(proposal.part, Mapping) and not went:
        _back_on_shelf(session, bill, proposal.part)
    of_walk_in = at_counter.is_of_walk_in(session, bill)
    if of_walk_in:
        at_counter.give_back(session, bill, note.total_paise, caller.person)
    if instead := Instead(went[1], int(went[0])) if went else None:
        instead.write(session, caller, bill.person_id)
    facts = {**plain_facts(note), "bill_before": bill.number, **_standing(session, bill, 0)}
    return _said("given_back" if of_walk_in else "credited", "exchanged", facts, instead)


def _back_on_shelf(session: Session, bill: Bill, part: Mapping[int, Decimal]) -> None:
    """So much of the goods of a billed order is the shop's again."""
    order = find_order(session, bill.business_id, bill.source) if bill.source_kind == "order" else None
    for at, line in enumerate(order.lines if order else (), 1):
        if order is not None and at in part:
            stock.release(session, bill.business_id, order.reference, StockLine(line.sku, part[at]))


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """The bill stays as it is."""
    return Outcome[str](outcome="kept")


def _whole(session: Session, caller: Caller, bill: Bill) -> Outcome[Any]:
    """All that is left of it."""
    return Outcome[str](outcome="confirm_whole", facts=ask_credit(session, caller, bill.number).facts)


def _shown(session: Session, proposal: Proposal) -> Outcome[Any]:
    bill = proposal.bill
    if not left_of(session, bill):
        raise Refusal("nothing_left", bill_number=bill.number)
    try:
        back = worth(session, bill, proposal.part)
    except Refusal as refusal:
        raise Refusal("too_much", **_standing(session, bill, 0), **_plain(bill)) from refusal
    instead, of_walk_in = proposal.instead, at_counter.is_of_walk_in(session, bill)
    if instead is not None and of_walk_in:
        raise Refusal("no_khata", **_plain(bill))  # what went instead is a sale of its own
    facts = {
        **_plain(bill),
        "bill_back_paise": back,
        "bill_goods": _goods_facts(session, proposal),
        **_standing(session, bill, back - (instead.paise if instead else 0)),
        "summary": proposal.summary(),
    }
    return _said("confirm_walk_in" if of_walk_in else "confirm", "confirm_exchange", facts, instead)


def _said(alone: str, exchanged: str, facts: dict[str, Any], instead: Instead | None) -> Outcome[Any]:
    """The outcome of what goes back alone, or of an exchange, with what went instead."""
    if instead is None:
        return Outcome[str](outcome=alone, facts=facts)
    went = {"bill_instead": instead.name, "bill_more_paise": instead.paise}
    return Outcome[str](outcome=exchanged, facts={**facts, **went})


def _plain(bill: Bill) -> dict[str, Any]:
    return {**plain_facts(bill), "files": []}


def _standing(session: Session, bill: Bill, less: int) -> dict[str, Any]:
    """Whose bill it is, and what they owe, or have paid ahead, once so much less is owed."""
    person = session.get_one(Person, (bill.business_id, bill.person_id))
    balance = prepaid.owed_by(session, bill.business_id, bill.person_id) - less
    return {
        "bill_payer": person.called,
        "bill_left_paise": left_of(session, bill) - less,
        "bill_owed_paise": max(balance, 0),
        "bill_ahead_paise": max(-balance, 0),
    }


def _billed(session: Session, caller: Caller, order: Order) -> Bill:
    """The bill of an order that is delivered: only then it is owed. One that waits to be asked for is made first."""
    if order.status != Status.DELIVERED:
        raise Refusal("not_delivered", reference=order.reference)
    if not makes_bills(caller.business):
        raise Refusal("not_offered", business=caller.business.name)
    return bill_of(session, order) or issue_for_order(session, order, caller.person)


def _goods(session: Session, bill: Bill, said: Sequence[Mapping[str, Any]]) -> dict[int, Decimal]:
    """Which lines of the bill the goods that are said are, and how much of each; nothing where one is not on it."""
    order = find_order(session, bill.business_id, bill.source) if bill.source_kind == "order" else None
    left, shelf = left_lines(session, bill), StockedShelf(session, bill.business_id)
    found: dict[int, Decimal] = {}
    for each in said:
        skus = {item.sku for item in shelf.meant(str(each.get("name") or "")).items}
        lines = [
            at for at, line in enumerate(order.lines if order else (), 1) if line.sku in skus and at in left
        ]
        if len(lines) != 1:
            return {}
        item = left[lines[0]].item
        found[lines[0]] = _quantity(each, item.quantity, item.unit, item.name)
    return found


def _goods_in(session: Session, bill: Bill, text: str) -> dict[int, Decimal]:
    """The one line of the bill whose name stands in words of which no goods were read, and the number before it."""
    order = find_order(session, bill.business_id, bill.source) if bill.source_kind == "order" else None
    left, shelf, words = left_lines(session, bill), StockedShelf(session, bill.business_id), text.split()
    found: dict[int, int] = {}
    for place, word in enumerate(words):
        skus = skus_in(shelf, word) if len(word) >= SHORTEST else ()
        for at, line in enumerate(order.lines if order else (), 1):
            if line.sku in skus and at in left:
                found.setdefault(at, place)
    if len(found) != 1:
        return {}
    [(at, place)] = found.items()
    before = [each for each in words[max(place - BEFORE, 0) : place] if each not in bill.source.split("-")]
    numbers = [number for each in before if (number := small_number(each))]
    behind = [number for each in words[place + 1 : place + 2] if (number := small_number(each))]
    numbers = numbers or [each for each in behind if each <= left[at].item.quantity]
    item, unit = left[at].item, left[at].item.unit
    said = numbers[-1] if numbers else None
    finer = FINER.get(unit) if said is not None and said >= MANY_BARE else None
    return {at: _quantity({"quantity": said, "unit": finer}, item.quantity, unit, item.name)}


def small_number(word: str) -> Decimal | None:
    """What a word counts, in figures or said: *2*, *ek*."""
    counted = int(word) if word.isdecimal() else LISTS.lists["few"].get(word.casefold())
    return None if counted is None else Decimal(counted)


def _quantity(said: Mapping[str, Any], left: Decimal, unit: str, name: Mapping[str, str]) -> Decimal:
    """So much as was said, in the unit of the bill; all that is left where nothing was. Another unit fits nothing."""
    if said.get("quantity") is None:
        return left
    try:
        return converted(Decimal(str(said["quantity"])), said.get("unit"), Measure(unit, Decimal("0.001")))
    except QuantityQuestion:
        return left if _is_size(said, name) else left + 1  # more than there is


def _is_size(said: Mapping[str, Any], name: Mapping[str, str]) -> bool:
    """Whether an amount is the size in the name of goods, which counts none of them: *Desi Ghee 500ml*."""
    size = f"{said.get('quantity')}{said.get('unit') or ''}".casefold()
    return any(size in called.casefold().replace(" ", "") for called in name.values())


def _goods_facts(session: Session, proposal: Proposal) -> list[dict[str, Any]]:
    if not isinstance(proposal.part, Mapping):
        return []
    lines = left_lines(session, proposal.bill)
    return [
        {"name": lines[at].item.name, "quantity": plain(quantity), "unit": lines[at].item.unit}
        for at, quantity in proposal.part.items()
    ]


def _named(session: Session, bill: Bill) -> list[dict[str, str]]:
    return [line.item.name for line in left_lines(session, bill).values()]


def _read(said: str) -> Part:
    if "x" not in said:
        return int(said)
    pairs = (each.partition("x") for each in said.split(","))
    return {int(position): Decimal(quantity) for position, _, quantity in pairs}
