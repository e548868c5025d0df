"""Who is in charge tells that a customer will pay what is owed already: reminders wait, and no debt is written."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import prepaid, service, whom
from munshi.billing.accounts.facts import named
from munshi.billing.accounts.looking import refuse_where_not_kept
from munshi.billing.accounts.promising import day_said, kept_until
from munshi.billing.accounts.said import holds as names
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import spoken_ways, was_taken
from munshi.billing.pieces import Span, holds, pieces
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.undoing.wording import bids_to_write, tells_of_paying

DUES = "check_dues"
PAYMENT = "record_payment"
FEWEST_OF_A_WISH = 3  # words
OF_MONEY = (DUES, PAYMENT, "record_credit")  # what it sounds like where no money is named


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Kokila kal 300 degi*, of who owes as much and has taken nothing by these words; the rest is heard next.

    The day on which a cheque will be brought to the bank is none. What sounds like a payment is a promise whatever is
    owed. Without a day it says nothing beside another wish.
    """
    text = reading.text or ""
    if reading.is_tap or not holds(text, "they_will") or text.rstrip().endswith("?") or whether(reading):
        return None
    if bids_to_write(text) or any(each.value.get("unit") for each in reading.all("order_line")):
        return None
    if Way.CHEQUE in spoken_ways(text) and was_taken(text):
        return None
    spans = list(pieces(reading))
    promise = [each for each in spans if holds(text[slice(*each)], "they_will")]
    said = _joined(text, promise)
    if tells_of_paying(said) or names(said, "khata_of_credit"):
        return None
    person = whom.named_alone(session, caller.business_id, reading)
    if person is None or not _is_promise_of_theirs(session, caller, person, reading, promise):
        return None
    others = [text[slice(*each)] for each in spans if each not in promise]
    if any(len(each.split()) >= FEWEST_OF_A_WISH for each in others) and day_said(caller, reading) is None:
        return None
    rest = _joined(text, [each for each in spans if each not in promise and _tells(text[slice(*each)])])
    return heard(session, caller, DUES, lambda here, by: _keep(here, by, person.id, reading), rest or None)


def _is_promise_of_theirs(
    session: Session, caller: Caller, person: Person, reading: Reading, promise: list[Span]
) -> bool:
    """Whether the one sum that is promised is owed, or can be nothing else; without one the words are of money."""
    sums = {each.paise for each in reading.sums if any(start <= each.start < end for start, end in promise)}
    said = _joined(reading.text or "", promise)
    of_money = bool(sums) or holds(said, "money_itself") or holds(said, "rest") or reading.wants(*OF_MONEY)
    owed = prepaid.owed_by(session, caller.business_id, person.id)
    is_owed = owed > 0 and owed >= max(sums, default=0)
    return of_money and len(sums) <= 1 and (is_owed or reading.wants(PAYMENT))


def _tells(piece: str) -> bool:
    """Whether a piece beside the promise says something of money itself."""
    return any(map(str.isdecimal, piece)) or tells_of_paying(piece)


def _keep(session: Session, caller: Caller, number: int, reading: Reading) -> Outcome[Any]:
    """Until the day nobody reminds the customer; without a day it is said that nothing is kept."""
    refuse_where_not_kept(caller)
    person = session.get_one(Person, (caller.business_id, number))
    until = kept_until(caller, day_said(caller, reading))
    facts = named(person)
    if until is None:
        return Outcome[str](outcome="promise_without_day", facts=facts)
    service.locked(session, caller.business_id, number).promised_on = until
    return Outcome[str](outcome="promise_kept", facts={**facts, "on": until.isoformat()})


def _joined(text: str, spans: list[Span]) -> str:
    return ", ".join(text[slice(*each)].strip() for each in spans)
