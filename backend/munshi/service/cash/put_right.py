"""A payment that was none: a technician's cash of the day that was handed in, as who runs the shop says."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.billing.payments import service as payments
from munshi.billing.payments.models import Payment
from munshi.billing.payments.service import PAYMENT, PREFIX, WHOLE
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.service.cash import filing, handing_in, told
from munshi.service.visits import assigning, words
from munshi.service.visits.outcomes import Notice

PAGE = "do_visit"
OF_LATE = timedelta(days=31)


def hear(session: Session, caller: Caller, text: str) -> Heard | None:
    """ "vishal ke 3000 upi nahi the, cash jama kiya tha", "PAY-11 galat hai, wo galla jama tha"."""
    is_wrong = words.says(text, "not_yet") or words.says(text, "mistaken")
    if not (is_wrong and words.says(text, "handed_in")):
        return None
    found = _meant(session, caller, text)
    return heard(session, caller, PAGE, lambda here, by: put_right(here, by, found)) if found else None


def put_right(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """The payment is taken out of the books and stands as cash that was handed in, once; who gave it hears that."""
    payment = payments.locked(session, caller.business_id, reference)
    if payment is None or payment.status not in (Status.REPORTED, Status.CONFIRMED):
        raise Refusal("not_found", reference=reference)
    if payment.status == Status.REPORTED:
        payments.reject(session, payment, caller.person)
    else:
        payments.take_back(session, payment, Status.REJECTED, caller.person)
    giver = session.get_one(Person, (caller.business_id, payment.person_id))
    written = filing.since(session, caller.business, giver.id, payment.paise, payment.at)
    written = written or filing.hand_in(
        session, caller.business, giver, payment.paise, caller.person, payment.at
    )
    facts = handing_in.facts_of(session, caller, giver, written)
    got: Notice = "visit_cash_got"
    notices.tell(session, caller.business_id, giver, got, f"cash:{written.id}:{reference}", **facts)
    return Outcome[str](outcome="cash_righted", facts={**facts, "cash": reference})


def _meant(session: Session, caller: Caller, text: str) -> str | None:
    """The payment of a technician that is named, or has the one sum that is said; of several people whose is named."""
    numbers, paise = PAYMENT.findall(text), told.paise_in(PAYMENT.sub("", text))
    if not (numbers or paise):
        return None
    named = assigning.technicians_in(session, caller, text) or assigning.all_technicians(session, caller)
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id.in_([each.id for each in named]),
        *([Payment.reference == f"{PREFIX}{numbers[0]}"] if numbers else [Payment.paise == paise]),
        Payment.status.in_([Status.REPORTED, Status.CONFIRMED]),
        Payment.refunded_paise == 0,
        Payment.at >= clock.now() - OF_LATE,
    )
    found = session.scalars(query.order_by(Payment.id.desc()).options(*WHOLE)).all()
    return found[0].reference if len({each.person_id for each in found}) == 1 else None
