"""A sum that came from a customer who is named, as who is in charge says it, whatever the name sounds like."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.reading import CLEARLY, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.staff import staff_named
from munshi.billing.accounts.whom import named_alone
from munshi.billing.payments import payers, recording, several
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.numbered import NAMED_BY
from munshi.billing.payments.said import holds, told_of, was_taken
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.undoing.wording import came, did_not_pay, is_by_somebody, is_given_to, tells_of_paying

RECORD, CREDIT, ORDER = "record_payment", "record_credit", "place_order"
ASKS = "asks_of_orders"  # of every message
FEW_WORDS = 8


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Kokila ke 240 aa gaye*: written as paid; None where goods came, or nothing surely did.

    Of somebody whom nobody knows it is asked who they are: what came is no debt.
    """
    text = reading.text or ""
    if reading.is_tap or len(text.split()) > FEW_WORDS or _is_heard_by_its_page(session, caller, reading):
        return None
    if not says_that_it_came(reading) or reading.sides(ASKS) or whether(reading) or "?" in text:
        return None
    if of_each := several.of_list(session, caller, reading):
        return of_each
    sums = set(payers.sums(session, caller.business_id, text))
    person, read = named_alone(session, caller.business_id, reading), told_of(reading, "record")
    of_somebody = person or reading.wants(CREDIT) or (is_by_somebody(text) and read.who)
    if len(sums) != 1 or _came_with_a_measure(reading) or not of_somebody:
        return None
    told = Told("record", sums.pop(), read.way, words=text)
    told = replace(told, payer=person.id) if person else replace(told, who=read.who)
    return recording.tell(session, caller, told, text)


def _is_heard_by_its_page(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it surely is told as a payment; who works here has paid none: *Ravi ne Arjun se 100 liye*."""
    names = " ".join(str(each.value) for each in reading.all("person"))
    return reading.wants(RECORD) and not staff_named(session, caller.business_id, names)


def says_that_it_came(reading: Reading) -> bool:
    """Whether a sum of somebody's came, or they gave or left it: *Kokila ke 240 aaye*, *Birsa ne 20 diye*."""
    text = reading.text or ""
    if did_not_pay(text) or names_a_khata(text) or is_given_to(text):
        return False
    is_theirs = bool(reading.sides(NAMED_BY)) or holds(text, "taken_from")
    has_come = was_taken(text) or holds(text, "came_in")
    gave = is_by_somebody(text) and tells_of_paying(text) and not _orders(reading)
    return (has_come and is_theirs) or gave or holds(text, "left_here")


def _orders(reading: Reading) -> bool:
    """Whether goods are clearly ordered, of which some are called like giving: *Birsa ne 20 diye mangaye*."""
    return reading.wants(ORDER) and reading.chance >= CLEARLY


def is_a_payment(reading: Reading) -> bool:
    """Whether words beside a sum say that it was given, or was not: it answers no open question of credit."""
    text = reading.text or ""
    if reading.is_tap or not figures(text) or is_given_to(text):
        return False
    of_giving = came(text) or did_not_pay(text)
    says_who = is_by_somebody(text) or reading.wants(RECORD) or not names_a_khata(text)
    return (of_giving and says_who) or says_that_it_came(reading)


def _came_with_a_measure(reading: Reading) -> bool:
    """Whether what came is counted in kilos, packets and the like: it is goods."""
    return any(each.value.get("unit") or each.value.get("pack") for each in reading.all("order_line"))
