"""A payment that was told of is put right: its bank's reference, or what else is said of one that is confirmed.

A claim that waits is changed, and the shop is shown it anew; of one that the shop has confirmed the shop hears what is
right.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.payments import notices, of_late, service
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way, sound_utr
from munshi.billing.payments.said import is_another
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.undoing.wording import admits_a_slip


def ask_of_shop(session: Session, caller: Caller, payment: Payment, words: str) -> Outcome[Any]:
    """The owners hear what is right of a payment that they have confirmed; nothing is written."""
    notices.tell_of_what_is_right(session, payment, words)
    return Outcome[str](outcome="right_asked", facts={**payment_facts(session, payment), "pay_words": words})


def by_reference(session: Session, caller: Caller, told: Told) -> Outcome[Any] | None:
    """A bank's reference without a sum is of the last payment, which had none or, as is said, a wrong one."""
    utr = sound_utr(told.utr or "")
    if utr is None or told.paise is not None:
        return None
    used = service.with_utr(session, caller.business_id, utr)
    if used is not None:
        return of_late.standing(session, used) if used.person_id == caller.person.id else None
    last = of_late.of_late(session, caller, None)
    if last is None or last.way != Way.UPI or told.once_more or (last.utr and not mistypes(told)):
        return None
    return refer(session, caller, last, utr, told.words or "")


def mistypes(told: Told) -> bool:
    """Whether another reference puts a wrong one right: a slip is admitted, and no second payment told of."""
    return admits_a_slip(told.words) and not is_another(told.words)


def refer(session: Session, caller: Caller, payment: Payment, utr: str, words: str) -> Outcome[Any]:
    """Has a payment its bank's reference; that of one which the shop has confirmed stays as the shop saw it."""
    confirmed = payment.status == Status.CONFIRMED
    if confirmed and payment.utr:
        return ask_of_shop(session, caller, payment, words)
    payment.utr = utr
    session.flush()
    if confirmed:
        notices.tell_of_what_is_right(session, payment, words)
    else:
        notices.tell_of_report(session, payment, more=True)
    return Outcome[str](outcome="utr_noted", facts=payment_facts(session, payment))
