"""A sum that came from a customer who is named, as who is in charge says it, whatever the name sounds like."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import named_in, with_phone
from munshi.billing.payments import payers, recording
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.numbered import NAMED_BY
from munshi.billing.payments.said import holds, told_of, was_taken
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.undoing.wording import did_not_pay, is_given_to

RECORD = "record_payment"  # whose page hears its own wish
ASKS = "asks_of_orders"  # of every message
FEW_WORDS = 8


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Kokila ke 240 aa gaye*: written as paid; None where goods came, or nothing surely did."""
    text = reading.text or ""
    if reading.is_tap or reading.wants(RECORD) or len(text.split()) > FEW_WORDS:
        return None
    if not _came(reading) or reading.sides(ASKS) or whether(reading) or "?" in text:
        return None
    sums = set(payers.sums(session, caller.business_id, text))
    person = _from(session, caller, reading)
    if len(sums) != 1 or person is None or _came_with_a_measure(reading):
        return None
    way = told_of(reading, "record").way
    return recording.tell(session, caller, Told("record", sums.pop(), way, payer=person.id, words=text), text)


def _came(reading: Reading) -> bool:
    """Whether a sum of somebody's came, or they left it here: *Kokila ke 240 aaye*, *Birsa 300 de gaya*."""
    text = reading.text or ""
    if did_not_pay(text) or names_a_khata(text) or is_given_to(text):
        return False
    return (was_taken(text) and bool(reading.sides(NAMED_BY))) or holds(text, "left_here")


def _from(session: Session, caller: Caller, reading: Reading) -> Person | None:
    """The one customer who is named, or whose phone is."""
    if phone := reading.first("phone"):
        return with_phone(session, caller.business_id, str(phone))
    people = named_in(session, caller.business_id, reading.text or "")
    return people[0] if len(people) == 1 else None


def _came_with_a_measure(reading: Reading) -> bool:
    """Whether what came is counted in kilos, packets and the like: it is goods."""
    return any(each.value.get("unit") or each.value.get("pack") for each in reading.all("order_line"))
