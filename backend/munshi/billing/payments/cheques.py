"""Cheques: one that was given waits until the owner says that it was cleared; one that bounced was no payment.

*Cheque clear ho gaya*, *Leena ka 2000 wala cheque bounce ho gaya*.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.billing.payments import claims, payers, recording, striking
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, spoken_ways
from munshi.billing.payments.service import WHOLE
from munshi.billing.payments.statuses import Status
from munshi.billing.pieces import pieces
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.turns import decide

RECORD, ASKS, QUESTION = "record_payment", "asks_of_orders", "question"
NONE: Outcome[Any] = Outcome[str](outcome="none")


def heard(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What an owner says of a cheque that is known; what is told of other money beside it is heard next."""
    text = reading.text or ""
    if reading.is_tap or Way.CHEQUE not in spoken_ways(text) or QUESTION in reading.sides(ASKS):
        return None
    spans = list(pieces(reading))
    of_it = [each for each in spans if says_more(text[slice(*each)])]
    if len(of_it) != 1:
        return None
    said = text[slice(*of_it[0])]
    found = _meant(session, caller, said, text)
    if not found:
        return None
    answer = decide(session, caller, lambda here, by: _of(here, by, found, said))
    others = [text[slice(*each)].strip(SIGNS) for each in spans if each not in of_it]
    return Heard(RECORD, answer, ", ".join(others) or None)


def says_more(clause: str) -> bool:
    """Whether words say of a cheque that it was cleared, shall be, or came back."""
    of_cheque = Way.CHEQUE in spoken_ways(clause)
    return of_cheque and (holds(clause, "cleared") or holds(clause, "bounced"))


def _meant(session: Session, caller: Caller, said: str, text: str) -> list[Payment]:
    """The cheques of who is named, of everybody where nobody is, with the sum where one is said."""
    whose = payers.find(session, caller.business_id, None, text).people
    sums = payers.sums(session, caller.business_id, said)
    wanted = [Payment.way == Way.CHEQUE, Payment.status.in_([Status.REPORTED, Status.CONFIRMED])]
    if whose:
        wanted.append(Payment.person_id.in_([each.id for each in whose]))
    if sums:
        wanted.append(Payment.paise.in_(sums))
    query = select(Payment).where(Payment.business_id == caller.business_id, *wanted)
    found = session.scalars(query.order_by(Payment.id.desc()).limit(claims.LISTED).options(*WHOLE)).all()
    waits = [each for each in found if each.status == Status.REPORTED]
    return waits or (list(found[:1]) if holds(said, "bounced") else [])


def _of(session: Session, caller: Caller, found: list[Payment], said: str) -> Outcome[Any]:
    if len(found) > 1:
        return claims.shown(session, found)
    cheque = found[0]
    if holds(said, "to_clear"):
        return waits(session, cheque)
    if holds(said, "cleared"):
        return recording.decide(session, caller, cheque.reference, "confirm")
    if cheque.status == Status.REPORTED:
        return recording.decide(session, caller, cheque.reference, "reject")
    return striking.shown(session, cheque)


def waits(session: Session, cheque: Payment) -> Outcome[Any]:
    """It is not counted before it is cleared."""
    return Outcome[str](outcome="cheque_waits", facts=payment_facts(session, cheque))
