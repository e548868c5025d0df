"""A customer says in whose name a bill shall be: of what they order, or have ordered.

Before the bill is made the name goes on it; one that is made does not change, and the shop hears of it. The number of a
firm that cannot be on it is heard next, by the bills.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.bills import changing, naming
from munshi.billing.bills.looking import BILLED
from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import bill_of, find
from munshi.billing.pieces import holds
from munshi.callers import Caller
from munshi.orders import bill_beside, bill_names
from munshi.orders.desk import Desk
from munshi.orders.looking import facts_of, last_order, open_orders
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, ask, pass_on
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "naming_bills.yml")
OF_BILLS = ("utter_place_order_bill_name", "utter_request_invoice_", "utter_notice_bill")  # what tells of one


def to_come(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """In whose name the bill shall be of what is ordered in the same message, which is heard next.

    So is the number of a firm that cannot be on it. Without goods, and with no order of which a bill could be, it is
    said so; a bill that was made, or of many orders, is for the shop.
    """
    text = reading.text or ""
    named, number = bill_names.find(text), naming.refused_in(caller, text)
    buyer = bill_names.beside_a_number(text) if number else named and named.name
    if buyer is None or (number is not None and reading.first("order_line")):
        return None
    if number is not None:
        is_first = last_order(session, caller) is None
        return _noted(session, caller, buyer, _of_number(caller, number)) if is_first else None
    words = named.words if named else ""
    if LISTS.has(plain(text), "of_several") or (
        is_of_bill(reading) and _billed(session, caller, reading) is None
    ):
        outcome = "ask_bill_unknown" if is_of_bill(reading) else "ask_request"
        return Heard(PAGE, ask(text, outcome), bill_beside.heard_next(session, caller, text, words))
    orders = bill_beside.names_goods(session, caller, text.replace(words, ","))
    if orders and not open_orders(session, caller):
        return _noted(session, caller, buyer, text.replace(words, ",").strip(" ,.;"))
    if is_of_bill(reading) or _order(session, caller) is not None or LISTS.has(plain(text), "asks_state"):
        return None
    rest = bill_beside.heard_next(session, caller, text, words)
    if LISTS.has(plain(text), "of_made") or figures(words) or tells_of_paying(text):
        return Heard(PAGE, ask(text, "ask_bill_name"), rest)
    return _noted(session, caller, buyer, rest, "bill_name_next")


def _noted(
    session: Session, caller: Caller, buyer: str, rest: str | None, outcome: str = "bill_name_noted"
) -> Heard:
    """The name is kept for the order that is being put together, or for the next one."""

    def work(here: Session, by: Caller) -> Outcome[Any]:
        desk = Desk(here, by)
        desk.cart.kept.bill_name = buyer
        desk.save()
        return Outcome[str](outcome=outcome, facts={"buyer": buyer})

    return heard(session, caller, PAGE, work, rest or None)


def is_of_bill(reading: Reading) -> bool:
    """Whether a bill is named by its number: *BL/26-27/0004*."""
    return _number(reading) is not None


def _number(reading: Reading) -> str | None:
    return next((str(each) for each in reading.all("reference") if "/" in str(each)), None)


def _billed(session: Session, caller: Caller, reading: Reading) -> Bill | None:
    """The bill of their own that is named by its number."""
    bill = find(session, caller.business_id, _number(reading) or "")
    return bill if bill is not None and bill.person_id == caller.person.id else None


def _order(session: Session, caller: Caller) -> Order | None:
    """The last order of which a bill is or can be made."""
    order = last_order(session, caller)
    return order if order is not None and order.status != Status.CANCELLED else None


def of_order(
    session: Session, caller: Caller, asked: Asked, reading: Reading, order: Order | None
) -> Heard | None:
    """In whose name the bill shall be of what was ordered last, or is named by its number; a number of their firm that
    cannot be is heard next.

    Who wants the bill sent as well gets it from the bills.
    """
    text = reading.text or ""
    spoken_of = any(each.startswith(OF_BILLS) for each in asked.told)
    number = naming.refused_in(caller, text)
    found = bill_names.find(text, spoken_of=spoken_of)
    name = bill_names.beside_a_number(text) if number else found and found.name
    if name is None and order is not None and order.bill_name:
        name = bill_names.instead(text, order.bill_name)
    if name is None:
        return None
    if (bill := _billed(session, caller, reading)) is not None:
        return heard(session, caller, PAGE, lambda here, by: _ask_other(here, by, bill, name, text))
    order = order or _order(session, caller)
    if order is None or (found and _wants_it_sent(reading) and order.status in BILLED):
        return None
    of = order
    if LISTS.has(plain(text), "asks_state"):
        return heard(session, caller, PAGE, lambda here, by: _tell_name(here, by, of))
    rest = bill_beside.heard_next(session, caller, text, found.words) if number is None and found else None
    rest = rest if number is None else _of_number(caller, number)
    return heard(session, caller, PAGE, lambda here, by: _name_bill(here, by, of, name, text), rest)


def _of_number(caller: Caller, number: str) -> str:
    """The words by which the number of a firm is heard next, in the language of who wrote it."""
    return str(LISTS.lists["of_number"][caller.writes_in].format(number=number))


def wants_bill(text: str) -> bool:
    """Whether words bid to give the bill, whatever else they ask of it: *bill dedo, total kitna hua*."""
    said = plain(text)
    return holds(text, "bill") and (LISTS.has(said, "sends") or LISTS.has(said, "gives"))


def is_of_bill_too(text: str) -> bool:
    """Whether no more is said than that the bill shall come as well: *bill bhi*, *the bill too*."""
    others = LISTS.words("too")
    return holds(text, "bill") and all(holds(word, "bill") or word in others for word in plain(text).split())


def _wants_it_sent(reading: Reading) -> bool:
    return reading.wants("request_invoice") and LISTS.has(plain(reading.text), "sends")


def _tell_name(session: Session, caller: Caller, order: Order) -> Outcome[Any]:
    """Whose name is on the bill, or will be; a question changes none."""
    bill = bill_of(session, order)
    name = bill.recipient["name"] if bill else order.bill_name or caller.person.called
    outcome = "bill_name_is_so" if bill else "bill_name_kept"
    return Outcome[str](outcome=outcome, facts={**facts_of(caller, order), "buyer": name or "?"})


def _name_bill(session: Session, caller: Caller, order: Order, name: str, words: str) -> Outcome[Any]:
    """The bill to come is in this name; of one that was issued the owners hear it."""
    bill = bill_of(session, order)
    if bill is not None and plain(bill.recipient["name"]) == plain(name):
        return Outcome[str](outcome="bill_name_is_so", facts={**facts_of(caller, order), "buyer": name})
    if bill is not None:
        asked = _ask_other(session, caller, bill, name, words)
        return Outcome[str](outcome=asked.outcome, facts={**facts_of(caller, order), **asked.facts})
    order.bill_name = name
    session.flush()
    pass_on(session, caller, words, order)
    return Outcome[str](outcome="bill_name_kept", facts={**facts_of(caller, order), "buyer": name})


def _ask_other(session: Session, caller: Caller, bill: Bill, name: str, words: str) -> Outcome[Any]:
    """The owners hear that a bill which was issued shall be in another name."""
    told = changing.explain(session, caller, bill.number, words)
    facts = {"reference": bill.number, **told.facts, "buyer": name}
    return Outcome[str](outcome="bill_name_asked", facts=facts)
