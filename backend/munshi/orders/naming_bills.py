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
from munshi.billing.bills.service import bill_of
from munshi.callers import Caller
from munshi.orders import bill_names
from munshi.orders.desk import Desk
from munshi.orders.looking import facts_of, last_order
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, pass_on
from munshi.outcomes import Outcome
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "naming_bills.yml")
OF_BILLS = ("utter_place_order_bill_name", "utter_request_invoice_", "utter_notice_bill")  # what tells of one


def to_come(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """In whose name the bill shall be of what is ordered in the same message, which is heard next.

    So is the number of a firm that cannot be on it.
    """
    text = reading.text or ""
    named, number = bill_names.find(text), naming.refused_in(caller, text)
    buyer = bill_names.beside_a_number(text) if number else named and named.name
    if buyer is None or (number is not None and reading.first("order_line")):
        return None
    rest = text.replace(named.words if named else "", ",").strip(" ,.;")
    rest = rest if number is None else _of_number(caller, number)
    orders = number is None and any(map(str.isdecimal, rest)) and not tells_of_paying(rest)
    if not orders and last_order(session, caller) is not None:
        return None

    def work(here: Session, by: Caller) -> Outcome[Any]:
        desk = Desk(here, by)
        desk.cart.kept.bill_name = buyer
        desk.save()
        return Outcome[str](outcome="bill_name_noted", facts={"buyer": buyer})

    return heard(session, caller, PAGE, work, rest or None)


def of_order(
    session: Session, caller: Caller, asked: Asked, reading: Reading, order: Order | None
) -> Heard | None:
    """In whose name the bill shall be of what was ordered last; a number of their firm that cannot be is heard next.

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
    order = order or last_order(session, caller)
    if order is None or (found and _wants_it_sent(reading) and order.status in BILLED):
        return None
    of = order
    rest = _paid_beside(text, found.words) if number is None and found else None
    rest = rest if number is None else _of_number(caller, number)
    return heard(session, caller, PAGE, lambda here, by: _name_bill(here, by, of, name, text), rest)


def _paid_beside(text: str, named: str) -> str | None:
    """What was paid, by the words beside those that name the bill, which is heard next."""
    rest = text.replace(named, ",").strip(" ,.;")
    return rest if figures(rest) and tells_of_paying(rest) else None


def _of_number(caller: Caller, number: str) -> str:
    """The words by which the number of a firm is heard next, in the language of who wrote it."""
    language = caller.person.spoken or caller.person.language or caller.business.language
    return str(LISTS.lists["of_number"][language].format(number=number))


def _wants_it_sent(reading: Reading) -> bool:
    return reading.wants("request_invoice") and LISTS.has(plain(reading.text), "sends")


def _name_bill(session: Session, caller: Caller, order: Order, name: str, words: str) -> Outcome[Any]:
    """The bill to come is in this name; of one that was issued the owners hear it."""
    bill = bill_of(session, order)
    if bill is not None and plain(bill.recipient["name"]) == plain(name):
        return Outcome[str](outcome="bill_name_is_so", facts={**facts_of(caller, order), "buyer": name})
    if bill is not None:
        told = changing.explain(session, caller, bill.number, words)
        return Outcome[str](
            outcome="bill_name_asked", facts={**facts_of(caller, order), "buyer": name, **told.facts}
        )
    order.bill_name = name
    session.flush()
    pass_on(session, caller, words, order)
    return Outcome[str](outcome="bill_name_kept", facts={**facts_of(caller, order), "buyer": name})
